"""Plurals, articles and slots: a card must read well with the goal's own words."""

from __future__ import annotations

import pytest
from briefstar.translator.playbook import load_playbook
from briefstar.translator.wording import (
    Wording,
    lower_first,
    plural,
    singular,
    with_article,
)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("customer", "customers"),
        ("company", "companies"),
        ("day", "days"),
        ("lens", "lenses"),
        ("bus", "buses"),
        ("house", "houses"),
        ("case", "cases"),
        ("box", "boxes"),
        ("person", "people"),
        ("analysis", "analyses"),
        ("salesman", "salesmen"),
        ("bike seller", "bike sellers"),
        ("new user", "new users"),
        ("warehouse staff", "warehouse staff"),
        ("child", "children"),
        ("match", "matches"),
    ],
)
def test_plural_and_back(one: str, many: str) -> None:
    assert plural(one) == many
    assert singular(many) == one
    assert singular(one) == one


@pytest.mark.parametrize(
    ("noun", "article"),
    [
        ("user", "a"),
        ("hour", "an"),
        ("ML engineer", "an"),
        ("SKU", "an"),
        ("UX designer", "a"),
        ("employee", "an"),
        ("European", "a"),
        ("unit", "a"),
        ("urgent case", "an"),
        ("order", "an"),
    ],
)
def test_articles_follow_the_sound(noun: str, article: str) -> None:
    assert with_article(noun) == f"{article} {noun}"


def test_slots_are_filled_with_fitting_articles_and_capitals() -> None:
    wording = Wording("employee", "open case", "support team")
    assert wording.fill("A {user} has a {item}; {users} and the {operator}.") == (
        "An employee has an open case; employees and the support team."
    )
    assert wording.fill("{users} wait.") == "Employees wait."


def test_acronyms_keep_their_capitals() -> None:
    assert lower_first("Churn rate") == "churn rate"
    assert lower_first("CTR of the page") == "CTR of the page"


def test_no_card_text_keeps_a_slot() -> None:
    for kind in load_playbook().kinds.values():
        wording = Wording(kind.terms.user, kind.terms.item, kind.terms.operator)
        for text in _texts(kind.model_dump(exclude={"examples"})):
            assert "{" not in wording.fill(text), (kind.id, text)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in _texts(v)]
    return []
