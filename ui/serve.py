"""Open the app on an address of this machine, or for named users on another."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from ..errors import UsageError
from ..serving.reach import is_loopback

MANY = 200
"""Threads for handlers: a page that follows a job keeps one, and must not keep others out."""

NEEDS_AUTH = (
    "{host} can be reached from other machines: add --auth users.txt, or insist with --no-auth"
)


def check_host(host: str, *, users: bool, insisted: bool) -> None:
    """Refuse an address that others can reach where nobody has to log in. Raises `UsageError`."""
    if not (users or insisted or is_loopback(host)):
        raise UsageError(NEEDS_AUTH.format(host=host))


def launch(
    app: Any, *, host: str, port: int | None, users: Sequence[tuple[str, str]] = (), open_page: bool
) -> str:
    """Open the app in the background; return its address.

    Without a port the first free one from 7860 on is taken. Raises `UsageError` for a busy one.
    """
    from . import look

    try:
        _, local, _ = app.launch(
            server_name=host,
            server_port=port,
            auth=list(users) or None,
            inbrowser=open_page,
            prevent_thread_lock=True,
            max_threads=MANY,
            quiet=True,
            share=False,
            show_error=False,
            ssr_mode=False,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            theme=look.theme(),
            css=look.CSS,
            max_file_size="30mb",
        )
    except OSError:
        where = f"port {port} on {host} is taken" if port else f"no free port on {host}"
        raise UsageError(f"{where}, or may not be opened: name another with --port") from None
    return str(local)


def wait(app: Any) -> None:
    """Keep the app open until Ctrl-C."""
    try:
        app.block_thread()
    finally:
        sys.stdout.flush()
