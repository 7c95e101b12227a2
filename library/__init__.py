"""Saved work: results with their versions, searched, compared, exported and deleted.

`library.Library` is the way in; `kinds` says what a result of each kind is, `schema` and
`migrations` what is kept of it. Asks no model.
"""
