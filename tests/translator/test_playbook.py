"""The playbook's data: complete, consistent, sourced, and free of figures."""

from __future__ import annotations

import pytest
from briefstar.provenance import scan
from briefstar.translator.playbook import Kind, load_playbook
from briefstar.translator.wording import Wording

PLAYBOOK = load_playbook()
NAMED_BY_THE_MISSION = {
    "recommendation", "search_ranking", "churn", "lead_scoring", "fraud_abuse", "credit_risk",
    "demand_forecasting", "delivery_time", "dynamic_pricing", "notification_targeting",
    "onboarding_activation", "support_assistant", "document_qa", "document_extraction",
    "content_moderation", "visual_inspection", "medical_image_triage", "predictive_maintenance",
    "anomaly_detection", "personalised_pages", "matching", "ad_ranking",
    "translation_summarising", "speech", "none_of_these", "should_not_be_ml",
}  # fmt: skip


def test_all_kinds_and_enough_metrics() -> None:
    assert PLAYBOOK.kinds.keys() >= NAMED_BY_THE_MISSION
    assert len(PLAYBOOK.metrics) >= 120


def test_ids_match_their_files_references_resolve_and_sources_are_used() -> None:
    used = {s for m in PLAYBOOK.metrics.values() for s in m.sources}
    used |= {s for k in PLAYBOOK.kinds.values() for s in k.sources}
    assert used == PLAYBOOK.sources.keys()


@pytest.mark.parametrize("kind", PLAYBOOK.kinds.values(), ids=lambda k: k.id)
def test_a_card_is_free_of_figures(kind: Kind) -> None:
    wording = Wording(kind.terms.user, kind.terms.item, kind.terms.operator)
    # Cue words and examples are matched against inputs, never shown.
    unseen = {"examples": True, "sources": True, "strong": True, "weak": True, "against": True}
    card = kind.model_dump(exclude={**unseen, "questions": {"__all__": {"answered_by"}}})
    for text in _texts(card):
        assert scan(wording.fill(text)) == [], text


def test_metrics_are_free_of_figures() -> None:
    for metric in PLAYBOOK.metrics.values():
        for text in (metric.name, metric.definition, metric.formula, metric.window,
                     metric.measure, *metric.pitfalls):  # fmt: skip
            assert scan(text) == [], (metric.id, text)


@pytest.mark.parametrize("kind", PLAYBOOK.kinds.values(), ids=lambda k: k.id)
def test_metrics_serve_in_roles_they_may_have(kind: Kind) -> None:
    metrics = PLAYBOOK.metrics
    assert all("product" in metrics[i].roles for i in kind.product_metrics)
    assert all("model" in metrics[link.metric].roles for link in kind.model_metrics)
    assert all("guardrail" in metrics[g.metric].roles for g in kind.guardrails)
    assert {q.who for q in kind.questions} >= {"product", "data"}
    assert len({q.id for q in kind.questions}) == len(kind.questions)


def test_no_example_stands_under_two_kinds() -> None:
    seen: dict[str, str] = {}
    for kind in PLAYBOOK.kinds.values():
        for example in kind.examples:
            other = seen.setdefault(example.lower().strip(" ."), kind.id)
            assert other == kind.id, example


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [t for v in value.values() for t in _texts(v)]
    if isinstance(value, (list, tuple)):
        return [t for v in value for t in _texts(v)]
    return []
