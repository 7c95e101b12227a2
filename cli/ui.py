"""`briefstar ui`: open the app in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import UsageError
from . import inputs
from .engine import BaseUrlOption, ModelOption, spec_of
from .terminal import Stopped, put, say


def ui(
    host: Annotated[
        str, typer.Option(metavar="HOST", help="The address to listen on; by default loopback.")
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            min=1, max=65535, metavar="PORT", help="By default the first free one from 7860 on."
        ),
    ] = None,
    auth: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Who may log in: a file with one name:password a line. Each sees only their own "
            "work.",
        ),
    ] = None,
    no_auth: Annotated[
        bool,
        typer.Option(
            "--no-auth", help="Insist on an address that others can reach, without names."
        ),
    ] = False,
    open_page: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = False,
    model: ModelOption = None,
    base_url: BaseUrlOption = None,
) -> None:
    """Open the app in the browser: briefs, impacts, ideas, practice and the library.

    Everything that is made there is kept in the user's data folder, or in the database that
    BRIEFSTAR_DATABASE_URL names. Ctrl-C ends it; work that is under way then goes on when its
    page is opened again.
    """
    from ..ui.serve import check_host

    users = _users(auth) if auth else []
    check_host(host, users=bool(users), insisted=no_auth)
    say("opening the app")
    try:
        from ..serving.services import Services
        from ..ui.app import build_app
        from ..ui.serve import launch, wait

        services = Services(model=spec_of(model, base_url), shared=bool(users))
        services.library()  # where work cannot be kept, that is told before a page opens
        app = build_app(services)
        address = launch(app, host=host, port=port, users=users, open_page=open_page)
        put(f"{address}\n")
        services.warm()
        wait(app)
    except KeyboardInterrupt:
        raise Stopped("stopped; what was under way goes on when its page is opened again") from None


def _users(file: Path) -> list[tuple[str, str]]:
    """Read names and passwords. Raises `UsageError` that shows no password."""
    users = []
    for number, text in enumerate(inputs.read_file(file, "users").splitlines(), 1):
        line = text.strip()
        if not line or line.startswith("#"):
            continue
        name, colon, password = line.partition(":")
        if not (name.strip() and colon and password):
            raise UsageError(f"{file}, line {number}: write name:password")
        users.append((name.strip(), password))
    if len({name for name, _ in users}) < len(users):
        raise UsageError(f"{file} names somebody twice")
    if not users:
        raise UsageError(f"{file} names nobody: write one name:password a line")
    return users
