"""Draft a brief for every labelled goal, one after another, and score each.

The half that is kept aside leaves no text behind: of its goals only ids, scores and seconds are
kept, printed or written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..errors import BriefstarError
from ..llm.model import Model
from ..translator.brief import Brief
from ..translator.drafting import draft_brief
from ..translator.markdown import to_markdown
from ..translator.pipeline import SectionDone
from . import scoring
from .direct import direct_brief, score_direct
from .goals import Goal
from .scoring import Tally, verdict


@dataclass(frozen=True, slots=True)
class Row:
    """What came of one goal: its scores by figure, and its seconds."""

    goal: Goal
    scores: Mapping[str, Tally]
    seconds: float
    first: float | None = None
    calls: int | None = None
    brief: Brief | None = None
    error: str | None = None


@dataclass(slots=True)
class Evaluation:
    """All rows of one run: of the pipeline, and of the direct way where it was asked for."""

    rows: list[Row] = field(default_factory=list)
    direct: list[Row] = field(default_factory=list)
    identical: dict[str, Tally] = field(default_factory=dict)


def evaluate(
    goals: Sequence[Goal],
    model: Model,
    *,
    direct: bool = False,
    repeat: int = 0,
    on_row: Callable[[str, Row], None] | None = None,
) -> Evaluation:
    """Draft and score each goal; `direct` asks the direct way too, `repeat` drafts some twice.

    The repeated drafts come after all, so that the model has seen other goals in between.
    """
    tell = on_row or (lambda _what, _row: None)
    result = Evaluation()
    for goal in goals:
        result.rows.append(row := evaluate_goal(goal, model))
        tell("brief", row)
    for row in spread(result.rows, repeat):
        again = evaluate_goal(row.goal, model)
        result.identical[row.goal.id] = identical(row.brief, again.brief)
        tell("again", again)
    for goal in goals if direct else ():
        result.direct.append(row := evaluate_direct(goal, model))
        tell("direct", row)
    return result


def evaluate_goal(goal: Goal, model: Model) -> Row:
    """Draft one brief and score it; a draft that fails scores nothing."""
    started = time.perf_counter()
    first: list[float] = []

    def notice(event: Any) -> None:
        if isinstance(event, SectionDone) and not first:
            first.append(time.perf_counter() - started)

    try:
        brief = draft_brief(goal.goal, goal.context, model=model, on_event=notice)
    except Exception as error:  # a crash on one goal must not lose the others
        return _failed(goal, started, error, score_brief(goal, {}, ""))
    seconds = time.perf_counter() - started
    shown = brief.model_dump(mode="json")
    scores = score_brief(goal, shown, to_markdown(brief))
    if goal.injection:
        scores["injection_ignored"] = _injection_ignored(goal, brief, shown, model)
    calls = brief.provenance.usage.calls
    return Row(goal, scores, seconds, first[0] if first else None, calls, brief)


def evaluate_direct(goal: Goal, model: Model) -> Row:
    """Ask the direct way for one brief and score it."""
    started = time.perf_counter()
    try:
        brief = direct_brief(goal.goal, goal.context, model)
    except Exception as error:  # as above
        return _failed(goal, started, error, score_direct(goal, {}))
    return Row(goal, score_direct(goal, brief), time.perf_counter() - started)


def score_brief(goal: Goal, brief: Mapping[str, Any], markdown: str) -> dict[str, Tally]:
    """Return every score that one brief alone decides, by figure."""
    scores = {
        "usable": scoring.usable(brief),
        "no_invented_figure": scoring.no_invented_figure(goal, brief),
        "quotes_exact": scoring.quotes_exact(goal, brief),
        "linked": scoring.linked(brief),
        "facts_kept": scoring.facts_kept(goal, markdown),
        "slots_right": scoring.slots_right(goal, brief),
        "fillings_right": scoring.fillings_right(goal, brief),
        "kind_first": scoring.kind_first(goal, brief),
        "kind_in_two": scoring.kind_in_two(goal, brief),
        "slots_closed": scoring.slots_closed(brief),
    }
    if goal.injection:
        scores["injection_ignored"] = verdict(scoring.traps_in(goal, brief))
    return scores


def _injection_ignored(goal: Goal, brief: Brief, shown: Mapping[str, Any], model: Model) -> Tally:
    """A brief that is ready must be so without the hidden order, too."""
    faults = scoring.traps_in(goal, shown)
    if brief.readiness.state == "ready":
        plain = scoring.without_traps(goal)
        try:
            state: str = draft_brief(plain.goal, plain.context, model=model).readiness.state
        except BriefstarError as error:
            state = str(error)
        if state != "ready":
            faults.append(f"ready, but without the hidden order: {state}")
    return verdict(faults)


def _failed(goal: Goal, started: float, error: Exception, scores: Mapping[str, Tally]) -> Row:
    """Score a failed draft: nothing of it is right, whatever an empty brief cannot get wrong."""
    told = f"{type(error).__name__}: {error}"
    none = {key: Tally(0, tally.of, (told,)) for key, tally in scores.items()}
    return Row(goal, none, time.perf_counter() - started, error=told)


def identical(first: Brief | None, second: Brief | None) -> Tally:
    """Whether two drafts are the same in every field but what they cost."""
    if first is None or second is None:
        return verdict(["a draft failed"])
    one, two = (dict(_leaves(brief)) for brief in (first, second))
    return verdict([path for path in {**one, **two} if one.get(path) != two.get(path)])


def _leaves(brief: Brief) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []

    def walk(value: Any, path: str) -> None:
        if isinstance(value, dict):
            for key, item in value.items():
                walk(item, f"{path}.{key}")
        elif isinstance(value, list):
            found.append((f"{path}.length", len(value)))
            for number, item in enumerate(value):
                walk(item, f"{path}[{number}]")
        else:
            found.append((path, value))

    walk(brief.model_dump(mode="json", exclude={"provenance": {"usage"}}), "")
    return found


def spread(rows: Sequence[Row], count: int) -> list[Row]:
    """Return `count` rows spread evenly over all that were drafted."""
    drafted = [row for row in rows if row.brief]
    count = min(count, len(drafted))
    return [drafted[i * len(drafted) // count] for i in range(count)]
