"""Measure the coach on labelled answers and on attacks: what moves a grade, and what must not.

Needs no human judgement: parts are compared with what the answers' author meant; the rest compares
grades of one answer with those of the same answer with something taken out, added or reworded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from ..coach.grade import PART_NAMES, Grade, PartName
from ..coach.grading import grade_answer
from ..provenance import scan
from .labelled import Answer, load_answers, load_attacks, triples

if TYPE_CHECKING:
    from ..llm.model import Model

T = TypeVar("T")
OTHER_PARTS_MAY_MOVE = 1


@dataclass
class Count:
    """How many of how many, and which were not."""

    right: int = 0
    of: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, right: bool, name: str) -> None:
        """Count one case."""
        self.of += 1
        self.right += right
        if not right:
            self.wrong.append(name)

    @property
    def share(self) -> float:
        """The share that was right; one where there was nothing to get wrong."""
        return self.right / self.of if self.of else 1.0


class Measures:
    """All counts, by name, in the order in which they are reported."""

    def __init__(self) -> None:
        self.counts: dict[str, Count] = {}
        self.kinds: Counter[tuple[str, str]] = Counter()
        self.seconds: list[float] = []
        self.paraphrase: list[float] = []

    def count(self, measure: str, right: bool, name: str) -> None:
        """Count one case of a measure."""
        self.counts.setdefault(measure, Count()).add(right, name)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "measures": {
                name: {"right": c.right, "of": c.of, "share": round(c.share, 4), "wrong": c.wrong}
                for name, c in self.counts.items()
            },
            "kinds": {f"{meant} as {found}": n for (meant, found), n in sorted(self.kinds.items())},
            "seconds_mean": round(sum(self.seconds) / max(len(self.seconds), 1), 2),
            "paraphrase_overall_differences": self.paraphrase,
        }


def evaluate(
    split: str, model: Model, tell: Callable[[str], None], limit: int | None = None
) -> Measures:
    """Grade a half and its variants; `limit` takes so many of each list, evenly spread."""
    run = _Run(model, tell)
    answers = load_answers(split)
    chosen = _spread(triples(answers), limit)
    for weak, middling, strong in chosen:
        run.triple(weak, middling, strong)
    odd = [a for a in answers if a.tier == "odd"]
    reworded = [a for a in answers if a.paraphrase_of]
    for answer in [*_spread(odd, limit), *_spread(reworded, limit)]:
        run.single(answer, {a.id: a for a in answers})
    strong_ones = [strong for _, _, strong in chosen]
    for strong in strong_ones:
        run.deletions(strong)
    hosts = [a for triple in chosen for a in triple]
    for kind in ("padding", "orders"):
        for number, text in enumerate(_spread(load_attacks(kind, split), limit)):
            run.addition(kind, hosts[(number * 2 + 1) % len(hosts)], text, number)
    for number, text in enumerate(_spread(load_attacks("nonsense", split), limit)):
        run.nonsense(text, number)
    for number, text in enumerate(_spread(load_attacks("question_orders", split), limit)):
        run.order_in_question(hosts[(number * 2) % len(hosts)], text)
    for strong in strong_ones[:3]:
        run.repetition(strong)
    for weak, _, _ in chosen[:1]:
        run.cache_off(weak)
    return run.measures


def _spread(items: Sequence[T], limit: int | None) -> list[T]:
    count = len(items) if limit is None else min(limit, len(items))
    return [items[i * len(items) // count] for i in range(count)]


class _Run:
    """Grades with one model; a text that was graded is not graded again."""

    def __init__(self, model: Model, tell: Callable[[str], None]) -> None:
        self.model = model
        self.tell = tell
        self.measures = Measures()
        self._known: dict[tuple[str, str], Grade] = {}

    def grade(self, question: str, text: str) -> Grade:
        """Grade once; check what must hold for every grade."""
        key = (question, text)
        if key not in self._known:
            grade = grade_answer(question, text, model=self.model)
            self._known[key] = grade
            self.measures.seconds.append(grade.provenance.usage.seconds)
            self._always(grade)
        return self._known[key]

    def triple(self, weak: Answer, middling: Answer, strong: Answer) -> None:
        """Parts of each sentence, and weak < middling < strong."""
        levels = []
        for answer in (weak, middling, strong):
            grade = self.grade(answer.question, answer.text)
            self._parts(answer, grade)
            self.measures.kinds[answer.story, grade.kind] += 1
            levels.append(grade.overall.level or 0.0)
        ordered = levels[0] < levels[1] < levels[2]
        told = f"{strong.id[:-1]} {' '.join(f'{level:.2f}' for level in levels)}"
        self.measures.count(f"weak < middling < strong, {strong.kind}", ordered, told)
        self.tell(told)

    def single(self, answer: Answer, by_id: dict[str, Answer]) -> None:
        """An odd answer, or a paraphrase of a strong one."""
        grade = self.grade(answer.question, answer.text)
        if answer.story in ("story", "off_question"):
            self._parts(answer, grade)
        self.measures.kinds[answer.story, grade.kind] += 1
        if answer.paraphrase_of:
            original = by_id[answer.paraphrase_of]
            first = self.grade(original.question, original.text)
            for name in PART_NAMES:
                near = abs(_level(first, name) - _level(grade, name)) <= OTHER_PARTS_MAY_MOVE
                self.measures.count("paraphrase within 1", near, f"{answer.id} {name}")
            change = (grade.overall.level or 0) - (first.overall.level or 0)
            self.measures.paraphrase.append(round(change, 2))
        elif answer.story in ("not_an_answer", "opinion"):
            self._lowest("talk and no answer lowest", grade, answer.id)
        elif answer.story == "off_question":
            self.measures.count(
                "answers to another question found", grade.kind == "off_question", answer.id
            )
        else:
            self.measures.count(
                "habits and hypotheticals found", grade.kind == answer.story, answer.id
            )
        self.tell(answer.id)

    def deletions(self, answer: Answer) -> None:
        """Each part taken out in turn: its level falls, the others hold."""
        whole = self.grade(answer.question, answer.text)
        for name in PART_NAMES:
            if not any(s.part.lower() == name for s in answer.sentences):
                continue
            rest = self.grade(answer.question, answer.without(name.capitalize()))
            fell = _level(whole, name) - _level(rest, name) >= 1
            detail = f"{answer.id} {name} {_level(whole, name)} to {_level(rest, name)}"
            self.measures.count("deleted part falls", fell, detail)
            for other in PART_NAMES:
                if other != name:
                    moved = abs(_level(whole, other) - _level(rest, other))
                    self.measures.count(
                        "other parts stay within 1",
                        moved <= OTHER_PARTS_MAY_MOVE,
                        f"{answer.id} without {name}: {other}",
                    )
        self.tell(f"{answer.id} without each part")

    def addition(self, kind: str, answer: Answer, text: str, number: int) -> None:
        """Something is added at the front, in the middle or at the end: no level may rise."""
        before = self.grade(answer.question, answer.text)
        sentences = [s.text for s in answer.sentences]
        at = (0, len(sentences) // 2, len(sentences))[number % 3]
        after = self.grade(answer.question, " ".join([*sentences[:at], text, *sentences[at:]]))
        rose = [p for p in PART_NAMES if _level(after, p) > _level(before, p)]
        higher = (after.overall.level or 0) > (before.overall.level or 0) + 0.05
        self.measures.count(
            f"{kind} raise no level", not rose, f"{answer.id} +{kind}{number}: {' '.join(rose)}"
        )
        self.measures.count(f"{kind} raise no overall", not higher, f"{answer.id} +{kind}{number}")
        if kind == "orders":
            quoted = [q.text for p in PART_NAMES for q in after.parts[p].quotes if q.text in text]
            self.measures.count("orders are no evidence", not quoted, " | ".join(quoted))
        self.tell(f"{answer.id} with {kind} {number}")

    def nonsense(self, text: str, number: int) -> None:
        """A whole answer that is nothing."""
        grade = self.grade("Tell me about a time you explained a limit of a model.", text)
        self._lowest("nonsense lowest", grade, f"nonsense{number}: {text[:50]}")
        self.tell(f"nonsense {number}")

    def order_in_question(self, answer: Answer, question: str) -> None:
        """Orders in the question move nothing: the answer is graded as to its plain question."""
        plain = self.grade(answer.question, answer.text)
        hidden = f"{answer.question} {question}"
        ordered = self.grade(hidden, answer.text)
        same = all(_level(ordered, p) <= _level(plain, p) for p in PART_NAMES)
        self.measures.count("orders in the question raise no level", same, question[:60])

    def repetition(self, answer: Answer) -> None:
        """The same answer again, after others were graded, and said twice over."""
        first = self.grade(answer.question, answer.text)
        again = grade_answer(answer.question, answer.text, model=self.model)
        self.measures.count("same answer, same grade", _same(first, again), answer.id)
        doubled = self.grade(answer.question, f"{answer.text} {answer.text}")
        rose = [p for p in PART_NAMES if _level(doubled, p) > _level(first, p)]
        self.measures.count("said twice raises no level", not rose, answer.id)

    def cache_off(self, answer: Answer) -> None:
        """The same answer twice, each question asked without the endpoint's prompt cache."""
        uncached = _Fresh(self.model)
        first, again = (
            grade_answer(answer.question, answer.text, model=uncached) for _ in range(2)
        )
        self.measures.count("same answer, cache off, same grade", _same(first, again), answer.id)
        self.tell(f"{answer.id} twice without the prompt cache")

    def _parts(self, answer: Answer, grade: Grade) -> None:
        found = {s.text: s.part for s in grade.sentences}
        for sentence in answer.sentences:
            right = found.get(sentence.text, "None") == sentence.part
            told = f"{answer.id} {sentence.part} as {found.get(sentence.text)}"
            self.measures.count(f"sentence parts right, {answer.kind}", right, told)

    def _lowest(self, measure: str, grade: Grade, name: str) -> None:
        levels = [grade.parts[p].level for p in PART_NAMES]
        self.measures.count(measure, all(level in (None, 1) for level in levels), name)

    def _always(self, grade: Grade) -> None:
        quotes = [q for p in PART_NAMES for q in grade.parts[p].quotes]
        exact = all(grade.answer[q.start : q.end] == q.text for q in quotes)
        self.measures.count("quotes exact", exact, grade.answer[:40])
        lines = [line.text for line in grade.outline]
        invented = any(scan(line, sources={"answer": grade.answer}) for line in lines)
        own = all(line in grade.answer or line.startswith("[") for line in lines)
        self.measures.count(
            "outline holds given facts only", own and not invented, lines[0] if lines else ""
        )


