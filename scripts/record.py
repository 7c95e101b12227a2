"""Record all responses in cassettes/ again, from the embedded model, one test at a time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Delete the cassettes, record them, then replay what was recorded."""
    shutil.rmtree(ROOT / "cassettes", ignore_errors=True)
    pytest = [sys.executable, "-m", "pytest", "-q", "tests/recorded"]
    recording = {**os.environ, "BRIEFSTAR_RECORD": "1"}
    recorded = subprocess.run(
        [*pytest, "--record-mode=once"], cwd=ROOT, env=recording, check=False
    ).returncode
    return recorded or subprocess.run(pytest, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
