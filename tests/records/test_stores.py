"""The contract of a store, kept by SQLite and by PostgreSQL."""

from tests.records.contract import StoreContract


class TestStores(StoreContract):
    pass