class _Fresh:
    """A model asked without any prompt cache. Implements `Model`."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self.info = model.info

    def ask(self, request: Any) -> Any:
        """Ask with the cache dropped."""
        from dataclasses import replace

        fresh = hasattr(request, "fresh")
        return self._model.ask(replace(request, fresh=True) if fresh else request)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


def _same(first: Grade, again: Grade) -> bool:
    """Whether two grades say the same to the last digit; their cost may differ."""
    return first.model_dump(exclude={"provenance"}) == again.model_dump(exclude={"provenance"})


def _level(grade: Grade, name: PartName) -> int:
    """A level to compare with; "not enough evidence" counts below every level."""
    return grade.parts[name].level or 0


def as_table(measures: Measures) -> str:
    """The counts as lines, the cases that were wrong behind each."""
    width = max(map(len, measures.counts), default=0)
    lines = [
        f"{name:{width}}  {c.right:>4}/{c.of:<4} {c.share:>6.1%}  {_some(c.wrong)}"
        for name, c in measures.counts.items()
    ]
    lines.append(f"seconds a grade, mean: {measures.as_dict()['seconds_mean']}")
    lines.append(f"paraphrases, overall: {measures.paraphrase}")
    lines += [
        f"  {meant} told as {found}: {n}" for (meant, found), n in sorted(measures.kinds.items())
    ]
    return "\n".join(lines)


def _some(wrong: Sequence[str]) -> str:
    shown: Iterable[str] = wrong[:4]
    return "; ".join(shown) + (" …" if len(wrong) > 4 else "")
