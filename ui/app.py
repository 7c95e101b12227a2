"""Make the app: every page under its address, and the endpoints for other programs."""

from __future__ import annotations

import os

# Before Gradio is imported: it asks nobody for anything.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from gradio.components.navbar import Navbar

from ..serving.services import Services
from .endpoints import add_endpoints
from .pages import pages


def build_app(services: Services | None = None) -> gr.Blocks:
    """Return the app, ready to be launched or mounted."""
    given = services or Services()
    first, *others = pages()
    app: gr.Blocks
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
