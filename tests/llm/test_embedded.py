"""The embedded model really runs: `make test-embedded`, with the weights in the cache."""

from __future__ import annotations

from pathlib import Path

import pytest
from briefstar.errors import UsageError
from briefstar.llm.embedded import EmbeddedModel
from briefstar.llm.requests import Choose, Message, Prime, Structured
from pydantic import BaseModel


class Animal(BaseModel):
    name: str


def test_a_file_that_is_no_model_is_refused_in_a_line(tmp_path: Path) -> None:
    wrong = tmp_path / "model.gguf"
    wrong.write_text("not a model")
    with pytest.raises(UsageError) as error:
        EmbeddedModel(wrong)
    assert "\n" not in str(error.value)


@pytest.mark.embedded
@pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
def test_it_answers_with_probabilities_the_same_whatever_ran_before() -> None:
    model, again = EmbeddedModel(), EmbeddedModel()
    start = (Message("system", "Answer Yes or No."),)
    question = Choose(
        messages=(*start, Message("user", "Is a dog an animal?")), options=("Yes", "No")
    )
    model.ask(Prime(messages=start))
    first = model.ask(question)
    model.ask(Structured(messages=(Message("user", "Name a cat."),), schema=Animal, max_tokens=40))
    model.ask(Prime(messages=start))
    assert model.ask(question).probabilities == first.probabilities
    assert first.measured == "logprobs"
    assert first.best == "Yes"
    assert again.info.revision == model.info.revision
    model.close()
    again.close()
