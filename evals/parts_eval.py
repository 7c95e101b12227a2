"""How many sentences of labelled answers get the part that their author meant."""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from ..coach.observe import observe_parts
from ..errors import BriefstarError
from ..llm.drive import run
from ..llm.endpoint import open_model
from ..llm.model import Model
from .brief_command import write_result
from .circumstances import circumstances
from .scoring import Tally


@dataclass(frozen=True, slots=True)
class Answer:
    """A synthetic answer: its sentences, each with its meant part, joined by spaces."""

    id: str
    split: str
    labelled: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """The whole answer."""
        return " ".join(sentence for _, sentence in self.labelled)


def load_answers(split: str) -> list[Answer]:
    """Return the answers of a half: `tune` or `held`."""
    import yaml

    raw = yaml.safe_load(_text())
    return [
        Answer(
            entry["id"],
            entry["split"],
            tuple(next(iter(sentence.items())) for sentence in entry["sentences"]),
        )
        for entry in raw
        if entry["split"] == split
    ]


def answers_sha256() -> str:
    """Return the hash of the labelled answers, so that a result can name its data."""
    return hashlib.sha256(_text().encode()).hexdigest()


def _text() -> str:
    return (resources.files(__package__) / "answers.yaml").read_text("utf-8")


def score(answer: Answer, model: Model) -> Tally:
    """Label one answer; a sentence that is cut elsewhere than its author cut it counts as wrong."""
    meant = {sentence: part for part, sentence in answer.labelled}
    found = {s.text: s.part for s in run(model, observe_parts(answer.text))}
    right = sum(found.get(sentence) == part for sentence, part in meant.items())
    return Tally(right, len(meant))


def main(argv: Sequence[str]) -> int:
    """Run `python -m briefstar.evals parts`; return the exit code."""
    from ..cli.engine import spec_of

    parser = argparse.ArgumentParser(prog="python -m briefstar.evals parts")
    parser.add_argument("--split", choices=["tune", "held"], required=True)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    rows: dict[str, dict[str, float]] = {}
    try:
        model = open_model(spec_of(args.model, args.base_url))
        for answer in load_answers(args.split):
            started = time.perf_counter()
            tally = score(answer, model)
            seconds = round(time.perf_counter() - started, 2)
            rows[answer.id] = {"right": tally.right, "of": tally.of, "seconds": seconds}
            print(f"{answer.id:<6} {tally.right}/{tally.of}  {seconds:.1f} s", file=sys.stderr)
    except BriefstarError as error:
        print(f"briefstar.evals: {error}", file=sys.stderr)
        return 2
    right, of = (sum(int(row[key]) for row in rows.values()) for key in ("right", "of"))
    print(f"sentence parts right: {right} of {of} ({right / of:.0%}), half {args.split}")
    if args.json:
        told = circumstances("python -m briefstar.evals parts", argv, model.info)
        parts = {"right": right, "of": of, "answers": rows, "sha256": answers_sha256()}
        write_result(args.json, told | {"parts": parts})
    return 0
