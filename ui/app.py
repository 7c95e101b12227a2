"""Make the app: every page under its address, and the endpoints for other programs."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

# Before Gradio is imported: it asks nobody for anything.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
import gradio.routes
from gradio.components.navbar import Navbar

from ..serving.services import Services
from .endpoints import add_endpoints
from .pages import pages


def build_app(services: Services | None = None) -> gr.Blocks:
    """Return the app, ready to be launched or mounted."""
    given = services or Services()
    first, *others = pages()
    app: gr.Blocks
    with _without_servers():
        with gr.Blocks(title="briefstar", analytics_enabled=False) as app:
            Navbar(main_page_name=first.name)
            first.build(app, given)
            add_endpoints(given)
        for page in others:
            with app.route(page.name, page.path, show_in_navbar=page.listed):
                Navbar(main_page_name=first.name)
                page.build(app, given)
    app.queue(default_concurrency_limit=None, api_open=True)
    return app


@contextmanager
def _without_servers() -> Iterator[None]:
    """Keep Gradio from making a server at the end of every page.

    Each takes a tenth of a second and is thrown away by the next; the last line of `build_app`
    makes one.
    """
    make = gradio.routes.App.create_app
    gradio.routes.App.create_app = staticmethod(lambda *_, **__: None)  # type: ignore[assignment]
    try:
        yield
    finally:
        gradio.routes.App.create_app = staticmethod(make)  # type: ignore[method-assign]
