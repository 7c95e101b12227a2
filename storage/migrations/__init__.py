"""Alembic's migrations of the tables of saved work; `storage/migrating.py` runs them."""
