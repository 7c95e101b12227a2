"""Alembic's migrations of the tables of saved work; `library/database.py` runs them."""
