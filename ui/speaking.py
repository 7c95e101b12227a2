"""The microphone beside an answer, where speech is written down, and questions read aloud."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

from ..errors import BriefstarError
from ..serving.hearing import Hearing, hearing
from .parts import PRIVATE, html, problem_html

ALOUD = """(text) => {
  if (!window.speechSynthesis) { return; }
  window.speechSynthesis.cancel();
  window.speechSynthesis.speak(new SpeechSynthesisUtterance(text.replace(/[#*_\\\\]/g, '')));
}"""
"""Lets the browser read a text aloud, if it can; nothing leaves the machine for it."""


def microphone(answer: Any) -> None:
    """Let an answer be spoken; what was said is added to it, to be corrected by hand."""
    if (heard_by := hearing()) is None:
        return

    def write(recording: str | None, answer: str) -> tuple[None, str, str]:
        return written(heard_by, recording, answer)

    heard = gr.Audio(
        sources=["microphone", "upload"],
        type="filepath",
        label=f"Or say it ({heard_by.where})",
        elem_id="heard",
    )
    status = gr.HTML(elem_classes="status", elem_id="heard-status")
    for event in (heard.stop_recording, heard.upload):
        event(write, [heard, answer], [heard, answer, status], **PRIVATE)


def written(by: Hearing, recording: str | None, answer: str) -> tuple[None, str, str]:
    """Return the answer with what was said; the recording is deleted."""
    if not recording:
        return None, answer, ""
    path = Path(recording)
    try:
        said = by.write_down(path)
    except BriefstarError as error:
        return None, answer, problem_html(str(error))
    finally:
        path.unlink(missing_ok=True)
    told = f"<p>Written down {html(by.by)}; correct it before you send it.</p>"
    return None, f"{answer.rstrip()} {said}".strip(), told


def read_aloud(text: Any) -> None:
    """Offer to read what a component holds aloud."""
    button = gr.Button("Read it aloud", elem_id="aloud")
    button.click(None, text, None, js=ALOUD, **PRIVATE)
