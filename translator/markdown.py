"""The brief as Markdown, section by section; text from the user is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from ..escape import markdown as escape
from ..provenance import Quote
from .brief import Brief, BriefMetric, Slot
from .playbook import load_playbook

_BOOKKEEPING = re.compile(
    r"^(?:questions|answers|figures|facts|omissions|business_goal|readiness\.reasons)"
    r"|^metrics\[.*\.(?:ask|state)\b|\.quote\."
)
"""Changes that follow from others, or are told in words of their own."""
_STATE_TAGS = {
    "said": "said",
    "assumed": "assumption",
    "unknown": "unknown",
    "testable": "testable",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the brief: its id, title and how its body is written."""

    id: str
    title: str
    body: Callable[[Brief], str]


def render_section(section_id: str, brief: Brief) -> str:
    """Return one section with its heading, or an empty string where it has nothing to say."""
    section = next(s for s in SECTIONS if s.id == section_id)
    body = section.body(brief)
    return f"## {section.title}\n\n{body}\n" if body else ""


def to_markdown(brief: Brief, *, without: Collection[str] = ()) -> str:
    """Return the brief as Markdown: the whole, or `without` some sections by their ids."""
    sections = (render_section(s.id, brief) for s in SECTIONS if s.id not in without)
    return "\n".join([heading(brief.title), *(s for s in sections if s)])


def heading(title: str) -> str:
    """Return the document's heading."""
    return f"# Collaboration brief: {escape(title)}\n"


def goal_section(outcome: str) -> tuple[str, str, str]:
    """Return id, title and text of the first section, which is shown before the rest is known."""
    title = SECTIONS[0].title
    return SECTIONS[0].id, title, f"## {title}\n\n{escape(outcome)}\n"


def _goal(brief: Brief) -> str:
    return escape(brief.outcome)


def _aim(brief: Brief) -> str:
    return escape(brief.aim)


def _verdict(brief: Brief) -> str:
    kind = brief.archetype
    others = ", ".join(f"{load_playbook().kinds[c.id].name.lower()}" for c in kind.alternatives[:1])
    asked = {q.text for q in brief.questions}
    # What is asked as a question need not be said twice.
    reasons = [r for r in brief.readiness.reasons if not any(text in r for text in asked)]
    lines = [
        f"**{brief.readiness.state.capitalize()}.** Kind of work: {kind.name.lower()}"
        + (f"; next closest: {others}." if others else "."),
        "",
        *(["The open questions decide it first; then:", ""] if asked and reasons else []),
        *(f"- {escape(reason)}" for reason in reasons),
    ]
    return "\n".join(lines).rstrip()


def _story(brief: Brief) -> str:
    names = {"who": "who it is", "want": "what they want", "benefit": "what for"}
    said = [f"{names[p.part]} ({_told(p.quote)})" for p in brief.story_parts if p.quote]
    assumed = [names[p.part] for p in brief.story_parts if p.state == "assumed"]
    lines = [
        f"{start}: {', '.join(parts)}."
        for start, parts in (("Said", said), ("Assumed until somebody confirms it", assumed))
        if parts
    ]
    return "\n\n".join([escape(brief.user_story), *([f"*{' '.join(lines)}*"] if lines else [])])


def _told(quote: Quote) -> str:
    return f"“{escape(' '.join(quote.text.split()))}”"


def _approach(brief: Brief) -> str:
    return "\n".join(f"- **{s.label}.** {escape(s.text)}" for s in brief.approach)


def _metrics(brief: Brief) -> str:
    rows = [
        "| Metric | Kind | Baseline | Target | Window | Owner |",
        "| --- | --- | --- | --- | --- | --- |",
        *(
            f"| {escape(m.name)} | {m.kind} | {_slot(m.baseline)} | {_slot(m.target)} "
            f"| {_slot(m.window)} | {m.owner} |"
            for m in brief.metrics
        ),
    ]
    chain = [_chained(m) for m in brief.metrics]
    return "\n".join([*rows, "", *chain, "", "Who closes what is still open:", "", *_open(brief)])


def _open(brief: Brief) -> list[str]:
    """One line for each open slot; slots that are closed in the same way share a line."""
    shared: dict[str, list[str]] = {}
    for metric, name, slot in brief.open_slots():
        if slot.ask:
            closing = f"{slot.ask.who}, {slot.ask.when}: {escape(slot.ask.how)}"
            shared.setdefault(closing, []).append(f"{escape(metric.name)} ({name})")
    return [f"- {', '.join(names)} — {closing}" for closing, names in shared.items()]


