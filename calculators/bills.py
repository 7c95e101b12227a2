"""Bills and budgets: metered use, fixed against variable cost, what a saving has to be."""

from __future__ import annotations

from collections.abc import Mapping
from math import floor
from typing import Annotated

from .model import Default, Input, Output, calculator

_ONE = Default(1, 1, 1, "one, as nothing else was said")
_NOTHING = Default(0, 0, 0, "nothing, as nothing else was said")
_BREAK_EVEN = "Break-even: Horngren, Cost Accounting, chapter 3: fixed cost over the margin of one."


@calculator(
    "metered-cost",
    title="Bill of metered use",
    cues=("per minute of audio", "calls per order", "lookups per visit", "pages each",
          "each triggers six of them"),
    outputs=[
        Output("used", "1/day", "items * each", "used"),
        Output("per_item", "money", "each * price", "for each"),
        Output("daily", "money/day", "used * price", "for what is used"),
        Output("cost", "money/year", "daily * 365", "for what is used", main=True),
    ],
    source="Volume times use times unit price.",
)  # fmt: skip
def metered_cost(
    items: Annotated[float, Input(
        "1/day", "how many there are", who="product manager", better="down",
        ask="How many are there a day?", cues=("a day", "a month", "orders", "visits", "calls"),
    )],
    each: Annotated[float, Input(
        "1", "how much each of them uses", who="ml engineer", better="down",
        ask="How much does each of them use?",
        cues=("per order", "each", "averaging", "triggers", "on average"),
    )],
    price: Annotated[float, Input(
        "money", "the price of one unit of use", who="finance", better="down",
        ask="What does one unit of use cost?", cues=("per", "a page", "per minute", "thousand"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What use costs that is counted in several units for each item."""
    used = items * each
    return {
        "used": used,
        "per_item": each * price,
        "daily": used * price,
        "cost": used * price * 365,
    }


@calculator(
    "fixed-and-variable",
    title="Unit cost of a fixed and a variable part",
    cues=("no matter what", "a flat fee plus", "regardless of volume", "really cost us"),
    outputs=[
        Output("variable", "money/month", "units * price", "for the variable part"),
        Output("total", "money/month", "fixed + variable", "in all", main=True),
        Output("per_unit", "money", "total / units", "for each"),
        Output("per_thousand", "money", "per_unit * 1000", "for a thousand"),
    ],
    source=_BREAK_EVEN,
)
def fixed_and_variable(
    fixed: Annotated[float, Input(
        "money/month", "what it costs whatever the volume", who="finance", better="down",
        ask="What does it cost whatever the volume?",
        cues=("flat", "fixed", "no matter what", "regardless", "rent"),
    )],
    units: Annotated[float, Input(
        "1/month", "how many there are", who="product manager", ask="How many are there?",
        cues=("a month", "predictions", "pages", "requests"),
    )],
    price: Annotated[float, Input(
        "money", "what each costs on top", who="finance", better="down",
        ask="What does each cost on top?", cues=("per", "each", "plus", "on top"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What it costs in all and for each, with a part that does not depend on the volume."""
    total = fixed + units * price
    return {
        "variable": units * price,
        "total": total,
        "per_unit": total / units,
        "per_thousand": total / units * 1000,
    }


@calculator(
    "break-even-volume",
    title="Volume from which a fixed cost pays",
    cues=("before it pays", "from how many", "break-even", "cheaper one from", "must it close"),
    outputs=[
        Output("margin", "money", "price - own_price", "saved on each"),
        Output("volume", "1", "fixed / margin", "needed to break even", main=True),
        Output("months", "month", "volume / monthly", "until it breaks even"),
    ],
    source=_BREAK_EVEN,
    checks=lambda at: "each costs as much as it saves" if at["own_price"] >= at["price"] else None,
)
def break_even_volume(
    fixed: Annotated[float, Input(
        "money", "the fixed cost, once or in a period", who="finance", better="down",
        ask="What is the fixed cost?", cues=("flat", "once", "regardless", "up front", "fixed"),
    )],
    price: Annotated[float, Input(
        "money", "what each brings or what it would cost otherwise", who="finance", better="up",
        ask="What would each cost otherwise?", cues=("vendor", "agent", "takes", "charges"),
    )],
    own_price: Annotated[float, Input(
        "money", "what each still costs", who="finance", better="down", default=_NOTHING,
        cues=("ours", "own", "plus", "a page"),
    )],
    monthly: Annotated[float, Input(
        "1/month", "how many there are a month", who="product manager", better="up", extra=True,
        ask="How many are there a month?", cues=("a month", "per month", "monthly"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many it takes until what is saved on each has paid for a fixed cost."""
    volume = fixed / (price - own_price)
    return {"margin": price - own_price, "volume": volume, "months": volume / monthly}


@calculator(
    "items-for-budget",
    title="How many a budget pays for",
    cues=("our budget is", "how many can I still get", "already spent", "may cost no more than"),
    outputs=[
        Output("left", "money", "budget * (1 - spent)", "left of the budget"),
        Output("per_item", "money", "price * each", "for each"),
        Output("units", "1", "floor(left / price)", "single ones paid for"),
        Output("items", "1", "floor(left / per_item)", "paid for", main=True),
    ],
    source="A budget divided by the unit cost.",
)
def items_for_budget(
    budget: Annotated[float, Input(
        "money", "the budget", who="finance", better="up", ask="What is the budget?",
        cues=("budget", "no more than", "spend", "set aside"),
    )],
    price: Annotated[float, Input(
        "money", "the price of one", who="finance", better="down", ask="What does one cost?",
        cues=("a label", "per", "charges", "each", "billed at"),
    )],
    each: Annotated[float, Input(
        "1", "how many are needed for each item", who="data scientist", better="down", low=1,
        default=_ONE, cues=("per photo", "labels per", "for each", "times"),
    )],
    spent: Annotated[float, Input(
        "%", "the share that is already spent", who="finance", better="down", high=0.999,
        turned="the share that is left", default=_NOTHING, cues=("spent", "used", "gone"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How many a budget pays for."""
    left = budget * (1 - spent)
    return {
        "left": left,
        "per_item": price * each,
        "units": float(floor(left / price)),
        "items": float(floor(left / (price * each))),
    }


@calculator(
    "saving-needed",
    title="Saving that a payback time asks for",
    cues=(
        "paid back in 18 months",
        "must it save us",
        "nothing that takes more than 12 months",
        "to be paid back",
    ),
    outputs=[
        Output("net", "money/month", "investment / months", "needed after running costs"),
        Output("gross", "money/month", "net + running", "needed before running costs", main=True),
        Output("in_all", "money", "investment + running * months", "spent until then"),
        Output("hours", "hour/month", "gross / hourly_cost", "of people's time to be saved"),
    ],
    source="Payback period solved for the saving: Brealey, Myers and Allen, Principles of "
    "Corporate Finance, chapter 5.",
)
def saving_needed(
    investment: Annotated[float, Input(
        "money", "what it costs once", who="finance", better="down", ask="What does it cost once?",
        cues=("once", "to build", "model", "up front", "investment"),
    )],
    months: Annotated[float, Input(
        "month", "the time in which it has to be paid back", who="finance",
        ask="In what time has it to be paid back?", cues=("paid back in", "more than", "months"),
    )],
    running: Annotated[float, Input(
        "money/month", "what running it costs", who="finance", better="down",
        ask="What does running it cost a month?", cues=("a month", "keep going", "run", "licence"),
    )],
    hourly_cost: Annotated[float, Input(
        "money/hour", "what an hour of the people is worth that it saves", who="finance",
        extra=True, ask="What is an hour of the people worth?", cues=("an hour", "worth"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """How much something has to save a month to be paid back in time."""
    net = investment / months
    return {
        "net": net,
        "gross": net + running,
        "in_all": investment + running * months,
        "hours": (net + running) / hourly_cost,
    }


@calculator(
    "campaign",
    title="Whether calling or making offers pays",
    cues=("we call the customers on the list", "send each of them an offer", "see if the calls pay",
          "retention offer", "one in five stays"),
    outputs=[
        Output("reached", "1", "contacted * precision", "of them are the right ones"),
        Output("kept", "1", "reached * success", "kept or won"),
        Output("worth", "money", "kept * value", "for those kept or won"),
        Output("cost", "money", "contacted * price", "for reaching them all"),
        Output("net", "money", "worth - cost", "left over", main=True),
    ],
    source="Expected profit of a campaign: Provost and Fawcett, Data Science for Business, 2013, "
    "chapter 7.",
)  # fmt: skip
def campaign(
    contacted: Annotated[float, Input(
        "1", "how many are contacted", who="product manager", ask="How many are contacted?",
        cues=("list", "call", "contact", "marks", "at risk"),
    )],
    success: Annotated[float, Input(
        "%", "the share of those that is kept or won", who="product manager", better="up",
        turned="the share that is lost all the same", ask="What share is kept or won?",
        cues=("kept", "keep", "saves", "talk", "stay"),
    )],
    value: Annotated[float, Input(
        "money", "what one who is kept or won is worth", who="finance", better="up",
        ask="What is one worth who is kept or won?", cues=("worth", "value", "margin", "stays"),
    )],
    price: Annotated[float, Input(
        "money", "what contacting one costs", who="finance", better="down", extra=True,
        ask="What does contacting one cost?", cues=("a call", "offer", "costs", "voucher"),
    )],
    precision: Annotated[float, Input(
        "%", "the share of those contacted that it is about", who="data scientist", better="up",
        turned="the share that was contacted for nothing", default=_ONE,
        cues=("really", "would leave", "about to leave", "right"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What is left of a campaign that pays for everybody and wins a share of the right ones."""
    reached = contacted * precision
    kept = reached * success
    return {
        "reached": reached,
        "kept": kept,
        "worth": kept * value,
        "cost": contacted * price,
        "net": kept * value - contacted * price,
    }


@calculator(
    "bot-first",
    title="Net saving of a bot that sees every contact",
    cues=(
        "every contact goes through the bot first",
        "the bot settles",
        "per contact it looks at",
        "start with the chatbot",
    ),
    outputs=[
        Output("settled", "1/day", "contacts * share", "settled by the bot"),
        Output("avoided", "money/day", "settled * cost", "of agents' cost avoided"),
        Output("bot", "money/day", "contacts * bot_cost", "for the bot"),
        Output("net", "money/year", "(avoided - bot) * 365", "saved", main=True),
    ],
    source="Volume times share times unit cost, less the bot's price on the whole volume.",
)
def bot_first(
    contacts: Annotated[float, Input(
        "1/day", "all contacts", who="operations", ask="How many contacts are there?",
        cues=("contacts", "tickets", "enquiries", "all", "every"),
    )],
    share: Annotated[float, Input(
        "%", "the share that the bot settles", who="product manager", better="up",
        turned="the share that goes on to a person", ask="What share does the bot settle?",
        cues=("settles", "closes", "without", "answers"),
    )],
    cost: Annotated[float, Input(
        "money", "what a contact costs with a person", who="finance",
        ask="What does a contact cost with a person?", cues=("agent", "a call", "ticket costs"),
    )],
    bot_cost: Annotated[float, Input(
        "money", "what the bot costs for every contact", who="finance", better="down",
        ask="What does the bot cost for every contact?", cues=("bot", "chatbot", "first", "each"),
    )],
) -> Mapping[str, float]:  # fmt: skip
    """What a bot saves that is paid for every contact and settles some of them."""
    settled = contacts * share
    avoided, bot = settled * cost, contacts * bot_cost
    return {"settled": settled, "avoided": avoided, "bot": bot, "net": (avoided - bot) * 365}
