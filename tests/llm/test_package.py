"""What `briefstar.llm` offers, and what its import costs."""

from __future__ import annotations

import subprocess
import sys

import briefstar.llm
import pytest


def test_every_name_is_sorted_and_can_be_had():
    names = briefstar.llm.__all__
    assert names == sorted(names)
    assert set(names) == set(briefstar.llm._HOMES) == set(dir(briefstar.llm))
    for name in names:
        assert getattr(briefstar.llm, name) is not None


def test_other_names_are_refused():
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = briefstar.llm.nonsense


def test_choosing_an_endpoint_imports_nothing_heavy():
    code = (
        "import sys, briefstar.llm; "
        "from briefstar.llm import run, FakeModel, OpenAIModel, open_model, LangChainModel; "
        "OpenAIModel('http://127.0.0.1:9/v1', None, 'm'); "
        "heavy = {'openai', 'httpx2', 'langchain_core', 'pydantic_settings', 'xllamacpp', "
        "'numpy', 'onnxruntime'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