def _chained(metric: BriefMetric) -> str:
    link = {"product": "moves", "model": "moves", "guardrail": "protects"}[metric.kind]
    return (
        f"- **{escape(metric.name)}** ({metric.kind}) {link} {escape(metric.moves)}: "
        f"{escape(metric.how)} Defined as: {escape(metric.formula)}. "
        f"Beware: {escape(metric.pitfall)}"
    )


def _slot(slot: Slot) -> str:
    return f"{escape(slot.text)} ({_STATE_TAGS[slot.state]})"


def _dependencies(brief: Brief) -> str:
    return "\n".join(
        f"- **{d.owner}**: {_sentence(d.what)} {_sentence(d.why)}" for d in brief.dependencies
    )


def _data(brief: Brief) -> str:
    return "\n".join(f"- {escape(d.what)} ({d.owner}). {_sentence(d.why)}" for d in brief.data)


def _sentence(text: str) -> str:
    """Return a text, escaped, with a full stop where none ends it."""
    ended = text.rstrip("”\"' ").endswith((".", "!", "?"))
    return escape(text) if ended else f"{escape(text)}."


def _risks(brief: Brief) -> str:
    return "\n".join(
        f"- {escape(r.risk)} **Against it:** {escape(r.mitigation)} ({r.owner})"
        for r in brief.risks
    )


def _out_of_scope(brief: Brief) -> str:
    return "\n".join(f"- {escape(text)}" for text in brief.out_of_scope)


def _inaction(brief: Brief) -> str:
    return escape(brief.cost_of_inaction)


def _questions(brief: Brief) -> str:
    return "\n".join(
        f"- **{escape(q.text)}** ({q.who}) {escape(q.why)} Recommended: {escape(q.recommended)}"
        for q in brief.questions
    )


def _consequences(brief: Brief) -> str:
    lines = []
    for each in brief.consequences:
        said = " ".join(f"“{escape(' '.join(q.text.split()))}”" for q in each.quotes)
        lines.append(f"- {said}")
        for figure in each.figures:
            inputs = "; ".join(f"{i.means}: {i.text} ({i.source})" for i in figure.inputs)
            lines.append(
                f"    - **{escape(figure.text)}**, computed: `{figure.formula}` "
                f"with {escape(inputs)}"
            )
    return "\n".join(lines)


def _facts(brief: Brief) -> str:
    lines = [
        f"- “{escape(f.quote.text)}” "
        f"({f.quote.source}, characters {f.quote.start} to {f.quote.end})"
        for f in brief.facts
    ]
    lines += [
        f"- Set aside ({o.source}, characters {o.start} to {o.end}): {escape(o.reason)}."
        for o in brief.omissions
    ]
    return "\n".join(lines)


def _changes(brief: Brief) -> str:
    """Return the changes that a reader looks for; the JSON form has every one."""
    lines = [
        f"- {escape(c.path)}: {escape(c.before) or '(absent)'} → {escape(c.after) or '(gone)'}"
        for c in brief.changes
        if not _BOOKKEEPING.search(c.path)
    ]
    for c in brief.changes:
        if c.path.startswith("questions[") and c.path.endswith("].text"):
            told = "No longer asked" if c.before and not c.after else "Asked now"
            lines.append(f"- {told}: {escape(c.after or c.before)}")
    return "\n".join(lines)


def _provenance(brief: Brief) -> str:
    p = brief.provenance
    return (
        f"Drafted by briefstar {p.briefstar} with {p.model} ({p.endpoint}); "
        f"playbook {p.playbook[:12]}. Every quote above is the user's own, and "
        "every figure is theirs or computed from theirs; texts without a quote come from the "
        "playbook or were written by the model without figures."
    )


SECTIONS = (
    Section("goal", "Business goal", _goal),
    Section("aim", "What that means", _aim),
    Section("readiness", "Can work start?", _verdict),
    Section("questions", "Questions to answer first", _questions),
    Section("story", "User story", _story),
    Section("approach", "Proposed approach", _approach),
    Section("metrics", "Success metrics", _metrics),
    Section("dependencies", "Dependencies", _dependencies),
    Section("data", "Data", _data),
    Section("risks", "Risks", _risks),
    Section("out_of_scope", "Out of scope", _out_of_scope),
    Section("inaction", "Cost of not doing it", _inaction),
    Section("consequences", "What the constraints cost", _consequences),
    Section("changes", "What changed since the last draft", _changes),
    Section("facts", "What you told us", _facts),
    Section("provenance", "How this was made", _provenance),
)
