"""Being up and being fast: downtime, chains of services, and what slow or failed answers cost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_LOSS = Default(
    0.01, 0.002, 0.07,
    "retail and search sites: 1% of sales per 100 ms (Amazon, Linden 2006); 0.2% of searches "
    "(Google, Brutlag 2009); up to 7% of conversions (Akamai, Online Retail Performance 2017)",
)  # fmt: skip

Availability = Annotated[float, Input(
    "%", "the share of the time that the service is up", who="operations", better="up",
    ask="What share of the time is the service up, or has to be?",
    cues=("availability", "uptime", "available", "sla", "slo", "nines"),
)]  # fmt: skip


@calculator(
    "availability",
    title="Downtime behind an availability",
    cues=("uptime of", "availability of", "three nines", "sla of", "downtime a year"),
    outputs=[
        Output("yearly", "hour/year", "(1 - availability) * 8760", "of downtime", main=True),
        Output("monthly", "minute/month", "yearly * 60 / 12", "of downtime"),
        Output("weekly", "minute/week", "yearly * 60 * 7 / 365", "of downtime"),
    ],
    source="Beyer et al., Site Reliability Engineering, 2016, appendix A: Availability Table.",
)
def availability_downtime(availability: Availability) -> Mapping[str, float]:
    """How long a service is down that is up for a share of the time."""
    yearly = (1 - availability) * 8760
    return {"yearly": yearly, "monthly": yearly * 60 / 12, "weekly": yearly * 60 * 7 / 365}


@calculator(
    "failed-requests",
    title="Requests that fail",
    cues=("failed requests", "error rate of the service", "success rate", "requests that fail"),
    outputs=[
        Output("daily", "1/day", "requests * (1 - availability)", "requests that fail", main=True),
        Output("yearly", "1/year", "daily * 365", "requests that fail"),
    ],
    source="Beyer et al., Site Reliability Engineering, 2016, chapter 3: request success rate.",
)
def failed_requests(
    requests: Annotated[float, Input(
        "1/day", "requests", ask="How many requests come in a day?", who="operations",
        better="down", cues=("requests", "calls", "orders", "queries"),
    )],
    availability: Availability,
) -> Mapping[str, float]:  # fmt: skip
    """How many requests find the service down, if they come evenly."""
    daily = requests * (1 - availability)
    return {"daily": daily, "yearly": daily * 365}


@calculator(
    "downtime-cost",
    title="Cost of downtime",
    cues=("an hour of downtime costs", "outage cost", "revenue per hour", "lost while down"),
    outputs=[
        Output("hours", "hour/year", "(1 - availability) * 8760", "of downtime"),
        Output("lost", "money/year", "hours * hourly_loss", "lost to downtime", main=True),
    ],
    source="Patterson, A Simple Way to Estimate the Cost of Downtime, LISA 2002.",
)
def downtime_cost(
    availability: Availability,
    hourly_loss: Annotated[float, Input(
        "money/hour", "what an hour of downtime loses", who="finance", better="down",
        ask="What does an hour of downtime lose?",
        cues=("an hour", "per hour", "outage", "downtime", "revenue"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is lost a year while a service is down."""
    hours = (1 - availability) * 8760
    return {"hours": hours, "lost": hours * hourly_loss}


