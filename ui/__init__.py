"""The app in the browser: Gradio pages over the Python API.

`app.build_app` makes it, `serve.serve` opens it. What a page lets do is in `tasks`, which asks no
component; `jobs` keeps it going while nobody looks. A page is one file in `pages`.
"""
