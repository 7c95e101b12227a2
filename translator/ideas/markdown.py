"""A ranking as Markdown: the table, the groups, what to find out first; given text is escaped."""

from __future__ import annotations

from ...escape import markdown as escape
from .amounts import plain
from .types import QUADRANTS, Estimate, Quadrant, RankedIdea, Ranking

_TITLES: dict[Quadrant, tuple[str, str]] = {
    "quick win": ("Quick wins", "They bring much, or much for their effort, and are quick."),
    "big bet": ("Big bets", "They bring much, or much for their effort, and take long."),
    "fill-in": ("Fill-ins", "They bring little, also for their effort, but are quick."),
    "don't": ("Don'ts", "They bring little, also for their effort, and take long."),
}


def to_markdown(ranking: Ranking) -> str:
    """Return the whole ranking as Markdown."""
    doable = [r for r in ranking.ideas if not r.filters]
    sections = [
        ("The ranking", _table(ranking)),
        ("Order of doing", _order(ranking)),
        *((_TITLES[q][0], _quadrant(doable, q)) for q in QUADRANTS),
        ("Dominated", _dominated(doable)),
        ("Filtered out", _filtered(ranking)),
        ("Find out first", _find_out(ranking)),
        ("Not ranked yet", [f"- {escape(n.question)} (`{n.example}`)" for n in ranking.needs]),
        ("What each needs", _needs(ranking)),
        ("Notes", [f"- {escape(note)}" for note in ranking.notes]),
        ("How this was computed", _computed(ranking)),
    ]
    told = ("\n".join([f"## {title}", "", *lines, ""]) for title, lines in sections if lines)
    return "\n".join(["# Ideas by feasibility", "", _verdict(ranking, doable), "", *told])


def _verdict(ranking: Ranking, doable: list[RankedIdea]) -> str:
    if not ranking.ideas:
        return "**Nothing can be ranked yet.** No idea has both an impact and an effort."
    if not doable:
        return "**Nothing can be done as things stand.** Every idea is filtered out."
    best = doable[0]
    sure = f"; the best in {best.p_best.text} of the draws" if best.p_best else ""
    verdict = f"**{escape(best.idea.name)}** is worth most for its effort: {best.rate.text}{sure}."
    first = ranking.order[0].idea
    if first != best.idea.name:
        verdict += f" **{escape(first)}** comes before it."
    return verdict


def _table(ranking: Ranking) -> list[str]:
    if not ranking.ideas:
        return []
    rows = [
        "| | Idea | Expected impact | Effort | Value per person-week (80% range) | Best | Top 3 "
        "| Kind |",
        "| --: | --- | --- | --- | --- | --: | --: | --- |",
    ]
    for r in ranking.ideas:
        effort = f"{r.idea.effort.text} ({r.idea.effort.source})" if r.idea.effort else ""
        kind = "filtered out" if r.filters else r.quadrant
        rows.append(
            f"| {r.place} | {escape(r.idea.name)} | {r.expected.text} | {effort} "
            f"| {r.rate.text} ({plain(r.rate.low)} to {plain(r.rate.high)}) "
            f"| {_told(r.p_best)} | {_told(r.p_top_three)} | {kind} |"
        )
    return rows


def _told(estimate: Estimate | None) -> str:
    return estimate.text if estimate else "–"


def _order(ranking: Ranking) -> list[str]:
    lines = []
    for place, step in enumerate(ranking.order, 1):
        spent = [step.effort_so_far.text, *([step.cost_so_far.text] if step.cost_so_far else [])]
        beyond = "; beyond what there is" if step.fits is False else ""
        lines.append(f"{place}. {escape(step.idea)} (so far {' and '.join(spent)}{beyond})")
    return lines


def _quadrant(doable: list[RankedIdea], quadrant: Quadrant) -> list[str]:
    inside = [r for r in doable if r.quadrant == quadrant]
    if not inside:
        return []
    lines = [_TITLES[quadrant][1], ""]
    for r in inside:
        risk = f" Risk: {escape(r.idea.risk)}" if r.idea.risk else ""
        lines.append(f"- {escape(r.idea.name)}: {r.rate.text}.{risk}")
    return lines


def _dominated(doable: list[RankedIdea]) -> list[str]:
    return [
        f"- {escape(r.idea.name)}: {escape(r.dominated_by)} brings no less for no more effort."
        for r in doable
        if r.dominated_by
    ]


def _filtered(ranking: Ranking) -> list[str]:
    return [
        f"- {escape(r.idea.name)}: {escape(' '.join(f.text for f in r.filters))}"
        for r in ranking.ideas
        if r.filters
    ]


def _find_out(ranking: Ranking) -> list[str]:
    if ranking.find_out_first:
        return [
            f"- {escape(q.question)} Knowing it is worth up to {q.rise.text}, on average."
            for q in ranking.find_out_first
        ]
    if len(ranking.order) > 1:
        return ["No figure that could be found out would change which idea is best."]
    return []


def _needs(ranking: Ranking) -> list[str]:
    return [
        f"- {escape(r.idea.name)}: {escape('; '.join(r.idea.needs))}"
        for r in ranking.ideas
        if r.idea.needs
    ]


def _computed(ranking: Ranking) -> list[str]:
    lines = [f"- {escape(r.idea.name)}: {_inputs(r)}" for r in ranking.ideas]
    limits = ranking.limits
    given = {"People": limits.people, "Deadline": limits.deadline, "Budget": limits.budget}
    lines += [f"- {name}: {_source(e)}" for name, e in given.items() if e]
    if limits.capacity:
        lines.append(f"- Capacity: {limits.capacity.text} = {limits.capacity.formula} (computed)")
    thresholds = {
        "Much from": ranking.much_from,
        "Much for its effort from": ranking.worth_from,
        "Quick up to": ranking.quick_up_to,
    }
    lines += [f"- {name}: {_source(e)}" for name, e in thresholds.items() if e]
    method = [f"- {escape(text)}" for text in ranking.method]
    seed = f"{ranking.draws:,} draws, seed {ranking.seed}."
    return [*lines, *([""] if lines else []), *method, "", seed]


def _inputs(r: RankedIdea) -> str:
    named = {
        "impact": r.idea.impact,
        "confidence": r.idea.confidence,
        "effort": r.idea.effort,
        "cost": r.idea.cost,
    }
    inputs = "; ".join(f"{name} {_source(e)}" for name, e in named.items() if e)
    sums = f"{r.rate.formula} = {r.rate.text}"
    return f"{inputs}; {sums} (computed)"


def _source(estimate: Estimate) -> str:
    quote = f", “{escape(estimate.quote)}”" if estimate.quote else ""
    note = f": {escape(estimate.note)}" if estimate.note else ""
    how = f": {escape(estimate.formula)}" if estimate.formula else ""
    return f"{estimate.text} ({estimate.source}{quote}{note}{how})"
