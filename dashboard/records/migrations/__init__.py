"""The steps from one shape of the database to the next, run by `records/migrating.py`."""
