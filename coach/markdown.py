"""A grade as Markdown. Words of the candidate are escaped."""

from __future__ import annotations

from ..escape import markdown as escape
from .grade import PART_NAMES, Grade, PartGrade, PartName
from .rubric import load_rubric

KINDS = {
    "story": "a story of one occasion",
    "approach": "an approach",
    "habit": "a habit, not one occasion",
    "opinion": "an opinion",
    "hypothetical": "what one would do",
    "off_question": "an answer to another question",
    "not_an_answer": "not an answer",
}


def to_markdown(grade: Grade) -> str:
    """Return the whole grade as Markdown."""
    sections = [
        f"# Grade\n\n**Question.** {escape(grade.question)}\n",
        _verdict(grade),
        _parts(grade),
        _section(
            "What it does well",
            [f"It {s.text}: “{escape(s.quote.text)}”" for s in grade.strengths],
        ),
        _section(
            "What would gain most",
            [f"**{part_name(grade, g.part)}:** it does not say {g.lacks} (+{g.gain:.1f})"
             for g in grade.missing[:5]],
        ),
        _section(
            "This question's own checklist (advice, not scored)",
            [f"{c.text} {'Seen' if c.met else 'Not seen'} ({c.p:.0%})" for c in grade.checklist
             if c.part is None],
        ),
        f"## Follow-up\n\n> {escape(grade.follow_up.text)}\n",
        _outline(grade),
        _section("Delivery (advice, not scored)", [escape(a) for a in grade.signals["advice"]]),
        _section(
            "Set aside",
            [f"“{escape(grade.answer[a.start : a.end])}”: {a.reason}" for a in grade.set_aside],
        ),
        _how(grade),
    ]  # fmt: skip
    return "\n".join(section for section in sections if section)


def part_name(grade: Grade, part: PartName) -> str:
    """What the part is called for this kind of question."""
    return load_rubric().parts(grade.strategy)[part].name


def level_text(part: PartGrade) -> str:
    """A level with its interval, such as `3 (2 to 4)`."""
    if part.level is None:
        return "not enough evidence"
    return f"{part.level}" if part.low == part.high else f"{part.level} ({part.low} to {part.high})"


def _verdict(grade: Grade) -> str:
    overall = grade.overall
    level = (
        "not enough evidence"
        if overall.level is None
        else f"{overall.level:.1f} of 5 ({overall.low:.1f} to {overall.high:.1f})"
    )
    note = f" {grade.note}" if grade.note else ""
    return f"**Overall: {level}.** Told as {KINDS[grade.kind]}.{note}\n"


def _parts(grade: Grade) -> str:
    rows = ["| part | level | evidence | does not say |", "|---|---|---|---|"]
    for name in PART_NAMES:
        part = grade.parts[name]
        quotes = "<br>".join(f"“{escape(q.text)}”" for q in part.quotes) or "–"
        missing = "; ".join(part.missing) or "–"
        rows.append(f"| {part_name(grade, name)} | {level_text(part)} | {quotes} | {missing} |")
    return "## Parts\n\n" + "\n".join(rows) + "\n"


def _outline(grade: Grade) -> str:
    if not grade.outline:
        return ""
    lines = ["## Outline for the next time", "", "Your own words, in order; fill the brackets.", ""]
    for name in PART_NAMES:
        told = [escape(line.text) for line in grade.outline if line.part == name]
        if told:
            lines.append(f"- **{part_name(grade, name)}.** " + " ".join(told))
    return "\n".join(lines) + "\n"


def _section(title: str, items: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(f"- {item}" for item in items) + "\n" if items else ""


def _how(grade: Grade) -> str:
    made = grade.provenance
    weights = ", ".join(f"{name} {share}%" for name, share in grade.overall.weights.items())
    return (
        f"---\n\nRubric {made.rubric_version} ({weights}); observed by {escape(made.model)}, "
        f"{made.usage.calls} questions in {made.usage.seconds:.1f} s. Levels are computed from "
        "what was observed, never given by the model.\n"
    )
