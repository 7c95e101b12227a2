"""Judge: whose work a goal is about, and how its people are called where the text does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .playbook import Kind, load_playbook
from .playbook.schema import Domain, DomainWords
from .signs import found
from .wording import Wording, singular

_BY_CONTEXT = 2  # signs that a context needs where the goal itself has none


@dataclass(frozen=True, slots=True)
class People:
    """A domain with its people as a text calls them."""

    domain: Domain
    served: str
    worker: str


def people_of(goal: str, context: str = "") -> People | None:
    """Return the domain with most signs in the goal, or, if it has none, in the context."""
    domains = load_playbook().domains
    in_goal = {id: found(d.signs, goal) for id, d in domains.items()}
    in_context = {id: found(d.signs, context) for id, d in domains.items()}
    best = max(domains, key=lambda id: (in_goal[id], in_context[id]))
    if not in_goal[best] and in_context[best] < _BY_CONTEXT:
        return None
    domain = domains[best]
    return People(domain, _called(domain.served, goal), _called(domain.worker, goal))


def _called(names: Sequence[str], text: str) -> str:
    return next((name for name in names if found([name], text)), names[0])


def usual_words(kind: Kind, people: People | None) -> Wording:
    """Return the words for a card's slots where the text has none: the domain's, else its own."""
    terms = kind.terms
    if people is None:
        return Wording(terms.user, terms.item, terms.operator)
    taken, own = terms.from_domain, people.domain.words.get(kind.id) or DomainWords()
    names = {"served": people.served, "worker": people.worker, None: terms.user}
    team = people.domain.team if taken.operator else terms.operator
    return Wording(own.user or names[taken.user], own.item or terms.item, own.operator or team)


def may_be_item(noun: str, kind: Kind, people: People | None) -> bool:
    """Whether a card can be about this noun: not a place of the domain, nor what is done there."""
    places = people.domain.places if people else []
    return singular(noun) not in (*kind.terms.never_item, *places)
