"""What it costs to answer requests: per call, per GPU, per token, and what a cache saves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_ALL_DAY = Default(24, 8, 24, "serving round the clock; 8 when only in working hours")
_UTILISATION = Default(
    0.5, 0.2, 0.7,
    "assumed: traffic has peaks and nights, so a GPU sized for the peak idles about half the time",
)  # fmt: skip

Requests = Annotated[float, Input(
    "1/day", "requests", ask="How many requests come in a day?", who="operations", better="down",
    cues=("requests", "calls", "predictions", "queries", "messages"),
)]  # fmt: skip
_NOTHING = Default(0, 0, 0, "nothing was named for it")
CostPerRequest = Annotated[float, Input(
    "money", "what one request costs", ask="What does one request cost?", who="ml engineer",
    better="down", cues=("per request", "per call", "per prediction", "each call"),
)]  # fmt: skip
GpuPrice = Annotated[float, Input(
    "money/hour", "what a GPU costs an hour", ask="What does an hour of one GPU cost?",
    who="ml engineer", better="down", cues=("gpu-hour", "per gpu", "an hour", "instance"),
)]  # fmt: skip
TokensIn = Annotated[float, Input(
    "1", "the tokens read for one request", ask="How many tokens go into one request?",
    who="ml engineer", better="down", cues=("input tokens", "prompt", "tokens in", "context"),
)]  # fmt: skip
TokensOut = Annotated[float, Input(
    "1", "the tokens written for one request",
        default=_NOTHING, ask="How many tokens does one answer have?",
    who="ml engineer", better="down", cues=("output tokens", "answer", "tokens out", "completion"),
)]  # fmt: skip
PriceIn = Annotated[float, Input(
    "money", "the price of a million tokens read", who="finance", better="down",
    per_many=1_000_000,
    ask="What does a million input tokens cost?",
    cues=("per million input", "input price", "million tokens", "input tokens"),
)]  # fmt: skip
PriceOut = Annotated[float, Input(
    "money", "the price of a million tokens written",
        default=_NOTHING, who="finance", better="down",
    per_many=1_000_000,
    ask="What does a million output tokens cost?",
    cues=("per million output", "output price", "million tokens", "output tokens"),
)]  # fmt: skip
HitRate = Annotated[float, Input(
    "%", "the share of requests that the cache answers", who="ml engineer", better="up",
    ask="What share of the requests could a cache answer?",
    cues=("hit rate", "cached", "repeated", "same question"),
)]  # fmt: skip


@calculator(
    "inference-cost",
    title="Cost of inference",
    cues=("cost per request", "cost per prediction", "inference bill", "requests a day at"),
    outputs=[
        Output("yearly_requests", "1/year", "requests * 365", "requests"),
        Output("per_thousand", "money", "cost * 1000", "for a thousand requests"),
        Output("daily_cost", "money/day", "requests * cost", "spent on inference"),
        Output("yearly_cost", "money/year", "daily_cost * 365", "spent on inference", main=True),
        Output("monthly_cost", "money/month", "yearly_cost / 12", "spent on inference"),
    ],
    source="Volume times unit cost; a year of 365 days, a month as a twelfth of it.",
)
def inference_cost(requests: Requests, cost: CostPerRequest) -> Mapping[str, float]:
    """What answering all requests costs when each has a price."""
    yearly_cost = requests * cost * 365
    return {
        "yearly_requests": requests * 365,
        "per_thousand": cost * 1000,
        "daily_cost": requests * cost,
        "yearly_cost": yearly_cost,
        "monthly_cost": yearly_cost / 12,
    }


@calculator(
    "gpu-serving-cost",
    title="Cost of keeping GPUs up",
    cues=("gpus running", "serving fleet", "hosting the model", "instances up all day"),
    outputs=[
        Output("gpu_hours", "hour/day", "gpus * hours", "of GPU time paid for"),
        Output("daily_cost", "money/day", "gpu_hours * price", "spent on GPUs for serving"),
        Output(
            "yearly_cost", "money/year", "daily_cost * 365", "spent on GPUs for serving", main=True
        ),
        Output("monthly_cost", "money/month", "yearly_cost / 12", "spent on GPUs for serving"),
    ],
    source="Price list arithmetic: machines times hours times the hourly price, 365 days a year.",
)
def gpu_serving_cost(
    gpus: Annotated[float, Input(
        "1", "GPUs that serve", ask="How many GPUs serve the model?", who="ml engineer",
        better="down", cues=("gpus", "instances", "cards", "machines", "nodes"),
    )],
    price: GpuPrice,
    hours: Annotated[float, Input(
        "hour/day", "hours a day that they are up", who="ml engineer", default=_ALL_DAY, high=24,
        better="down", cues=("hours a day", "round the clock", "working hours"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What GPUs cost that are kept up for serving, used or not."""
    gpu_hours = gpus * hours
    daily_cost = gpu_hours * price
    return {
        "gpu_hours": gpu_hours,
        "daily_cost": daily_cost,
        "yearly_cost": daily_cost * 365,
        "monthly_cost": daily_cost * 365 / 12,
    }


