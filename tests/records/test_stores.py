"""The contract of a store and of its drafts, kept by SQLite and by PostgreSQL."""

from tests.records.contract import StoreContract
from tests.records.draft_contract import DraftContract


class TestStores(StoreContract):
    pass


class TestDrafts(DraftContract):
    pass
