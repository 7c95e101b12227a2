"""The package's public names, and what it may import."""

from __future__ import annotations

import ast
from pathlib import Path

import briefstar.provenance as provenance


def test_all_is_sorted_and_complete() -> None:
    assert provenance.__all__ == sorted(provenance.__all__)
    for name in provenance.__all__:
        assert getattr(provenance, name).__doc__


def test_imports_nothing_of_ours_but_errors() -> None:
    folder = Path(provenance.__file__).parent
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level > 1:
                assert (node.level, node.module) == (2, "errors"), file.name
            elif isinstance(node, ast.ImportFrom | ast.Import):
                module = getattr(node, "module", None) or node.names[0].name
                assert not module.startswith("briefstar"), file.name
