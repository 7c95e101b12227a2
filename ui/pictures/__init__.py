"""Pictures of results in plotly, each readable without colour; `picture.Picture` shows them.

What a picture shows stands in words beside it, for whoever does not see it.
"""
