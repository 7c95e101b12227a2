"""Pictures of results in plotly: each can be read without colour and saved by its own button.

What a picture shows stands in words beside it, for whoever does not see it.
"""
