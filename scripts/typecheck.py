"""Run mypy over the package under its import name.

mypy does not follow setuptools' editable finder, so an ignored folder of links mirrors the
package: .typecheck/briefstar/llm → llm, .typecheck/briefstar/__init__.py → api/__init__.py.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def mirror(folder: Path) -> None:
    """Lay out the package in `folder` as pyproject.toml maps it."""
    shutil.rmtree(folder, ignore_errors=True)
    package = folder / "briefstar"
    package.mkdir(parents=True)
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for name, source in settings["tool"]["setuptools"]["package-dir"].items():
        if name == "briefstar":
            for file in (ROOT / source).iterdir():
                (package / file.name).symlink_to(file)
        else:
            (package / name.removeprefix("briefstar.")).symlink_to(ROOT / source)


if __name__ == "__main__":
    links = ROOT / ".typecheck"
    mirror(links)
    sys.exit(
        subprocess.run(
            [
                Path(sys.executable).with_name("mypy"),
                "--config-file",
                str(ROOT / "pyproject.toml"),
                "--explicit-package-bases",
                *(sys.argv[1:] or ["briefstar"]),
            ],
            cwd=links,
            env={**os.environ, "MYPYPATH": str(links)},
            check=False,
        ).returncode
    )
