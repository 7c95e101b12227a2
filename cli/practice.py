"""`briefstar practice`: an interview at the terminal, saved turn by turn."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from . import inputs
from .engine import BaseUrlOption, ModelOption, open_engine
from .grade import show
from .progress import Activity
from .terminal import Stopped, harmless, put

if TYPE_CHECKING:
    from ..coach.grade import Grade, PartName
    from ..coach.practice import PracticeSession

_KEYS = (
    "Type your answer; an empty line ends it. /skip passes, /again PART tells situation, task, "
    "action or result anew, /quit stops (briefstar practice --resume goes on)."
)
_EXAMPLE = "briefstar practice --role data-scientist --questions 3"


def practice(
    role: Annotated[
        str | None, typer.Option(metavar="ROLE", help="Your role, such as ml-engineer.")
    ] = None,
    level: Annotated[
        str | None, typer.Option(metavar="LEVEL", help="junior, mid, senior or staff.")
    ] = None,
    competency: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only this competency. May be repeated."),
    ] = None,
    questions: Annotated[int, typer.Option(min=1, metavar="N", help="How many questions.")] = 5,
    job: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="A job description to fit the questions to: a text or @FILE."
        ),
    ] = None,
    persona: Annotated[
        str,
        typer.Option(
            metavar="ID",
            help="Who asks: product-manager, data-scientist, engineering-manager or legal.",
        ),
    ] = "product-manager",
    own: Annotated[
        Path | None,
        typer.Option("--own", metavar="FILE.yaml", help="Questions of your own, beside the bank."),
    ] = None,
    guess: Annotated[
        bool, typer.Option("--guess", help="Ask what level you expect before each grade.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the session that was not finished.")
    ] = False,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Practise an interview: questions, follow-ups, re-answers and a closing report.

    The interviewer speaks on standard output; grades and progress go to standard error. Every
    turn is saved as it happens.
    """
    try:
        with Activity() as activity:
            if resume:
                from ..coach.practice import PracticeSession

                session = PracticeSession.resume()
            else:
                session = _start(role, level, competency, questions, job, persona, own)
            with session:
                session.model = open_engine(model, base_url, activity)
                _Dialogue(session, activity, guess).run()
    except KeyboardInterrupt:
        raise Stopped("stopped; go on with: briefstar practice --resume") from None


def _start(
    role: str | None,
    level: str | None,
    competency: list[str] | None,
    questions: int,
    job: str | None,
    persona: str,
    own: Path | None,
) -> PracticeSession:
    from ..coach.bank import load_bank
    from ..coach.planning import read_job_description
    from ..coach.practice import PracticeSession

    wanted = tuple(competency or ())
    if job is not None:
        found = read_job_description(inputs.read_argument(job, "job description"), load_bank(own))
        role, level = role or found.role, level or found.level
        wanted = wanted or found.competencies
    return PracticeSession.start(
        role=role,
        level=level,
        competencies=wanted,
        questions=questions,
        persona=persona,
        own_questions=own,
    )


class _Dialogue:
    """One session at the terminal."""

    def __init__(self, session: PracticeSession, activity: Activity, guess: bool) -> None:
        self.session = session
        self.activity = activity
        self.guess = guess

    def run(self) -> None:
        """Ask until the session is over or the candidate stops, then report."""
        from ..coach.report import to_markdown

        self._tell(_KEYS)
        while (said := self.session.prompt(self._seen)) is not None:
            plan = self.session.state.plan
            self._say(f"\n[{self.session.state.number} of {len(plan.questions)}] {said}\n")
            if not self._turn():
                self._tell("saved; go on with: briefstar practice --resume")
                return
        self._say("\n" + self._closing() + "\n\n" + to_markdown(self.session.report()))

    def _turn(self) -> bool:
        """Take one answer; return whether to go on."""
        while (text := self._read()) is not None and text != "/quit":
            if text == "/skip":
                self.session.skip()
                return True
            if text.startswith("/"):
                self._tell(f"there is no {text.split()[0]} here; {_KEYS}")
                continue
            try:
                grade = self.session.answer(text, guess=self._guessed(), on_event=self._seen)
            except UsageError as error:
                self._tell(str(error))
                continue
            return self.session.open_point() is not None or self._done(grade)
        return False

    def _done(self, grade: Grade) -> bool:
        """Show what came out of a question, and let a part be told anew."""
        from ..coach.grade import PART_NAMES

        self._tell(_summary(grade))
        while True:
            self._tell("Enter for the next question, or /again PART")
            line = self._line()
            if line is None or line == "/quit":
                return False
            if not line:
                return True
            word, _, part = line.partition(" ")
            if word != "/again" or part not in PART_NAMES:
                self._tell(f"/again takes one of: {', '.join(PART_NAMES)}")
                continue
            self._tell(f"Tell the {part} anew; an empty line ends it.")
            text = self._read()
            if text:
                self._retell(part, text)

    def _retell(self, part: PartName, text: str) -> None:
        try:
            found = self.session.re_answer(part, text, on_event=self._seen)
        except UsageError as error:
            self._tell(str(error))
            return
        before, after = found.levels[part]
        verdict = {True: "better", False: "worse", None: "within the noise of the grader"}
        self._tell(
            f"{part}: {_level(before)} → {_level(after)}; overall "
            f"{_level(found.before.overall.level)} → {_level(found.after.overall.level)}, "
            f"{verdict[found.better]}"
        )

    def _closing(self) -> str:
        from ..coach.personas import load_persona

        return load_persona(self.session.state.plan.persona).closing

    def _guessed(self) -> float | None:
        if not self.guess or len(self.session.state.turn.asked) > 1:
            return None
        self._tell("Which level, 1 to 5, do you expect? Enter to leave it open.")
        given = self._line()
        try:
            value = float((given or "").replace(",", "."))
        except ValueError:
            return None
        return value if 1 <= value <= 5 else None

    def _read(self) -> str | None:
        """Lines up to an empty one; None at the end of the input. A command is one line."""
        lines: list[str] = []
        while (line := self._line()) is not None:
            if not line and lines:
                break
            if line.startswith("/") and not lines:
                return line
            if line:
                lines.append(line)
        return "\n".join(lines) if lines else None

    def _line(self) -> str | None:
        with self.activity.aside():
            line = sys.stdin.readline()
        return line.strip() if line else None

    def _seen(self, event: object) -> None:
        show(event, self.activity)

    def _say(self, text: str) -> None:
        with self.activity.aside():
            put(text)

    def _tell(self, text: str) -> None:
        with self.activity.aside():
            print(harmless(text), file=sys.stderr, flush=True)


def _summary(grade: Grade) -> str:
    from ..coach.grade import PART_NAMES
    from ..coach.markdown import level_text, part_name

    parts = ", ".join(
        f"{part_name(grade, name)} {level_text(grade.parts[name])}" for name in PART_NAMES
    )
    lines = [f"Overall {_level(grade.overall.level)}: {parts}."]
    if grade.note:
        lines.append(grade.note)
    if grade.missing:
        lines.append(f"It does not say {grade.missing[0].lacks}.")
    return "\n".join(lines)


def _level(level: float | None) -> str:
    return "not enough evidence" if level is None else f"{level:g}"
