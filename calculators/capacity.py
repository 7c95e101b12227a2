"""Whether the machines keep up: GPUs at the peak, backlogs, batch windows and latency budgets."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil, floor
from typing import Annotated

from .model import Default, Input, Output, calculator

_UTILISATION = Default(
    0.7, 0.5, 0.85,
    "assumed: queues grow as 1 / (1 - utilisation) (Kleinrock, Queueing Systems, 1975), "
    "so peaks are planned well below full load",
)  # fmt: skip


@calculator(
    "gpus-needed",
    title="GPUs that the peak needs",
    cues=("requests per second at peak", "how many gpus", "concurrent requests", "gpu capacity"),
    outputs=[
        Output("in_flight", "1", "peak * seconds", "requests in work at once"),
        Output("at_full_load", "1", "ceil(in_flight / concurrent)", "GPUs if each is always busy"),
        Output("exact", "1", "in_flight / (concurrent * utilisation)", "GPUs before rounding up"),
        Output("gpus", "1", "ceil(exact)", "GPUs needed at the peak", main=True),
    ],
    source="Little, A Proof for the Queuing Formula L = λW, Operations Research 9(3), 1961.",
)
def gpus_needed(
    peak: Annotated[float, Input(
        "1/second", "requests a second at the peak", who="operations", better="down",
        ask="How many requests a second come at the peak?",
        cues=("peak", "per second", "rps", "qps", "busiest"),
    )],
    seconds: Annotated[float, Input(
        "second", "the time that one request takes", who="ml engineer", better="down",
        ask="How long does one request take on a GPU?",
        cues=("each", "latency", "takes", "per request", "inference time"),
    )],
    concurrent: Annotated[float, Input(
        "1", "requests that one GPU works on at once", who="ml engineer", better="up",
        default=Default(1, 1, 1, "one at a time, as nothing else was said"),
        ask="How many requests can one GPU work on at once?",
        cues=("concurrent", "at once", "batch size", "in parallel", "slots"),
    )],
    utilisation: Annotated[float, Input(
        "%", "the load that a GPU is planned for", who="ml engineer", default=_UTILISATION,
        better="up", cues=("utilisation", "utilization", "headroom", "load"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many GPUs the busiest moment needs."""
    in_flight = peak * seconds
    exact = in_flight / (concurrent * utilisation)
    return {
        "in_flight": in_flight,
        "at_full_load": float(ceil(in_flight / concurrent)),
        "exact": exact,
        "gpus": float(ceil(exact)),
    }


def _never_drains(at: Mapping[str, float]) -> str | None:
    if at["quiet"] >= at["capacity"]:
        return "outside the peak at least as much arrives as is done: a backlog never drains"
    return None


