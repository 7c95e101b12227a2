"""The pages, each in a file of its own that ends in `PAGE`; a new page is one new file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

    from ...serving.services import Services


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name, its address, its place among the others, what builds it, and whether the
    menu lists it.
    """

    name: str
    path: str
    place: int
    build: Callable[[gr.Blocks, Services], object]
    listed: bool = True


def pages() -> list[Page]:
    """Return all pages in their order; the first is the one that opens."""
    found = (import_module(f".{module.name}", __name__).PAGE for module in iter_modules(__path__))
    return sorted(found, key=lambda page: page.place)
