"""What briefstar keeps for its user: one SQLite file in the user's data folder.

Knows nothing of what it keeps; `coach` and later the library save their own types in it.
"""