@calculator(
    "serial-availability",
    title="Availability of a chain of services",
    cues=("depends on services", "each dependency", "chain of services", "in series"),
    outputs=[
        Output("together", "%", "own * each ** dependencies", "up at the same time", main=True),
        Output("yearly", "hour/year", "(1 - together) * 8760", "of downtime"),
        Output(
            "theirs",
            "hour/year",
            "own * (1 - each ** dependencies) * 8760",
            "of downtime owed to dependencies",
        ),
    ],
    source="Series system of independent parts: Barlow and Proschan, Statistical Theory of "
    "Reliability and Life Testing, 1975, chapter 2.",
)
def serial_availability(
    own: Annotated[float, Input(
        "%", "the availability of the service itself", who="operations", better="up",
        ask="What share of the time is the service itself up?",
        cues=("own", "service", "availability", "uptime"),
    )],
    dependencies: Annotated[float, Input(
        "1", "services that it cannot do without", who="engineering manager", whole=True,
        better="down", ask="How many services can it not do without?",
        cues=("dependencies", "services", "apis", "upstream", "systems"),
    )],
    each: Annotated[float, Input(
        "%", "the availability of each of them", who="operations", better="up",
        ask="What share of the time is each of those services up?",
        cues=("each", "dependency", "vendor", "provider", "upstream"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much of the time a service works that needs all its dependencies."""
    together = own * each**dependencies
    return {
        "together": together,
        "yearly": (1 - together) * 8760,
        "theirs": own * (1 - each**dependencies) * 8760,
    }


@calculator(
    "latency-orders",
    title="Orders lost to latency, in proportion",
    cues=("every additional 100 ms costs", "in a straight line",
          "percent of orders for each 100 ms", "pretty linear"),
    outputs=[
        Output("lost_share", "%", "extra / step * loss", "lost"),
        Output("sessions_lost", "1/day", "sessions * lost_share", "lost"),
        Output("orders", "1/day", "sessions_lost * conversion", "orders lost"),
        Output("daily", "money/day", "orders * value", "of revenue lost"),
        Output("revenue", "money/year", "daily * 365", "of revenue lost", main=True),
    ],
    source="A loss in proportion to the added time, as people state it; compounded it is Linden, "
    "Make Data Useful, 2006.",
)  # fmt: skip
def latency_orders(
    extra: Annotated[float, Input(
        "millisecond", "the latency that is added", who="ml engineer", better="down",
        ask="How many milliseconds does it add to the response?",
        cues=("slower", "adds", "added", "shave", "latency"),
    )],
    loss: Annotated[float, Input(
        "%", "the share that is lost for each such step", who="data scientist", better="down",
        ask="What share is lost for every 100 ms?", cues=("every", "each", "costs", "lose"),
    )],
    sessions: Annotated[float, Input(
        "1/day", "sessions or orders of which they are lost", who="product manager",
        ask="How many sessions or orders are there a day?", cues=("sessions", "orders", "visits"),
    )],
    value: Annotated[float, Input(
        "money", "the value of an order", who="finance", ask="What is an order worth on average?",
        cues=("order", "basket", "apiece", "average"),
    )],
    conversion: Annotated[float, Input(
        "%", "the share of sessions that end in an order", who="product manager",
        default=Default(1, 1, 1, "each is an order, as no rate of conversion was said"),
        cues=("end in an order", "convert", "ordering", "buy"),
    )],
    step: Annotated[float, Input(
        "millisecond", "the step that the loss is told for", who="data scientist", low=1,
        default=Default(100, 100, 100, "for every 100 ms, as it is usually told"),
        cues=("every", "each", "per"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What added latency costs where each step of it loses the same share."""
    lost_share = extra / step * loss
    orders = sessions * lost_share * conversion
    return {
        "lost_share": lost_share,
        "sessions_lost": sessions * lost_share,
        "orders": orders,
        "daily": orders * value,
        "revenue": orders * value * 365,
    }


@calculator(
    "latency-revenue",
    title="Revenue lost to latency",
    cues=("slower page", "extra latency", "milliseconds slower", "adds latency", "page load"),
    outputs=[
        Output("lost_share", "%", "1 - (1 - loss) ** (extra / 100)", "of conversions lost"),
        Output("orders", "1/day", "sessions * conversion * lost_share", "orders lost"),
        Output("revenue", "money/year", "orders * value * 365", "of revenue lost", main=True),
    ],
    source="Loss per 100 ms compounded: Linden, Make Data Useful, 2006; Akamai, State of Online "
    "Retail Performance, 2017.",
)
def latency_revenue(
    extra: Annotated[float, Input(
        "millisecond", "the latency that is added", who="ml engineer", better="down",
        ask="How many milliseconds does it add to the response?",
        cues=("slower", "extra", "adds", "latency", "delay"),
    )],
    sessions: Annotated[float, Input(
        "1/day", "sessions", ask="How many sessions are there a day?", who="product manager",
        cues=("sessions", "visits", "visitors", "users"),
    )],
    conversion: Annotated[float, Input(
        "%", "the share of sessions that end in an order", who="product manager",
        ask="What share of the sessions ends in an order?",
        cues=("conversion", "convert", "buy", "order"),
    )],
    value: Annotated[float, Input(
        "money", "the value of an order", ask="What is an order worth on average?", who="finance",
        cues=("order value", "basket", "average order", "per order"),
    )],
    loss: Annotated[float, Input(
        "%", "the share of conversions lost for every 100 ms", who="data scientist",
        default=_LOSS, better="down", cues=("per 100 ms", "every 100 ms"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a slower response costs in orders that are not placed."""
    lost_share = 1 - (1 - loss) ** (extra / 100)
    orders = sessions * conversion * lost_share
    return {"lost_share": lost_share, "orders": orders, "revenue": orders * value * 365}
