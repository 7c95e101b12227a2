"""`briefstar playbook`: the kinds of work that a brief knows, and the card of one of them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import UsageError
from .terminal import put

if TYPE_CHECKING:
    from ..translator.playbook import Kind, Playbook


def playbook(
    kind: Annotated[
        str | None, typer.Argument(metavar="KIND", help="The id of a kind of work.")
    ] = None,
) -> None:
    """List the kinds of work in the playbook, or show the card of one."""
    from ..translator.playbook import load_playbook

    known = load_playbook()
    if kind is None:
        width = max(map(len, known.kinds))
        put("".join(f"{k.id:{width}}  {k.name}\n" for k in known.kinds.values()))
        return
    wanted = kind.strip().lower()
    found = next((k for k in known.kinds.values() if wanted in (k.id, k.name.lower())), None)
    if found is None:
        near = get_close_matches(wanted, known.kinds, n=3) or list(known.kinds)
        raise UsageError(f"no kind of work {kind!r} in the playbook; there is: {', '.join(near)}")
    put(_card(found, known))


def _card(kind: Kind, known: Playbook) -> str:
    from ..translator.wording import Wording

    metrics, sources = known.metrics, known.sources
    fill = Wording(kind.terms.user, kind.terms.item, kind.terms.operator).fill
    parts: dict[str, list[str]] = {
        "Product metrics": [
            f"{metrics[i].name}: {fill(metrics[i].definition)}" for i in kind.product_metrics
        ],
        "Model metrics": [
            f"{metrics[m.metric].name} moves {metrics[m.moves].name}: {fill(m.how)}"
            for m in kind.model_metrics
        ],
        "Guardrails": [f"{metrics[g.metric].name}: {fill(g.why)}" for g in kind.guardrails],
        "Simple baseline to beat": [fill(kind.approach.baseline)],
        "First model worth trying": [fill(kind.approach.candidate)],
        "A rule is enough": [fill(kind.rule_wins)],
        "Data": [f"{fill(d.what)} ({d.owner})" for d in kind.data],
        "Dependencies": [f"{fill(d.what)} ({d.owner})" for d in kind.dependencies],
        "What a mistake costs": [
            f"a wrong alarm: {fill(kind.mistakes.false_positive)}",
            f"a missed case: {fill(kind.mistakes.false_negative)}",
        ],
        "Questions that decide the scope": [
            f"{q.id}, for {q.who}: {fill(q.text)}" for q in kind.questions
        ],
        "Do not build": [fill(text) for text in kind.do_not_build],
        "Sources": [
            f"{s.title}, {s.authors}, {s.year}" for s in (sources[i] for i in kind.sources)
        ],
    }
    body = [
        f"\n## {title}\n\n" + "".join(f"- {x}\n" for x in rows) for title, rows in parts.items()
    ]
    return f"# {kind.name} ({kind.id})\n\n{fill(kind.summary)}\n" + "".join(body)
