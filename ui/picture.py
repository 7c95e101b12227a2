"""A picture on a page, with buttons that save it: PNG for slides, SVG for print and editing."""

from __future__ import annotations

from typing import Any

import gradio as gr

from .parts import PRIVATE

_SAVE = """() => {
  const drawn = document.querySelector('#%s .js-plotly-plot');
  if (drawn) { Plotly.downloadImage(drawn, {format: '%s', filename: 'briefstar-%s'}); }
}"""
"""Plotly draws the file in the browser; nothing is asked of the server."""


class Picture:
    """A picture of a name and its buttons; hidden until there is one."""

    def __init__(self, label: str, name: str) -> None:
        with gr.Column(visible=False, min_width=260) as self.box:
            self.plot = gr.Plot(label=label, elem_id=name)
            with gr.Row(elem_classes="save"):
                for form in ("PNG", "SVG"):
                    button = gr.Button(f"Save as {form}", size="sm", min_width=90)
                    told = _SAVE % (name, form.lower(), name)
                    button.click(None, None, None, js=told, **PRIVATE)

    @property
    def outputs(self) -> list[Any]:
        """The components that `shown` and `hidden` change."""
        return [self.box, self.plot]

    def shown(self, figure: Any | None, **more: Any) -> dict[Any, Any]:
        """Return the changes that show a figure; None hides the picture."""
        if figure is None:
            return self.hidden()
        return {self.box: gr.update(visible=True), self.plot: gr.update(value=figure, **more)}

    def hidden(self) -> dict[Any, Any]:
        """Return the changes that hide the picture."""
        return {self.box: gr.update(visible=False)}
