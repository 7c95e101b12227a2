"""Texts as word problems: what follows from their own quantities, worked by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from briefstar.calculators import Result, compute
from briefstar.calculators.display import natural
from briefstar.translator.impact.arithmetic import ARITHMETIC, Recipe, arithmetic_of
from briefstar.translator.impact.quantities import read_quantities

SEEDLINGS = (
    "Of 12,000 seedlings a month 9% die today; with the new watering model it would be 6%. How "
    "many more survive?"
)


def recipe(text: str) -> Recipe:
    found = arithmetic_of(text, read_quantities(text))
    assert found is not None and found.calculator.id == ARITHMETIC
    return found


def result(text: str) -> Result:
    found = recipe(text)
    return compute(found.calculator, found.values)


def told(done: Result) -> Mapping[str, float]:
    """The figures as people read them: shares in %."""
    return {f.output.name: natural(f.value, f.output.unit) for f in done.figures}


@pytest.mark.parametrize(
    ("text", "steps", "main", "unit"),
    [
        # a share of a flow, a share of that, the rest, and so much more
        ("Our bakery sends out 1,800 loaves a day and 4% of them are burnt. How many burnt loaves "
         "is that?", [], 72, "1/day"),
        ("One in 40 of our 6,000 monthly bookings is cancelled, and each cancellation costs $35.",
         [150], 5_250, "money/month"),
        ("The clinic sees 640 patients a week; 35% of them are referred, and of those referred 25% "
         "never show up.", [224], 56, "1/week"),
        ("Of the 30,000 vouchers a quarter 60% are redeemed and 10% of the redeemed ones are "
         "fraudulent; each fraudulent voucher costs €15.", [18_000, 1_800], 27_000,
         "money/quarter_year"),
        ("A tunnel scanner passes 2,500 suitcases a day and 92% of them are cleared at once; the "
         "rest are opened by hand.", [], 200, "1/day"),
        ("We ship 3,000 crates a month. Over Christmas that goes up by 15%. How many crates is "
         "that?", [], 3_450, "1/month"),
        ("Our tagger labels 10,000 photos a day; the smaller network gets 1.5 points fewer right.",
         [], 150, "1/day"),
        ("Of 400 wells 38 are dry. What share is that?", [], 9.5, "%"),
        # time each, and who is paid for it
        ("Each of the 320 claims a week keeps an adjuster busy for 15 minutes, and an adjuster "
         "costs €48 an hour.", [80], 3_840, "money/week"),
        ("Our chatbot answers 5,000 questions a day and gets 88% of them right. Each wrong answer "
         "costs a clerk 6 minutes at $30 an hour.", [600, 60], 1_800, "money/day"),
        ("Of the 800 tickets a week the bot closes 45%; the rest go to agents who need 15 minutes "
         "each.", [440], 110, "hour/week"),
        ("We have 3 annotators. Each of them works 5 hours a day and costs €25 an hour. What do we "
         "pay a day?", [15], 375, "money/day"),
        # a price each, also for a thousand, also by the year
        ("The parking garage lets in 900 cars a day, and every car pays €7.", [], 6_300,
         "money/day"),
        ("A library lends 4,200 books a month; 3% of them come back damaged and each damaged book "
         "costs $22 to replace.", [126], 2_772, "money/month"),
        ("We translate 45,000 sentences a day at $0.60 per 1,000 sentences.", [], 27, "money/day"),
        ("The laundry loses 12 towels a day and a towel costs £9. What is that a year?", [108],
         39_420, "money/year"),
        # before and after
        (SEEDLINGS, [3, 1_080, 720], 360, "1/month"),
        ("We mail 20,000 catalogues a month, and 3% of the readers order. The new selection lifts "
         "that to 3.6%. An order is worth €40.", [600, 720, 120, 24_000, 28_800], 4_800,
         "money/month"),
        ("Typing up a visit note takes 12 minutes, with dictation it takes 5 minutes. We write 180 "
         "notes a day. How much time do we save a day?", [7], 21, "hour/day"),
        # how long
        ("The kennel has 450 kilos of feed left and uses 18 kilos a day. How many days does it "
         "last?", [], 25, "day"),
        ("There are 2,400 unread letters on the pile, and we answer 160 letters a day. How long "
         "until the pile is cleared?", [], 15, "day"),
        ("The sorting robot costs €90,000 and saves us €6,000 a month. When is it paid back?", [],
         15, "month"),
        ("9,000 boxes have to be scanned. A clerk scans 75 boxes a day and we have two clerks. How "
         "long will it take?", [150], 60, "day"),
        ("Procurement takes 4 weeks, then the installation takes another 3 weeks. How long until "
         "we are done?", [], 7, "week"),
        ("The law takes effect in 20 weeks; the audit needs 14 weeks. How much time is left?", [],
         6, "week"),
        ("The gate counts 400 visitors a day and the fair lasts 9 days.", [], 3_600, "1"),
        # who can do how much, how many are needed, what money buys
        ("90 x-rays arrive a day. We have 3 radiologists who each read 25 x-rays a day. How many "
         "go unread?", [75, 4], 15, "1/day"),
        ("75 contracts come in every day. Our 4 lawyers have 5 hours a day each for them and one "
         "lawyer reads 3 contracts an hour. How far behind do we fall?", [60], 15, "1/day"),
        ("Each of 480 forms a day takes 10 minutes; a clerk works 8 hours a day. How many clerks "
         "do we need?", [80], 10, "1"),
        ("A minibus holds 14 pupils and 95 pupils want to go. How many minibuses do we need?", [],
         7, "1"),
        ("A sensor costs $85 and our budget is $4,000. How many sensors can we buy?", [], 47, "1"),
        ("One training run needs 16 GPUs for 30 hours each and a GPU costs $2.50 an hour.", [480],
         1_200, "money"),
        # two of a kind
        ("Hosting the model costs $1,200 a month and the labelling service another $850 a month. "
         "What do both cost together?", [], 2_050, "money/month"),
        ("Renting the cluster costs $5,400 a month, owning it costs $3,900 a month. How much "
         "cheaper is owning?", [], 1_500, "money/month"),
        ("The scanner brings in £2,400 a month and its licence costs £900 a month. What is left?",
         [], 1_500, "money/month"),
    ],
)  # fmt: skip
def test_worked_examples(text: str, steps: list[float], main: float, unit: str) -> None:
    done = result(text)
    figures = list(told(done).values())
    for step in steps:
        assert any(figure == pytest.approx(step) for figure in figures), (step, told(done))
    assert done.main is not None and done.main.output.unit == unit
    assert natural(done.main.value, unit) == pytest.approx(main)


@pytest.mark.parametrize(
    ("text", "low", "main", "high"),
    [
        ("A launch that is 3 to 5 weeks late loses us €8,000 a week.", 24_000, 32_000, 40_000),
        ("Each of 40 to 60 faults a week costs a fitter 2 hours, at $70 an hour.", 5_600, 7_000,
         8_400),
        ("We scrap 20 to 30 bottles a day and a bottle costs €2.", 40, 50, 60),
    ],
)  # fmt: skip
def test_a_range_gives_the_figure_at_both_ends(
    text: str, low: float, main: float, high: float
) -> None:
    found = result(text).main
    assert found is not None
    assert (found.low, found.value, found.high) == pytest.approx((low, main, high))


@pytest.mark.parametrize(
    ("text", "found", "missed"),
    [
        ("The tax office checks 50,000 returns a year; 2% of them are wrong. Our model finds 80% "
         "of those.", 800, 200),
        ("There are 400 forgeries a year among our paintings and the scanner detects 75% of them. "
         "A missed forgery costs €6,000.", 300, 100),
        ("The smoke detectors report 250 alarms a week at a precision of 30%, and every false "
         "alarm costs the brigade $400.", 75, 175),
    ],
)  # fmt: skip
def test_what_is_found_and_what_is_missed_are_both_told(
    text: str, found: float, missed: float
) -> None:
    figures = list(told(result(text)).values())
    assert any(f == pytest.approx(found) for f in figures)
    assert any(f == pytest.approx(missed) for f in figures)


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("There are 400 forgeries a year among our paintings and the scanner detects 75% of them. "
         "A missed forgery costs €6,000.", 600_000),
        ("The smoke detectors report 250 alarms a week at a precision of 30%, and every false "
         "alarm costs the brigade $400.", 70_000),
        ("Our parser reads 3,000 receipts a day with an accuracy of 96%. Each mistake costs $2 to "
         "put right.", 240),
    ],
)  # fmt: skip
def test_a_price_for_what_goes_wrong_is_paid_for_what_goes_wrong(text: str, main: float) -> None:
    done = result(text)
    assert done.main is not None and done.main.value == pytest.approx(main)


def test_what_is_said_of_a_figure_is_in_the_words_of_the_text() -> None:
    done = result(SEEDLINGS)
    assert done.main is not None and "seedlings" in done.main.output.means
    assert "“9%”" in done.main.output.means and "“6%”" in done.main.output.means


def test_a_price_that_is_missing_is_an_input_without_a_value() -> None:
    text = (
        "We get 500 refund requests a week and 12% of them are mistaken. Each mistaken one takes "
        "20 minutes. What does that cost?"
    )
    found = recipe(text)
    done = compute(found.calculator, found.values)
    assert set(done.lacking) == set(found.calculator.inputs) - set(found.values) != set()
    assert {60, 20} <= {round(v, 6) for v in told(done).values()} and done.main is not None
    assert done.main.output.unit == "hour/week"
    priced = compute(found.calculator, {**found.values, done.lacking[0]: 30.0})
    assert priced.figures[-1].output.main and priced.figures[-1].value == pytest.approx(600)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bus is late and nobody likes it.",
        "We have 12 desks.",
        "Conversion is 4% and we want to see a 0.5 point lift: how many users does the A/B test "
        "need per arm?",
        "The confidence interval of our 82% on 300 randomly sampled pages is too wide.",
        "Our pager is up 99.9% of the time; what downtime is that in a month?",
        "We pay €400 a month here, and $300 a month there. What is that together?",
    ],
)
def test_nothing_follows_where_no_chain_of_steps_can_tell(text: str) -> None:
    assert arithmetic_of(text, read_quantities(text)) is None


def test_a_quantity_said_twice_is_counted_once() -> None:
    text = "We lose 130 umbrellas a month, and 130 umbrellas a month at €9 each is a lot."
    assert told(result(text)) == {"cost": pytest.approx(1_170)}