@calculator(
    "throughput-backlog",
    title="Backlog of a peak",
    checks=_never_drains,
    cues=("backlog", "peak hours", "queue builds up", "arrive faster than", "falls behind"),
    outputs=[
        Output("backlog", "1", "max(0, (arrivals - capacity) * peak)", "waiting after the peak"),
        Output("wait", "hour", "backlog / capacity", "waited by the last to arrive in the peak"),
        Output("drain", "hour", "backlog / (capacity - quiet)", "to catch up again", main=True),
    ],
    source="Fluid queue: Newell, Applications of Queueing Theory, 1982, chapter 2.",
)
def throughput_backlog(
    arrivals: Annotated[float, Input(
        "1/hour", "what arrives in the peak", who="operations", better="down",
        ask="How many arrive an hour in the peak?", cues=("peak", "arrive", "an hour", "incoming"),
    )],
    capacity: Annotated[float, Input(
        "1/hour", "what can be done", who="ml engineer", better="up",
        ask="How many can be done an hour?",
        cues=("capacity", "can handle", "throughput", "process", "at most"),
    )],
    peak: Annotated[float, Input(
        "hour", "how long the peak lasts", who="operations", better="down",
        ask="How long does the peak last?", cues=("peak", "rush", "lasts", "hours"),
    )],
    quiet: Annotated[float, Input(
        "1/hour", "what arrives outside the peak", who="operations", better="down",
        ask="How many arrive an hour outside the peak?",
        cues=("off-peak", "quiet", "otherwise", "normally", "the rest of the day"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What piles up in a peak and how long it takes to catch up."""
    backlog = max(0.0, (arrivals - capacity) * peak)
    return {"backlog": backlog, "wait": backlog / capacity, "drain": backlog / (capacity - quiet)}


@calculator(
    "batch-window",
    title="Whether a batch finishes in its window",
    cues=("nightly batch", "batch window", "overnight run", "must finish by morning"),
    outputs=[
        Output("hours", "hour", "items * seconds / workers / 3600", "for the whole batch"),
        Output("done", "%", "min(1, window / hours)", "of the batch done in time", main=True),
        Output("spare", "hour", "window - hours", "to spare"),
        Output("workers_needed", "1", "ceil(items * seconds / 3600 / window)", "workers needed"),
    ],
    source="Work over rate: items times seconds each, shared evenly by the workers.",
)
def batch_window(
    items: Annotated[float, Input(
        "1", "items in one batch", who="data engineer", better="down",
        ask="How many items are in one batch?",
        cues=("items", "records", "rows", "documents", "customers", "images"),
    )],
    seconds: Annotated[float, Input(
        "second", "the time for one item", who="ml engineer", better="down",
        ask="How long does one item take?", cues=("each", "per item", "per record", "takes"),
    )],
    workers: Annotated[float, Input(
        "1", "workers side by side", who="data engineer", better="up",
        ask="How many workers run side by side?",
        cues=("workers", "machines", "in parallel", "cores", "gpus"),
    )],
    window: Annotated[float, Input(
        "hour", "the time that there is", who="operations", better="up",
        ask="How many hours may the batch take?",
        cues=("window", "overnight", "by morning", "nightly", "hours"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """Whether a batch gets done in the time that there is, and what share of it."""
    hours = items * seconds / workers / 3600
    return {
        "hours": hours,
        "done": min(1.0, window / hours),
        "spare": window - hours,
        "workers_needed": float(ceil(items * seconds / 3600 / window)),
    }


@calculator(
    "latency-budget",
    title="Latency left for the model",
    cues=("latency budget", "must answer within", "response time at most", "p95 under"),
    outputs=[
        Output("fixed", "millisecond", "network + lookup", "taken by everything else"),
        Output("left", "millisecond", "budget - fixed", "left for the model", main=True),
        Output("share", "%", "fixed / budget", "of the budget taken by everything else"),
    ],
    source="Steps one after the other add up; of percentiles the sum is only an upper guide "
    "(Dean and Barroso, The Tail at Scale, 2013).",
)
def latency_budget(
    budget: Annotated[float, Input(
        "millisecond", "the time that an answer may take", who="product manager", better="up",
        ask="How long may an answer take at most?",
        cues=("within", "budget", "under", "at most", "response time", "p95"),
    )],
    network: Annotated[float, Input(
        "millisecond", "the time on the network and in the app", who="engineering manager",
        better="down", ask="How much of it goes to the network and the app?",
        cues=("network", "round trip", "gateway", "overhead", "rendering"),
    )],
    lookup: Annotated[float, Input(
        "millisecond", "the time to fetch what the model needs", who="data engineer",
        better="down", ask="How long does fetching the model's data take?",
        cues=("lookup", "feature store", "database", "fetch", "retrieval"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much of the promised response time is left for the model."""
    fixed = network + lookup
    return {"fixed": fixed, "left": budget - fixed, "share": fixed / budget}


@calculator(
    "context-budget",
    title="Documents that fit into the context",
    cues=("context window", "context limit", "tokens of context", "fit into the prompt"),
    outputs=[
        Output("left", "1", "context - instructions - answer", "tokens left for documents"),
        Output("documents", "1", "floor(max(0, left) / document)", "documents that fit", main=True),
    ],
    source="A model's context window holds the tokens of the prompt and of the answer together.",
)
def context_budget(
    context: Annotated[float, Input(
        "1", "the tokens that the model can hold", who="ml engineer", better="up",
        ask="How many tokens does the model's context hold?",
        cues=("context", "window", "limit", "tokens"),
    )],
    instructions: Annotated[float, Input(
        "1", "the tokens of instructions and question", who="ml engineer", better="down",
        ask="How many tokens are the instructions and the question?",
        cues=("instructions", "system prompt", "question", "template"),
    )],
    answer: Annotated[float, Input(
        "1", "the tokens kept for the answer", who="ml engineer", better="down",
        ask="How many tokens may the answer have?", cues=("answer", "output", "completion"),
    )],
    document: Annotated[float, Input(
        "1", "the tokens of one document", who="data scientist", better="down",
        ask="How many tokens does one document have?",
        cues=("document", "page", "chunk", "passage", "each"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many documents fit into a model's context beside the instructions and the answer."""
    left = context - instructions - answer
    return {"left": left, "documents": float(floor(max(0.0, left) / document))}
