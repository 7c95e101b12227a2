"""Money over time: payback, return on an investment, and building against buying."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from .model import Default, Input, Output, calculator

_DISCOUNT = Default(
    0.07, 0.03, 0.12,
    "7% a year in real terms (US Office of Management and Budget, Circular A-94, 1992); 3% for "
    "safe public money, 12% for risky ventures",
)  # fmt: skip

RunningCost = Annotated[float, Input(
    "money/month", "what it costs to run", ask="What does it cost a month to run?",
    who="engineering manager", better="down", cues=("running", "run it", "hosting", "maintenance"),
)]  # fmt: skip
Investment = Annotated[float, Input(
    "money", "what it costs to build", ask="What does it cost to build?", who="finance",
    better="down", cues=("invest", "build", "one-off", "up front", "budget", "costs"),
)]  # fmt: skip


def _never_pays(at: Mapping[str, float]) -> str | None:
    if at["running"] >= at["saving"]:
        return "running it costs as much as it saves: it never pays back"
    return None


@calculator(
    "payback",
    title="Months until it has paid for itself",
    checks=_never_pays,
    cues=("pays for itself", "payback", "break even", "recoup", "return of the investment"),
    outputs=[
        Output("net", "money/month", "saving - running", "saved after running costs"),
        Output("months", "month", "investment / net", "until it has paid for itself", main=True),
        Output("gained", "money", "net * 12 * years - investment", "left over these years"),
        Output("roi", "%", "gained / investment", "returned on the investment"),
    ],
    source="Payback period: Brealey, Myers and Allen, Principles of Corporate Finance, chapter 5.",
)
def payback(
    investment: Investment,
    saving: Annotated[float, Input(
        "money/month", "what it saves or earns", ask="What does it save or earn a month?",
        who="finance", better="up", cues=("saves", "saving", "earns", "a month", "benefit"),
    )],
    running: Annotated[float, Input(
        "money/month", "what it costs to run", who="engineering manager", better="down",
        default=Default(0, 0, 0, "no running cost was named"),
        cues=("running", "run it", "hosting", "maintenance", "to run"),
    )],
    years: Annotated[float, Input(
        "year", "the time over which it is counted", who="finance", extra=True,
        ask="Over how many years is it counted?", cues=("after", "over", "years", "roi"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long until savings have paid for building and running something."""
    net = saving - running
    gained = net * 12 * years - investment
    return {
        "net": net,
        "months": investment / net,
        "gained": gained,
        "roi": gained / investment,
    }


@calculator(
    "roi",
    title="Return on an investment",
    cues=("return on investment", "roi", "net present value", "business case", "over three years"),
    outputs=[
        Output("net", "money/year", "benefit - cost", "earned after running costs"),
        Output("roi", "%", "(net * years - investment) / investment", "returned on the investment"),
        Output("annuity", "1", "(1 - (1 + discount) ** (-years)) / discount",
               "what one a year for these years is worth today"),
        Output("npv", "money", "net * annuity - investment", "of net present value", main=True),
    ],
    source="Brealey, Myers and Allen, Principles of Corporate Finance, chapter 2: annuities and "
    "net present value, payments at the end of each year.",
)  # fmt: skip
def roi(
    investment: Investment,
    benefit: Annotated[float, Input(
        "money/year", "what it saves or earns", ask="What does it save or earn a year?",
        who="finance", better="up", cues=("saves", "earns", "a year", "benefit", "revenue"),
    )],
    cost: Annotated[float, Input(
        "money/year", "what it costs to run", ask="What does it cost a year to run?",
        who="engineering manager", better="down", cues=("running", "maintenance", "a year to run"),
    )],
    years: Annotated[float, Input(
        "year", "the years that are counted", who="finance", better="up",
        ask="Over how many years should it be counted?", cues=("over", "years", "lifetime"),
    )],
    discount: Annotated[float, Input(
        "%", "the discount rate a year", who="finance", default=_DISCOUNT, low=0.001,
        better="down", cues=("discount rate", "cost of capital", "wacc", "hurdle rate"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What an investment returns over some years, plainly and in today's money."""
    net = benefit - cost
    annuity = (1 - (1 + discount) ** (-years)) / discount
    return {
        "net": net,
        "roi": (net * years - investment) / investment,
        "annuity": annuity,
        "npv": net * annuity - investment,
    }


def _vendor_stays_cheaper(at: Mapping[str, float]) -> str | None:
    if at["units"] * at["price"] <= at["running"]:
        return "the vendor's bill is no higher than running one's own: building never pays back"
    return None


@calculator(
    "vendor-price",
    title="Months until building beats buying",
    checks=_vendor_stays_cheaper,
    cues=("build or buy", "vendor charges", "price per call of the vendor", "license", "api fee"),
    outputs=[
        Output("bill", "money/month", "units * price", "paid to the vendor"),
        Output("saved", "money/month", "bill - running", "saved by having one's own"),
        Output("months", "month", "investment / saved", "until building has paid off", main=True),
        Output("bought", "money", "bill * horizon", "paid for buying over the time"),
        Output("built", "money", "investment + running * horizon", "paid for building and running"),
        Output("apart", "money", "max(bought - built, built - bought)", "between the two"),
    ],
    source="Break-even analysis of make or buy: Horngren, Datar and Rajan, Cost Accounting, "
    "chapter 11.",
)
def vendor_price(
    units: Annotated[float, Input(
        "1/month", "units that the vendor bills", who="operations",
        default=Default(1, 1, 1, "a flat price, as no number of units was said"),
        cues=("calls", "documents", "seats", "requests", "a month"),
    )],
    price: Annotated[float, Input(
        "money", "the vendor's price of a unit", who="finance",
        ask="What does the vendor charge for one unit?",
        cues=("per call", "each", "vendor", "per document", "price"),
    )],
    investment: Investment,
    running: RunningCost,
    horizon: Annotated[float, Input(
        "month", "the time that both are compared over", who="finance", extra=True,
        ask="Over which time are both compared?", cues=("over", "years", "compare", "in total"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How long until building something is cheaper than paying a vendor for each use."""
    bill = units * price
    saved = bill - running
    return {
        "bill": bill,
        "saved": saved,
        "months": investment / saved,
        "bought": bill * horizon,
        "built": investment + running * horizon,
        "apart": abs(bill * horizon - investment - running * horizon),
    }
