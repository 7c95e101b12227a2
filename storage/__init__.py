"""What briefstar keeps for its user: one SQLite file in the user's data folder, or PostgreSQL.

`opening.open_database` gives the database, brought to the newest tables; `store` keeps records in
it and `library` results. Knows nothing of what they mean.
"""
