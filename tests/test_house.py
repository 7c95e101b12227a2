"""The house keeps its shape: imports go one way, the wheel is whole, nothing leaks into git."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import briefstar
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (
    "llm", "prompts", "provenance", "calculators", "storage", "translator", "coach", "library",
    "publish", "serving", "ui", "cli", "evals", "api",
)  # fmt: skip
MAY_IMPORT = {
    "llm": set(),
    "prompts": set(),
    "provenance": set(),
    "calculators": {"provenance"},
    "storage": set(),
    "translator": {"llm", "prompts", "provenance", "calculators"},
    "coach": {"llm", "prompts", "provenance", "storage"},
    "library": {"storage", "translator", "coach"},
    "serving": {"llm", "storage", "calculators", "translator", "coach", "library"},
    "ui": {"llm", "storage", "calculators", "translator", "coach", "library", "publish", "serving"},
    "publish": {"library"},
    "evals": {"llm", "prompts", "provenance", "calculators", "translator", "coach", "cli"},
    "cli": {
        "llm",
        "prompts",
        "provenance",
        "calculators",
        "storage",
        "translator",
        "coach",
        "evals",
        "library",
        "serving",
        "ui",
        "publish",
    },
}
HEAVY = (
    "openai", "langchain_core", "numpy", "onnxruntime", "pydantic", "xllamacpp", "gradio",
    "atlassian", "notion_client", "icalendar", "sqlalchemy", "alembic", "psycopg",
)  # fmt: skip
# Split, so that this file does not hold what it looks for.
FORBIDDEN = re.compile(
    "|".join(["python" + r"hosted\.", "pypi" + r"\.org", "/wo" + "rk/", "/ro" + "ot/"])
)
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def imported(file: Path) -> set[str]:
    """The sibling packages that a module imports, by their folder's name."""
    inside = file.relative_to(ROOT).parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = [*inside][: len(inside) - node.level + 1]
            target = [*base, *(node.module or "").split(".")]
            if not base:  # reached the package itself: `from ..llm import x`, `from .. import llm`
                found |= {target[0]} if target[0] else {n.name for n in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("briefstar."):
            found.add((node.module or "").split(".")[1])
    return found - {inside[0], "errors", "escape", "shipped", "__version__"}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_imports_go_one_way(package: str) -> None:
    for file in (ROOT / package).rglob("*.py"):
        extra = imported(file) - MAY_IMPORT[package]
        assert not extra, f"{file.relative_to(ROOT)} imports {sorted(extra)}"


def test_the_wheel_is_the_tree(tmp_path: Path) -> None:
    for name in [*PACKAGES, "pyproject.toml", "README.md", "LICENSE"]:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    (tmp_path / "out").mkdir()
    build = "import setuptools.build_meta as b; print(b.build_wheel('out'))"
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", build],
        cwd=tmp_path, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "out").glob("*.whl")
    listed = subprocess.run(
        [sys.executable, "-m", "zipfile", "-l", str(wheel)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    inside = {line.split()[0] for line in listed.splitlines()[1:]}
    assert all(name.startswith("briefstar") for name in inside)
    for package in PACKAGES:
        home = "briefstar" if package == "api" else f"briefstar/{package}"
        for file in tracked():
            path = file.relative_to(ROOT)
            if path.parts[0] == package and "results" not in path.parts:
                name = "/".join([home, *path.parts[1:]])
                assert name in inside, f"{name} is missing from the wheel"


def test_public_names_are_sorted_and_can_be_had() -> None:
    assert briefstar.__all__ == sorted(briefstar.__all__)
    assert all(getattr(briefstar, name) for name in briefstar.__all__)


def test_importing_costs_next_to_nothing() -> None:
    show = f"import sys, briefstar; print([m for m in {HEAVY!r} if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"


def test_nothing_of_this_machine_is_tracked() -> None:
    files = tracked()
    assert ROOT / "uv.lock" not in files
    for file in files:
        if file.suffix not in (".npy", ".png"):
            found = FORBIDDEN.search(file.read_text("utf-8"))
            assert not found, f"{file.relative_to(ROOT)}: {found}"


def test_modules_stay_small() -> None:
    for file in tracked():
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in PACKAGES:
            assert len(file.read_text("utf-8").splitlines()) <= 320, file
