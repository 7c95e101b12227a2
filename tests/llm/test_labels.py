"""From first tokens to label probabilities: the properties that pipelines lean on."""

from __future__ import annotations

import math

import pytest
from briefstar.errors import UsageError
from briefstar.llm.labels import check_options, label_probabilities, match_label
from hypothesis import given
from hypothesis import strategies as st

LABELS = ("yes", "no", "Not enough evidence", "Situation", "Task", "task force", "10", "1")
SPELLINGS = [str.lower, str.upper, str.title, lambda s: " " + s, lambda s: f'"{s}"', "\n{}".format]


@pytest.mark.parametrize(
    ("token", "options", "label"),
    [
        (" YES", ("yes", "no"), "yes"),
        ("Y", ("yes", "no"), "yes"),
        ("**Yes**", ("yes", "no"), "yes"),
        ("No.", ("yes", "no"), "no"),
        (" not", ("yes", "no", "not sure"), "not sure"),
        ("n", ("no", "not sure"), None),
        ("no", ("no", "not sure"), "no"),
        ("task", ("Task", "task force"), "Task"),
        ("ta", ("Task", "task force"), None),
        ("1", ("1", "10"), "1"),
        ("", ("yes", "no"), None),
        (" ", ("yes", "no"), None),
        ("{", ("yes", "no"), None),
        ("yesterday", ("yes", "no"), None),
        ("ja", ("yes", "no"), None),
        ("c", ("C++", "Rust"), "C++"),
    ],
)
def test_which_label_a_token_stands_for(token, options, label):
    assert match_label(token, options) == label


@given(
    st.lists(
        st.tuples(st.sampled_from(LABELS), st.sampled_from(SPELLINGS), st.floats(-30, 0)),
        min_size=1,
        max_size=20,
    ),
    st.lists(st.tuples(st.sampled_from(["the", "{", " ", "perhaps"]), st.floats(-30, 0))),
)
def test_spellings_are_merged_and_strangers_left_out(said, strangers):
    tokens = [(spell(label), p) for label, spell, p in said]
    found = label_probabilities([*tokens, *strangers], LABELS)
    assert found is not None
    chances, mass = found
    assert list(chances) == list(LABELS)
    assert math.isclose(sum(chances.values()), 1.0)
    assert 0 < mass <= 1
    total = sum(math.exp(p) for _, _, p in said)
    for label in LABELS:
        expected = sum(math.exp(p) for name, _, p in said if name == label) / total
        assert math.isclose(chances[label], expected, abs_tol=1e-9)


@given(st.lists(st.floats(-20, 0), min_size=3, max_size=3, unique=True))
def test_the_order_of_the_tokens_is_kept(logprobs):
    labels = ("low", "middle", "high")
    chances, _ = label_probabilities(list(zip(labels, logprobs, strict=True)), labels)
    ranked = sorted(labels, key=lambda label: chances[label])
    assert [chances[label] for label in ranked] == sorted(chances.values())
    for one, p in zip(labels, logprobs, strict=True):
        for other, q in zip(labels, logprobs, strict=True):
            assert p <= q or chances[one] >= chances[other]


def test_no_label_no_probabilities():
    assert label_probabilities([("The", -0.1), ("{", -3.0)], ("yes", "no")) is None
    assert label_probabilities([("yes", -math.inf)], ("yes", "no")) is None
    assert label_probabilities([], ("yes", "no")) is None


@pytest.mark.parametrize("options", [(), ("yes",), ("yes", "YES "), ("yes", "  ")])
def test_options_that_no_token_could_tell_apart_are_refused(options):
    with pytest.raises(UsageError, match="differ in more than case"):
        check_options(options)
