"""Fail on a cassette without its test, a header that should not be there, or a likely secret."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
HEADERS = {"content-type"}
SECRET = re.compile(r"(?i)bearer\s+\S|\bsk-[a-z0-9]{8}|api[_-]?key\W+\w{8}|organization")


def faults(cassette: Path) -> list[str]:
    """Return what is wrong with one cassette."""
    test_file = ROOT / "tests" / "recorded" / f"{cassette.parent.name}.py"
    source = test_file.read_text("utf-8") if test_file.is_file() else ""
    text = cassette.read_text("utf-8")
    found = [] if f"def {cassette.stem}(" in source else ["no test of this name"]
    for turn in yaml.safe_load(text)["interactions"]:
        for side in ("request", "response"):
            extra = {h.lower() for h in turn[side]["headers"]} - HEADERS
            found += [f"header {name} in a {side}" for name in sorted(extra)]
    return found + [f"looks like a secret: {m[0][:12]}…" for m in SECRET.finditer(text)]


if __name__ == "__main__":
    cassettes = sorted((ROOT / "cassettes").rglob("*.yaml"))
    bad = [f"{c.relative_to(ROOT)}: {fault}" for c in cassettes for fault in faults(c)]
    if not cassettes:
        bad = ["cassettes/ is empty; run make record"]
    print("\n".join(bad) or f"{len(cassettes)} cassettes in order", file=sys.stderr)
    sys.exit(bool(bad))
