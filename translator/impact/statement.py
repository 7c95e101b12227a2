"""Write: the statement, the options and the limits of an impact. No text here is generated.

Figures come from the calculators, words from curated data and from the user's own sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...calculators import Value
from ...calculators.display import told
from ...calculators.units import POINTS, SHARE
from ...errors import UsageError
from ...provenance import Quote, Sources, Span
from ...provenance.units import is_currency
from .bind import sides
from .choose import Candidate
from .figures import figures_of, headline_figure
from .impact import Audience, Doubt, ImpactFigure, Limit, Need, Option, Statement
from .judge import Outcome, recomputed
from .quantities import Quantity
from .roles import Seen
from .themes import limit_cards, themes, voices

STEP = 0.25
"""How much of an input, or of what a share lacks to be perfect, a what-if improves."""
MAX_WHAT_IFS = 2


def statement(
    audience: Audience,
    outcomes: Sequence[Outcome],
    figures: Sequence[Sequence[ImpactFigure]],
    limits: Sequence[Limit],
    needs: Sequence[Need],
    doubts: Sequence[Doubt],
) -> Statement:
    """What was said, what follows, and so what, for one audience."""
    voice = voices()[audience]
    heads = [
        head
        for outcome, own in zip(outcomes, figures, strict=True)
        if not outcome.beside and (head := headline_figure(own))
    ]
    follows = [f"{f.text[:1].upper()}{f.text[1:]}." for own in figures for f in own]
    follows += [f"{limit.title}. {limit.means}" for limit in limits]
    so_what = [themes()[o.theme].so_what[audience] for o in outcomes]
    so_what += [f"Ruled out: {limit.rules_out}" for limit in limits]
    if heads:
        headline = f"{voice.lead} {'; '.join(f.text for f in heads)}."
    elif limits:
        headline = f"{voice.lead} {limits[0].title.lower()}; {limits[0].means}"
    elif needs:
        headline = f"Nothing can be computed yet. It lacks {needs[0].means}."
    elif doubts and not outcomes:
        headline = "Nothing is computed yet: what it is about is not clear enough."
    else:
        headline = "No figure follows from this text alone."
    return Statement(
        audience=audience,
        headline=headline,
        said=_said(outcomes),
        follows=follows,
        so_what=list(dict.fromkeys(so_what)),
        ask=_ask(audience, needs, doubts),
    )


def options(outcomes: Sequence[Outcome], limits: Sequence[Limit], seed: int) -> list[Option]:
    """At least three things to do where anything is known: what-ifs computed, others curated."""
    found: list[Option] = []
    for outcome in outcomes:
        found += _what_ifs(outcome, seed)[:MAX_WHAT_IFS]
    courses = [c for o in outcomes for c in themes()[o.theme].options]
    cards = {card.id: card for card in limit_cards()}
    courses += [c for limit in limits for c in cards[limit.id].options]
    for course in dict.fromkeys(courses):
        id = f"o{len(found) + 1}"
        found.append(Option(id=id, text=course.text, trade_off=course.trade_off, who=course.who))
    return [o.model_copy(update={"id": f"o{n}"}) for n, o in enumerate(found, 1)]


def limits_of(text: str, spans: Sequence[Span], label: str) -> list[Limit]:
    """The limits that the text states, each with the sentence that states it."""
    sources, found = Sources({label: text}), list[Limit]()
    for card in limit_cards():
        hit = next((s for s in spans if any(sign.search(s.text) for sign in card.signs)), None)
        if hit:
            quote: Quote = sources.quote(label, hit.start, hit.end)
            found.append(
                Limit(
                    id=card.id,
                    title=card.title,
                    quote=quote,
                    rules_out=card.rules_out,
                    means=card.means,
                )
            )
    return found


_COIN = re.compile(r"\bcents?\b|¢", re.IGNORECASE)
_DOLLARS = re.compile(r"\$|dollar|USD", re.IGNORECASE)


def doubts_of(seen: Sequence[Seen], perhaps: Sequence[Candidate] = ()) -> list[Doubt]:
    """What is asked instead of guessed: what it is about, and what a quantity means."""
    from ...calculators import get

    doubts = []
    if perhaps:
        choices = {c.calculator.id: c.calculator.title for c in perhaps}
        *most, last = (title.lower() for title in choices.values())
        question = f"Is it about {', '.join(most)} or {last}?" if most else f"Is it about {last}?"
        doubts.append(Doubt(quantity="", text="", question=question, choices=choices))
    for each in seen:
        ranked = sorted(each.roles, key=lambda key: -each.roles[key])[:2]
        meanings = " or ".join(dict.fromkeys(sides(get(id))[key].means for id, key in ranked))
        text = each.quantity.text
        doubts.append(
            Doubt(
                quantity=each.quantity.id,
                text=text,
                question=f"Is “{text}” {meanings}, or something else?",
            )
        )
    return doubts


def coins_of(quantities: Sequence[Quantity]) -> list[Doubt]:
    """Cents without a currency are computed with as US cents, and asked about."""
    told = " ".join(q.text for q in quantities)
    others = {q.unit for q in quantities if is_currency(q.unit)} - {"USD"}
    if others or _DOLLARS.search(told):
        return []
    question = "“{}” is taken as US cents; of which currency is it?"
    return [
        Doubt(quantity=q.id, text=q.text, question=question.format(q.text))
        for q in quantities
        if _COIN.search(q.text)
    ]


def _said(outcomes: Sequence[Outcome]) -> list[str]:
    lines = []
    for outcome in outcomes:
        if outcome.beside:
            continue
        wanted = outcome.result.calculator.inputs
        lines += [f"“{b.quantity.text}”: {wanted[key].means}" for key, b in outcome.said.items()]
    return list(dict.fromkeys(lines))


def _ask(audience: Audience, needs: Sequence[Need], doubts: Sequence[Doubt]) -> str:
    if needs:
        first = needs[0]
        return voices()[audience].ask.format(
            who=first.who, when=first.when, question=first.question
        )
    return doubts[0].question if doubts else ""


def _what_ifs(outcome: Outcome, seed: int) -> list[Option]:
    """What the main figure would be with one input better, the largest change first."""
    result, main = outcome.result, outcome.result.main
    if main is None or not main.value:
        return []
    found = []
    for key, wanted in result.calculator.inputs.items():
        value = result.inputs.get(key)
        if value is None or not wanted.better or not value.value:
            continue
        better = _better(value, wanted.better, wanted.unit in (SHARE, POINTS))
        try:
            changed = recomputed(outcome, {key: better}, seed)
        except UsageError:  # the better value is impossible together with the others
            continue
        figure = headline_figure(figures_of(changed))
        if figure is None or changed.result.main is None:
            continue
        before = told(value.value, wanted.unit, result.currency)
        after = told(better.value, wanted.unit, result.currency)
        change = abs(changed.result.main.value - main.value) / abs(main.value)
        option = Option(
            id="-",
            text=f"If {wanted.means} were {after} instead of {before}: {figure.text}",
            trade_off=f"what it takes to get there is not said; ask {wanted.who}",
            who=wanted.who,
            figure=figure,
        )
        found.append((change, option))
    return [option for _, option in sorted(found, key=lambda pair: -pair[0])]


def _better(value: Value, way: str, is_share: bool) -> Value:
    now = value.value
    if way == "down":
        then = now * (1 - STEP)
    else:
        then = now + STEP * (1 - now) if is_share else now * (1 + STEP)
    then = float(f"{then:.3g}")
    note = "a what-if, a quarter better than now"
    return Value(then, then, then, "assumed", currency=value.currency, note=note)
