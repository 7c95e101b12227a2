"""A fake that answers the questions of every pipeline, for the app; slower where asked."""

from __future__ import annotations

import time
from typing import Any

from tests.coach_fakes import CoachScript
from tests.fakes import BriefScript, prompt_of
from tests.impact_fakes import RoleScript

GOAL = "Cut late parcels before the holiday season"
CONTEXT = "7.5% of parcels arrive late today. The depot scans every parcel."
CONSTRAINT = "1,000 alerts a day at 20% precision, 5 minutes each, 60 dollars an hour."
QUESTION = "Tell me about a time you disagreed with a specialist."
ANSWER = (
    "Last March our parcel depot in Leeds had a delay model that the planners ignored. "
    "I was responsible for finding out whether it could be trusted. "
    "First I compared sixty forecasts with what the drivers had written down. "
    "Late parcels fell from 9% to 4% within six weeks."
)
IDEAS = """\
- Rank search results: impact 100k to 300k EUR a year, effort 4 to 8 weeks, confidence 60%
- Mend the filters: impact 40k to 60k EUR a year, effort 1 week, confidence 90%
"""


class AppScript:
    """Answers as the pipeline's own scripts do, each after `delay` seconds."""

    def __init__(self, delay: float = 0.0) -> None:
        self.delay = delay
        self.asked = 0
        self._brief, self._coach, self._roles = BriefScript(), CoachScript(), RoleScript()

    def __call__(self, request: Any) -> Any:
        self.asked += 1
        time.sleep(self.delay)
        options = getattr(request, "options", ())
        if "Talk" in options:
            return self._coach(request)
        question = request.messages[-1].content
        try:
            id, _ = prompt_of(question)
        except AssertionError:
            # A check of the whole answer, or a model that is tried out.
            return {option: float(option.lower() == "yes") or 0.1 for option in options}
        return self._roles(request) if id == "impact.role" else self._brief(request)
