"""Fit the coach's heads on the labelled answers, and say how well they do across answers.

`python -m briefstar.evals fit` asks the model about every sentence of the half `tune` (once; its
replies are kept in the user's cache folder) and writes `coach/heads.json`. With `--report` it
writes nothing and prints figures by cross-validation over whole triples, so that no answer to the
same question is on both sides.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..coach import heads
from ..coach.bank import load_bank
from ..coach.moves import MOVES, TALK, Strategy, prompts_used, read_moves
from ..llm.drive import run
from ..llm.endpoint import open_model
from ..llm.paths import cache_folder
from ..provenance.sentences import Span, sentences
from .labelled import Answer, answers_sha256, load_answers, load_orders, load_talk

if TYPE_CHECKING:
    from ..llm.model import Model

Moves = list[dict[str, float]]
TARGET = Path("coach/heads.json")
STRENGTH = {"talk": 10.0, "parts": 0.5, "tags": 2.0, "order": 10.0}
"""Inverse of the regularisation, chosen by cross-validation on the half `tune`."""
RARITY = 0.8
"""How far a rare tag counts more than its share: 0 not at all, 1 until yes and no weigh alike."""
FOLDS = 10
MIN_EXAMPLES = 6


def main(argv: Sequence[str]) -> int:
    """Run `python -m briefstar.evals fit`; return the exit code."""
    from ..cli.engine import spec_of

    parser = argparse.ArgumentParser(prog="python -m briefstar.evals fit")
    parser.add_argument("--to", type=Path, metavar="FILE", default=TARGET)
    parser.add_argument("--report", action="store_true", help="cross-validate; write nothing")
    parser.add_argument("--model", help="a model's name, a GGUF file, or `embedded`")
    parser.add_argument("--base-url", metavar="URL", help="an OpenAI-compatible endpoint")
    args = parser.parse_args(argv)
    model = open_model(spec_of(args.model, args.base_url))
    fitted: dict[str, Any] = {"answers_sha256": answers_sha256("tune"), "model": model.info.model}
    orders = Orders(load_answers("tune"))
    if args.report:
        print(orders.cross_validate())
    else:
        fitted["order"] = orders.fit()
    for told in MOVES:
        answers = [a for a in load_answers("tune") if a.kind == told and a.story != "not_an_answer"]
        rows = Rows(answers, told, model)
        if args.report:
            print(f"{told}: {len(answers)} answers, {len(rows.part)} sentences")
            print("\n".join(cross_validate(rows)))
        else:
            fitted[told] = fit(rows)
    if not args.report:
        args.to.write_text(json.dumps(fitted, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"written to {args.to}", file=sys.stderr)
    return 0


def moves_of(texts: Sequence[str], told: Strategy, model: Model) -> Moves:
    """Ask the model for the moves of some sentences, or read what it said the last time."""
    text = " ".join(texts)
    asked = json.dumps([text, told, prompts_used(told), model.info.model])
    file = cache_folder() / "moves" / f"{hashlib.sha256(asked.encode()).hexdigest()}.json"
    if file.exists() and len(kept := json.loads(file.read_text("utf-8"))) == len(texts):
        return list(kept)
    print(f"asking about {text[:60]} …", file=sys.stderr)
    heard = run(model, read_moves([Span(0, len(each), each) for each in texts], told))
    moves = [dict(seen.moves) for seen in heard.moves]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(moves), encoding="utf-8")
    return moves


class Rows:
    """Every sentence of some answers, as features and targets.

    `alone` holds each sentence once, the first `from_answers` of them from answers and the rest
    talk that stands behind some sentences of a real answer. `placed` holds those that are not talk
    in their place, and again in the answer without each of its parts, so that a place alone
    proves nothing: the last sentence is not a result because it is the last.
    """

    def __init__(self, answers: Sequence[Answer], told: Strategy, model: Model) -> None:
        import numpy as np

        alone, placed, place_of = list[Any](), list[Any](), list[tuple[str, str, bool]]()
        for answer in answers:
            for gone in _variants(answer):
                kept = [s for s in answer.sentences if s.part != gone]
                texts = [s.text for s in kept]
                seen = moves_of(texts, told, model)
                rows = heads.alone(texts, seen, told)
                if not gone:
                    alone.append(rows)
                real = [i for i, s in enumerate(kept) if s.part != "None"]
                if real:
                    placed.append(heads.in_place(rows[real], [seen[i] for i in real], told))
                    place_of += [(kept[i].part, _group(answer), not gone) for i in real]
        talk = _talk_rows(answers, told, model)
        self.alone, self.placed = np.vstack([*alone, talk]), np.vstack(placed)
        self.placed_part, self.placed_group, whole = map(np.array, zip(*place_of, strict=True))
        self.whole = whole.astype(bool)
        pairs = [(a, s) for a in answers for s in a.sentences]
        self.part = np.array([s.part for _, s in pairs] + ["None"] * len(talk))
        self.group = np.array(
            [_group(a) for a, _ in pairs] + [f"talk{i}" for i in range(len(talk))]
        )
        tags = sorted({t for _, s in pairs for t in s.shows})
        shows = np.array([[t in s.shows for t in tags] for _, s in pairs])
        self.from_answers = len(pairs)
        keep = shows.sum(axis=0) >= MIN_EXAMPLES
        self.tags = [t for t, k in zip(tags, keep, strict=True) if k]
        self.shows = shows[:, keep]


class Orders:
    """Sentences that give orders to the grader, and those that only speak of scores and grades."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        import numpy as np

        orders, stories = load_orders()
        told = [s.text for a in answers for s in a.sentences]
        # A question to a candidate is an order too, but none to the grader.
        questions = [sentence.text for q in load_bank().questions for sentence in sentences(q.text)]
        others = [*stories, *told, *load_talk(), *questions]
        self.x = heads.order_rows([*orders, *others])
        self.y = np.array([True] * len(orders) + [False] * len(others))

    def fit(self) -> Mapping[str, Any]:
        """Return the head as `heads.json` holds it."""
        model = _tag(self.y, "order").fit(self.x, self.y)
        return _packed(["order"], model.coef_, model.intercept_)

    def cross_validate(self) -> str:
        """Return how many orders are found, and how many other sentences are taken for one."""
        import numpy as np
        from sklearn.model_selection import StratifiedKFold, cross_val_predict

        folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
        p = cross_val_predict(
            _tag(self.y, "order"), self.x, self.y, cv=folds, method="predict_proba"
        )
        found = p[:, 1] >= heads.ORDER_THRESHOLD
        return (
            f"orders: {np.sum(found & self.y)} of {np.sum(self.y)} found, "
            f"{np.sum(found & ~self.y)} of {np.sum(~self.y)} others taken for one"
        )