@calculator(
    "gpu-unit-cost",
    title="Cost of a request on own GPUs",
    cues=("requests per second per gpu", "throughput of one gpu", "self-hosted", "own gpus"),
    outputs=[
        Output("served", "1/hour", "throughput * 3600 * utilisation", "requests served by a GPU"),
        Output("per_request", "money", "price / served", "for one request"),
        Output("per_thousand", "money", "per_request * 1000", "for a thousand requests", main=True),
    ],
    source="Unit cost: hourly price divided by what is really served in an hour.",
)
def gpu_unit_cost(
    price: GpuPrice,
    throughput: Annotated[float, Input(
        "1/second", "requests a second that one GPU can do at most", who="ml engineer",
        ask="How many requests a second can one GPU do?", better="up",
        cues=("per second", "throughput", "rps", "qps"),
    )],
    utilisation: Annotated[float, Input(
        "%", "the share of that which is used", who="ml engineer", default=_UTILISATION,
        better="up", cues=("utilisation", "utilization", "load", "busy"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a request costs on GPUs of one's own, at the load that they really have."""
    served = throughput * 3600 * utilisation
    return {
        "served": served,
        "per_request": price / served,
        "per_thousand": price / served * 1000,
    }


@calculator(
    "token-cost",
    title="Cost of tokens",
    cues=("tokens per request", "price per million tokens", "llm bill", "api cost of the model"),
    outputs=[
        Output(
            "per_request",
            "money",
            "(prompt * input_price + answer * output_price) / 1000000",
            "for one request",
        ),
        Output("daily_cost", "money/day", "requests * per_request", "spent on tokens"),
        Output("yearly_cost", "money/year", "daily_cost * 365", "spent on tokens", main=True),
        Output("monthly_cost", "money/month", "yearly_cost / 12", "spent on tokens"),
        Output("tokens_in", "1/day", "requests * prompt", "tokens in"),
        Output("tokens_out", "1/day", "requests * answer", "tokens out"),
        Output("cost_in", "money/day", "tokens_in * input_price / 1000000", "for tokens in"),
    ],
    source="How language model APIs are billed: tokens in and out, each at a price per million.",
)
def token_cost(
    requests: Requests,
    prompt: TokensIn,
    answer: TokensOut,
    input_price: PriceIn,
    output_price: PriceOut,
) -> Mapping[str, float]:
    """What a language model costs that is billed by the token."""
    per_request = (prompt * input_price + answer * output_price) / 1000000
    yearly_cost = requests * per_request * 365
    return {
        "per_request": per_request,
        "daily_cost": requests * per_request,
        "yearly_cost": yearly_cost,
        "monthly_cost": yearly_cost / 12,
        "tokens_in": requests * prompt,
        "tokens_out": requests * answer,
        "cost_in": requests * prompt * input_price / 1000000,
    }


@calculator(
    "token-budget",
    title="Requests that a token budget pays for",
    cues=("budget for tokens", "llm budget a month", "cap on api spend", "requests we can afford"),
    outputs=[
        Output(
            "per_request",
            "money",
            "(prompt * input_price + answer * output_price) / 1000000",
            "for one request",
        ),
        Output("monthly", "1/month", "budget / per_request", "requests that the budget pays for"),
        Output(
            "daily", "1/day", "monthly * 12 / 365", "requests that the budget pays for", main=True
        ),
    ],
    source="How language model APIs are billed: tokens in and out, each at a price per million.",
)
def token_budget(
    budget: Annotated[float, Input(
        "money/month", "what may be spent on tokens", who="finance", better="up",
        ask="What may be spent on tokens a month?",
        cues=("budget", "cap", "at most", "spend", "ceiling"),
    )],
    prompt: TokensIn,
    answer: TokensOut,
    input_price: PriceIn,
    output_price: PriceOut,
) -> Mapping[str, float]:  # fmt: skip
    """How many requests a day a monthly budget for tokens pays for."""
    per_request = (prompt * input_price + answer * output_price) / 1000000
    monthly = budget / per_request
    return {"per_request": per_request, "monthly": monthly, "daily": monthly * 12 / 365}


@calculator(
    "cache-saving",
    title="Saving of a cache",
    cues=("cache hit rate", "repeated requests", "cached answers", "same question again"),
    outputs=[
        Output("spared", "1/day", "requests * hit_rate", "requests that the cache answers"),
        Output("saved", "money/year", "spared * cost * 365", "saved by the cache", main=True),
        Output("left", "money/year", "(requests - spared) * cost * 365", "still spent"),
        Output("all_spent", "money/year", "requests * cost * 365", "spent without the cache"),
        Output("asked", "1/day", "requests - spared", "requests that are left"),
    ],
    source="Expected cost with a cache (Hennessy and Patterson, Computer Architecture); hits free.",
)
def cache_saving(
    requests: Requests, cost: CostPerRequest, hit_rate: HitRate
) -> Mapping[str, float]:
    """What a cache saves that answers a share of the requests for next to nothing."""
    spared = requests * hit_rate
    return {
        "spared": spared,
        "saved": spared * cost * 365,
        "left": (requests - spared) * cost * 365,
        "all_spent": requests * cost * 365,
        "asked": requests - spared,
    }


@calculator(
    "cache-latency",
    title="Mean latency with a cache",
    cues=("cache hit latency", "cached response time", "faster with a cache", "cache miss"),
    outputs=[
        Output(
            "mean", "millisecond", "hit_rate * hit + (1 - hit_rate) * miss", "on average", main=True
        ),
        Output("saved", "millisecond", "miss - mean", "saved on average"),
    ],
    source="Average access time (Hennessy and Patterson, Computer Architecture, chapter 2).",
)
def cache_latency(
    hit: Annotated[float, Input(
        "millisecond", "the time of an answer from the cache", who="ml engineer", better="down",
        ask="How long does an answer from the cache take?", cues=("cached", "from cache", "hit"),
    )],
    miss: Annotated[float, Input(
        "millisecond", "the time of an answer from the model", who="ml engineer", better="down",
        ask="How long does an answer from the model take?",
        cues=("uncached", "model call", "miss", "latency", "inference"),
    )],
    hit_rate: HitRate,
) -> Mapping[str, float]:  # fmt: skip
    """How long an answer takes on average when a share comes from a cache."""
    mean = hit_rate * hit + (1 - hit_rate) * miss
    return {"mean": mean, "saved": miss - mean}
