"""Training: what runs cost, how many fit into a week, and the carbon they emit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_NOTHING = Default(0, 0, 0, "nothing was said of people's time")
_USABLE = Default(
    0.7, 0.4, 0.9,
    "assumed: about 30% of jobs on a shared training cluster were killed or failed (Jeon et al., "
    "Analysis of Large-Scale Multi-Tenant GPU Clusters, USENIX ATC 2019)",
)  # fmt: skip
_PUE = Default(
    1.58, 1.1, 1.8,
    "mean of data centres (Uptime Institute, Global Data Center Survey 2023); the largest "
    "cloud sites report about 1.1",
)  # fmt: skip
_GRID = Default(
    480, 30, 700,
    "mean of the world's grids in 2023 (Ember, Global Electricity Review 2024); from hydropower "
    "to coal",
)  # fmt: skip

Gpus = Annotated[float, Input(
    "1", "GPUs used at once", ask="How many GPUs does a training run use?", who="ml engineer",
    better="down", cues=("gpus", "cards", "accelerators", "a100", "h100"),
)]  # fmt: skip
RunHours = Annotated[float, Input(
    "hour", "how long one run takes", ask="How long does one training run take?",
    who="data scientist", better="down", cues=("hours", "run", "training", "takes"),
)]  # fmt: skip


@calculator(
    "training-cost",
    title="Cost of training",
    cues=("training run", "gpu hours", "cost to train", "hyperparameter search", "fine-tuning"),
    outputs=[
        Output("run_hours", "hour", "gpus * hours", "of GPU time for one run"),
        Output("per_run", "money", "run_hours * price", "for one training run"),
        Output("gpu_hours", "hour/year", "gpus * hours * runs", "of GPU time"),
        Output("total", "money/year", "gpu_hours * price", "spent on training", main=True),
    ],
    source="Price list arithmetic: GPUs times hours times the price of a GPU-hour, for every run.",
)
def training_cost(
    gpus: Gpus,
    hours: RunHours,
    price: Annotated[float, Input(
        "money", "the price of an hour of one GPU", who="ml engineer", better="down",
        ask="What does an hour of one GPU cost?", cues=("gpu-hour", "per gpu", "an hour"),
    )],
    runs: Annotated[float, Input(
        "1/year", "training runs, failed ones too", who="data scientist", better="down",
        ask="How many training runs will there be a year, with those that fail?",
        cues=("runs", "experiments", "trials", "retrain", "every", "configurations"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What all the training runs of a project cost, not only the last one."""
    gpu_hours = gpus * hours * runs
    return {
        "run_hours": gpus * hours,
        "per_run": gpus * hours * price,
        "gpu_hours": gpu_hours,
        "total": gpu_hours * price,
    }


@calculator(
    "retraining-cost",
    title="Cost of retraining",
    cues=("retrain every", "retraining", "refresh the model", "keep the model up to date"),
    outputs=[
        Output("compute", "money/year", "runs * run_cost", "spent on compute for retraining"),
        Output("people", "money/year", "runs * hours * hourly_cost", "spent on people's time"),
        Output("yearly_cost", "money/year", "compute + people", "spent on retraining", main=True),
        Output("checking", "money", "hours * hourly_cost", "of people's time for one"),
        Output("per_run", "money", "run_cost + checking", "for one retraining"),
    ],
    source="Activity-based costing (Cooper and Kaplan, 1988): each retraining takes compute and "
    "people's hours.",
)
def retraining_cost(
    runs: Annotated[float, Input(
        "1/year", "retrainings", ask="How many times a year is the model retrained?",
        who="ml engineer", better="down", cues=("retrain", "retrainings", "refresh", "times"),
    )],
    run_cost: Annotated[float, Input(
        "money", "the compute for one retraining", who="ml engineer", better="down",
        ask="What does the compute for one retraining cost?",
        cues=("per run", "compute", "each retraining", "gpu"),
    )],
    hours: Annotated[float, Input(
        "hour", "people's time for one retraining", who="data scientist", better="down",
        default=_NOTHING,
        cues=("hours", "person", "checking", "validation", "by hand"),
    )],
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of those people costs", who="finance", better="down",
        default=_NOTHING,
        cues=("an hour", "hourly", "engineer", "wage", "rate"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs a year to keep a model fresh, with the people who check it."""
    compute = runs * run_cost
    people = runs * hours * hourly_cost
    return {
        "compute": compute,
        "people": people,
        "yearly_cost": compute + people,
        "checking": hours * hourly_cost,
        "per_run": run_cost + hours * hourly_cost,
    }


@calculator(
    "experiments-per-week",
    title="Experiments that fit into a week",
    cues=("experiments a week", "hours per experiment", "iterate", "runs in parallel"),
    outputs=[
        Output("machine_hours", "hour/week", "machines * 168 * usable", "of useful machine time"),
        Output("runs", "1/week", "machine_hours / hours", "experiments", main=True),
    ],
    source="Machine hours over hours per run; 168 hours in a week.",
)
def experiments_per_week(
    hours: RunHours,
    machines: Annotated[float, Input(
        "1", "runs that can go side by side", who="ml engineer", better="up",
        ask="How many training runs can go side by side?",
        cues=("machines", "in parallel", "side by side", "gpus", "at once"),
    )],
    usable: Annotated[float, Input(
        "%", "the share of the time that brings a usable run", who="ml engineer",
        default=_USABLE, better="up", cues=("usable", "utilisation", "succeed", "fail"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many ideas a week can be tried, given how long one run takes."""
    machine_hours = machines * 168 * usable
    return {"machine_hours": machine_hours, "runs": machine_hours / hours}


@calculator(
    "carbon",
    title="Carbon of computing",
    cues=("carbon footprint", "emissions of training", "energy use of the model", "co2"),
    outputs=[
        Output("energy", "kilowatt_hour", "gpus * power * hours * pue", "of electricity used"),
        Output("emitted", "kilogram", "energy * grid / 1000", "of CO2 emitted", main=True),
    ],
    source="Patterson et al., Carbon Emissions and Large Neural Network Training, 2021; Lacoste "
    "et al., Quantifying the Carbon Emissions of Machine Learning, 2019.",
)
def carbon(
    gpus: Gpus,
    power: Annotated[float, Input(
        "kilowatt", "what one GPU draws", who="ml engineer", high=5, better="down",
        ask="How many kilowatts does one GPU draw?", cues=("kw", "kilowatts", "power", "draws"),
    )],
    hours: Annotated[float, Input(
        "hour", "how long they run", ask="How many hours do they run in all?", who="ml engineer",
        better="down", cues=("hours", "days", "run", "training"),
    )],
    pue: Annotated[float, Input(
        "1", "electricity of the whole site for each unit that the machines use",
        who="operations", default=_PUE, low=1, high=5, better="down",
        cues=("pue", "power usage effectiveness"),
    )],
    grid: Annotated[float, Input(
        "gram/kilowatt_hour", "the CO2 emitted for a kilowatt-hour", who="operations",
        default=_GRID, better="down", cues=("carbon intensity", "per kwh", "grid"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """The electricity that machines use and the CO2 that it stands for."""
    energy = gpus * power * hours * pue
    return {"energy": energy, "emitted": energy * grid / 1000}