def _talk_rows(answers: Sequence[Answer], told: Strategy, model: Model) -> Any:
    """Each sentence of talk as the model sees it behind the first sentences of some answer."""
    import numpy as np

    hosts = [a for a in answers if a.tier == "strong"]
    rows = []
    # Orders to the grader that pass as sentences of a story still must not be evidence.
    silent = load_talk() + (load_orders()[0] if told == "behavioural" else [])
    for number, talk in enumerate(silent):
        before = [s.text for s in hosts[number % len(hosts)].sentences[: number % 3]]
        seen = moves_of([*before, talk], told, model)
        rows.append(heads.alone([talk], seen[-1:], told))
    return np.vstack(rows)


def _variants(answer: Answer) -> list[str]:
    """The parts to take out in turn; the first, empty, takes out nothing."""
    parts = {s.part for s in answer.sentences} - {"None"}
    return ["", *sorted(parts)] if answer.tier == "strong" and len(parts) > 2 else [""]


def _group(answer: Answer) -> str:
    """Answers to one question share a group, so that no fold learns from their siblings."""
    return answer.id[:-1] if answer.tier != "odd" else answer.id


def fit(rows: Rows) -> dict[str, Any]:
    """Return the heads of one strategy as `heads.json` holds them."""
    real = rows.part != "None"
    talk = _model("talk").fit(rows.alone, ~real)
    parts = _model("parts").fit(rows.placed, rows.placed_part)
    told = rows.alone[: rows.from_answers]
    tags = [_tag(rows.shows[:, i]).fit(told, rows.shows[:, i]) for i in range(len(rows.tags))]
    return {
        "talk": _packed([TALK], talk.coef_, talk.intercept_),
        "parts": _packed(parts.classes_, parts.coef_, parts.intercept_),
        "tags": _packed(rows.tags, [t.coef_[0] for t in tags], [t.intercept_[0] for t in tags]),
    }


def cross_validate(rows: Rows) -> list[str]:
    """Return one line a figure, each measured on answers that the fold was not fitted on."""
    import numpy as np
    from sklearn.metrics import average_precision_score, f1_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    def predicted(model: Any, x: Any, y: Any, group: Any, method: str = "predict") -> Any:
        folds = GroupKFold(min(FOLDS, len(set(group))))
        return cross_val_predict(model, x, y, groups=group, cv=folds, method=method)

    real = rows.part != "None"
    is_talk = predicted(_model("talk"), rows.alone, ~real, rows.group)
    placed = predicted(_model("parts"), rows.placed, rows.placed_part, rows.placed_group)
    right = placed == rows.placed_part
    found = np.full(rows.part.shape, "None", dtype=object)
    found[real] = placed[rows.whole]
    lines = [
        f"  talk: {np.sum(is_talk & ~real)} of {np.sum(~real)} found, "
        f"{np.sum(is_talk & real)} of {np.sum(real)} real sentences taken for it",
        f"  parts right where not talk: {np.mean(right[rows.whole]):.1%}, "
        f"with a part taken out: {np.mean(right[~rows.whole]):.1%}",
    ]
    found[is_talk] = "None"
    found[~real & ~is_talk] = "?"
    lines.append(f"  sentence parts right in all: {np.mean(found == rows.part):.1%}")
    for part in sorted(set(rows.part)):
        f1 = f1_score(rows.part == part, found == part)
        lines.append(f"    {part:<10} F1 {f1:.2f}  {np.sum(rows.part == part)} sentences")
    for i, tag in enumerate(rows.tags):
        y = rows.shows[:, i]
        told = slice(rows.from_answers)
        p = predicted(_tag(y), rows.alone[told], y, rows.group[told], "predict_proba")[:, 1]
        lines.append(
            f"    {tag:<12} AP {average_precision_score(y, p):.2f}  "
            f"F1 {f1_score(y, p > 0.5):.2f}  {y.sum()} sentences"
        )
    return lines


def _model(head: str) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=STRENGTH[head], max_iter=5000)


def _tag(shown: Any, head: str = "tags") -> Any:
    rare = (len(shown) - shown.sum()) / shown.sum()
    return _model(head).set_params(class_weight={False: 1.0, True: rare**RARITY})


def _packed(labels: Any, weights: Any, bias: Any) -> Mapping[str, Any]:
    return {
        "labels": [str(label) for label in labels],
        "weights": [[round(float(w), 3) for w in row] for row in weights],
        "bias": [round(float(b), 3) for b in bias],
    }
