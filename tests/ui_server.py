"""The app on a fake model as a process of its own: `python -m tests.ui_server PORT FILE [DELAY]`.

Names after that have to log in, each with its name as password. A process, so that a test can
kill it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefstar.llm import FakeModel
from briefstar.serving.services import Services
from briefstar.ui import serve
from briefstar.ui.app import build_app

from tests.ui_fakes import AppScript


def main(port: str, file: str, delay: str = "0", *names: str) -> None:
    services = Services(
        model=FakeModel(AppScript(float(delay))), place=Path(file), shared=bool(names)
    )
    app = build_app(services)
    users = [(name, name) for name in names]
    print(serve.launch(app, host="127.0.0.1", port=int(port), users=users, open_page=False))
    sys.stdout.flush()
    serve.wait(app)


if __name__ == "__main__":
    main(*sys.argv[1:])
