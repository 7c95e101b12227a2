"""How the app looks: a theme without foreign fonts, and the few rules that Gradio has none for."""

from __future__ import annotations

from typing import Any

CSS = """
.page-title h1 { margin-bottom: 0.2rem; }
.status { min-height: 1.6rem; }
.status p { margin: 0; }
.status .problem { border-left: 4px solid #b00020; padding-left: 0.6rem; }
.document { overflow-wrap: anywhere; }
.document .prose, .document .md { overflow-x: auto; }
.document td, .document th {
  min-width: 5.5rem; overflow-wrap: normal !important; word-break: normal !important;
}
input[role="listbox"] { padding-right: 1.75rem !important; text-overflow: ellipsis; }
.save { justify-content: flex-end; }
.save button { flex-grow: 0; }
#works .wrap { flex-direction: column; align-items: flex-start; }
#works label span { white-space: pre-line; overflow-wrap: anywhere; }
.parts-legend, .parts { line-height: 1.9; }
.parts mark, .parts-legend mark { color: #111; padding: 0.1em 0.25em; border-radius: 3px; }
.parts mark b { font-size: 0.72em; padding-left: 0.3em; }
.part-situation { background: #cfe3f7; border-bottom: 3px solid #0072b2; }
.part-task { background: #f9e1bd; border-bottom: 3px double #b26b00; }
.part-action { background: #c9ecdd; border-bottom: 3px dashed #00734f; }
.part-result { background: #f4d3e4; border-bottom: 3px dotted #a3396f; }
.part-none { background: transparent; color: inherit !important; }
.diff { font-family: ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
.diff ins { background: #c9ecdd; color: #111; text-decoration: none; }
.diff del { background: #f4d3e4; color: #111; }
a:focus-visible, button:focus-visible, textarea:focus-visible, input:focus-visible {
  outline: 3px solid #2563eb; outline-offset: 2px;
}
@media (max-width: 768px) { .beside { order: -1; } }
@media (max-width: 640px) {
  .gradio-container { padding: 0.5rem !important; }
  .document td, .document th { min-width: 4rem; padding: 0.35rem !important; }
}
@media print {
  nav, footer, button, .no-print, .form, .examples { display: none !important; }
  .document { color: #000; background: #fff; }
}
"""

SHOW_LINK = """(id) => {
  const url = new URL(window.location);
  if (id) { url.searchParams.set('work', id); } else { url.searchParams.delete('work'); }
  history.replaceState(null, '', url);
}"""
"""Puts the work's id into the page's address, so that the link opens the same thing again."""

TO_WIKI = "(id) => { window.location = '/publish?work=' + encodeURIComponent(id); }"
"""Goes to the page that publishes a work."""

COPY = """async (text) => {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
  } else {  // a browser that trusts no plain address but this machine's
    const box = document.createElement('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  return 'Copied';
}"""
"""Copies a text and says so on the button."""

SAVE_FILE = """(file) => {
  if (!file || !file.name) { return; }
  const bytes = Uint8Array.from(atob(file.base64), (c) => c.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], {type: file.type}));
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}"""
"""Hands a file to the browser; it never lies on the server's disk."""


def theme() -> Any:
    """Return the theme: the system's own fonts, and colours with enough contrast."""
    import gradio as gr

    return gr.themes.Default(
        primary_hue="blue",
        neutral_hue="slate",
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    ).set(
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        block_info_text_color="*neutral_600",
        block_info_text_color_dark="*neutral_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
        button_transition="none",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_400",
    )
