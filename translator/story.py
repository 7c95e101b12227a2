"""Judge: the user story, from what the goal says and, where it is silent, from curated data.

Who, want and benefit are each said in the text, with their place, or assumed and named so. The
card of the kind of work has the story; goals that are open, or of a kind that is not sure, take
the story of their theme.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..provenance import Sources
from .brief import PartName, StoryPart
from .domain import People, usual_words
from .playbook import Kind, load_playbook
from .playbook.schema import Story
from .read import Sentence
from .said_story import person_in, said_parts
from .signs import found
from .wording import Wording, lower_first, with_article

OPEN = "none_of_these"
FIXED = "should_not_be_ml"  # what such a goal asks for is not to be promised to anybody
AT_WORK = "productivity"  # the theme of those who do the work
SURE_OF_KIND = 0.7  # below, a goal's theme is heard first
LIKELY_KIND = 0.5  # below, a card whose theme is unknown lends no story either
_NEAR = 0.35  # cosine from which a theme's examples are about the same as a goal
_NEAREST = 2  # examples of a theme that decide


def story_parts(
    goal: str,
    kind: Kind,
    p: float,
    wording: Wording,
    people: People | None,
    told: Sequence[Sentence],
    sources: Sources,
) -> list[StoryPart]:
    """Return who, want and benefit; `goal` is in English, `told` is what the user gave."""
    story, words = _curated(goal, kind, p, wording, people)
    persons = [words.user, *((*people.domain.served, *people.domain.worker) if people else ())]
    said = {} if kind.id == FIXED else {s.part: s for s in said_parts(told, persons, sources)}
    benefit = story.so_that
    if "want" in said and "benefit" not in said:
        theirs, who = story.as_a.startswith("{user}"), said["who"].text
        if not theirs and who in (kind.terms.user, *(people.domain.served if people else ())):
            # What the served want does not go with a benefit of those who serve them.
            said = {}
        elif theirs and not who.endswith(words.user):
            benefit = load_playbook().themes[AT_WORK].so_that
    assumed: dict[PartName, str] = {
        "who": lower_first(words.fill(story.as_a)),
        "want": words.fill(story.i_want),
        "benefit": words.fill(benefit),
    }
    named = [assumed["who"]]
    if story.as_a == "member of the {operator}" and people:
        named += people.domain.worker  # a nurse who is named is better than a care team
    for name in named if "who" not in said else ():
        if person := person_in(name, told, sources):
            said["who"] = person
            break
    return [
        said.get(name) or StoryPart(part=name, text=text, state="assumed")
        for name, text in assumed.items()
    ]


def told_story(parts: Sequence[StoryPart]) -> str:
    """Return the story of its parts as one sentence."""
    who, want, benefit = (part.text for part in parts)
    person = who if re.match(r"(?:an?|the|each|somebody) ", who) else with_article(who)
    return f"As {person}, I want {want}, so that {benefit}."


def _curated(
    goal: str, kind: Kind, p: float, wording: Wording, people: People | None
) -> tuple[Story, Wording]:
    """Return the story that fits the goal's words, and the words for its slots."""
    if kind.id == OPEN:
        return _theme(goal) or kind.story, wording
    if other := next((s for s in kind.other_stories if found(s.signs, goal)), None):
        return other, wording
    theme = None if p >= SURE_OF_KIND or kind.id == FIXED else _theme(goal)
    if theme is None and (p >= LIKELY_KIND or kind.id == FIXED):
        return kind.story, wording
    # The words of a card that may be the wrong one are not worth keeping; the text's own are.
    unsure = load_playbook().kinds[OPEN]
    usual, general = usual_words(kind, people), usual_words(unsure, people)
    return theme or unsure.story, Wording(
        *(
            getattr(general if getattr(wording, slot) == getattr(usual, slot) else wording, slot)
            for slot in ("user", "item", "operator")
        )
    )


def _theme(goal: str) -> Story | None:
    import numpy as np

    from ..llm.embedding import embed, embed_cached

    themes = list(load_playbook().themes.values())
    examples = embed_cached([e for t in themes for e in t.examples], "themes")
    near = examples @ embed([goal])[0]
    ends = np.cumsum([len(t.examples) for t in themes])
    scores = [float(np.sort(of)[-_NEAREST:].mean()) for of in np.split(near, ends[:-1])]
    best = int(np.argmax(scores))
    return themes[best] if scores[best] >= _NEAR else None
