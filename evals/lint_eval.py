"""Precision and recall of the linter on labelled statements.

Run `python -m briefstar.evals.lint_eval --split tune|held [--json FILE]`. Prints figures alone,
never the statements, so that the half kept aside stays unread by those who tune the rules.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..shipped import read_yaml
from ..translator.lint import Finding, lint_text, load_rules


class Label(BaseModel):
    """One labelled finding: the rule, and the words that it is about."""

    model_config = ConfigDict(extra="ignore")

    rule: str
    span: str


class Entry(BaseModel):
    """One labelled statement. `clean`: nothing in it deserves an error or a warning."""

    model_config = ConfigDict(extra="ignore")

    id: str
    text: str
    split: Literal["tune", "held"]
    clean: bool
    findings: list[Label] = []


@dataclass(slots=True)
class Score:
    """Counts of true positives, false positives and false negatives."""

    hits: int = 0
    false_alarms: int = 0
    misses: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the linter's findings that the labels have too; None without findings."""
        found = self.hits + self.false_alarms
        return self.hits / found if found else None

    @property
    def recall(self) -> float | None:
        """Share of the labels that the linter finds; None without labels."""
        labelled = self.hits + self.misses
        return self.hits / labelled if labelled else None

    def as_dict(self) -> dict[str, float | int | None]:
        """The counts and both shares."""
        return {
            "hits": self.hits,
            "false_alarms": self.false_alarms,
            "misses": self.misses,
            "precision": self.precision,
            "recall": self.recall,
        }


@dataclass(slots=True)
class Report:
    """Scores of one split: by statement (flagged at all or not), and by rule."""

    statements: Score
    rules: dict[str, Score]
    total: int
    clean: int


def load_entries(split: str) -> list[Entry]:
    """The labelled statements of one split."""
    text = (resources.files(__package__) / "lint_statements.yaml").read_text("utf-8")
    rows: list[dict[str, Any]] = read_yaml(text)
    return [e for e in (Entry.model_validate(row) for row in rows) if e.split == split]


def evaluate(entries: Iterable[Entry]) -> Report:
    """Compare the linter with the labels.

    By statement: flagged with an error or a warning against not clean. By rule: the rule fires
    in the right statement on a span that overlaps the labelled one.
    """
    rules = {rule_id: Score() for rule_id in load_rules()}
    report = Report(Score(), rules, 0, 0)
    for entry in entries:
        report.total += 1
        report.clean += entry.clean
        found = lint_text(entry.text)
        flagged = any(f.severity != "advice" for f in found)
        if flagged and not entry.clean:
            report.statements.hits += 1
        elif flagged:
            report.statements.false_alarms += 1
        elif not entry.clean:
            report.statements.misses += 1
        for rule_id, score in rules.items():
            spans = [_place(entry.text, x.span) for x in entry.findings if x.rule == rule_id]
            _count(score, [f for f in found if f.rule == rule_id], spans)
    return report


def _place(text: str, span: str) -> tuple[int, int]:
    start = text.find(span)
    return (start, start + len(span)) if start >= 0 else (0, len(text))


def _count(score: Score, found: Sequence[Finding], spans: Sequence[tuple[int, int]]) -> None:
    for start, end in spans:
        if any(f.start < end and start < f.end for f in found):
            score.hits += 1
        else:
            score.misses += 1
    for f in found:
        if not any(f.start < end and start < f.end for start, end in spans):
            score.false_alarms += 1


def _share(value: float | None) -> str:
    return "   –" if value is None else f"{value:.2f}"


def describe(report: Report, split: str) -> str:
    """The report as a table for people."""
    rules = load_rules()
    s = report.statements
    lines = [
        f"{report.total} statements of the {split} split, {report.clean} of them clean",
        f"statements  precision {_share(s.precision)}  recall {_share(s.recall)}"
        f"  ({s.hits} right, {s.false_alarms} false alarms, {s.misses} missed)",
        "",
        "rule   name                    severity  precision  recall  labelled",
    ]
    for rule_id, score in report.rules.items():
        rule = rules[rule_id]
        lines.append(
            f"{rule_id}  {rule.name:<22}  {rule.severity:<8}  {_share(score.precision):>9}"
            f"  {_share(score.recall):>6}  {score.hits + score.misses:>8}"
        )
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="lint_eval", description=__doc__)
    parser.add_argument("--split", choices=["tune", "held"], required=True)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    args = parser.parse_args(argv)
    report = evaluate(load_entries(args.split))
    print(describe(report, args.split))
    if args.json:
        figures = {
            "split": args.split,
            "total": report.total,
            "clean": report.clean,
            "statements": report.statements.as_dict(),
            "rules": {rule_id: score.as_dict() for rule_id, score in report.rules.items()},
        }
        args.json.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
