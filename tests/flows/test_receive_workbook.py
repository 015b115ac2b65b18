"""A workbook that lies on the disk becomes the same draft as one in memory."""

from tempfile import TemporaryFile

import pytest

from dashboard.flows import pack_tables, receive_workbook
from dashboard.plan.drafts import Content
from dashboard.workbooks import sandbox
from tests.samples import settings, workbook
from tests.workbooks.books import saved, sound


def _content(content: bytes, *, on_disk: bool, name: str = "plan.xlsx") -> Content | None:
    given = {"filename": name, "settings": settings(), "profile": None}
    if not on_disk:
        return receive_workbook.content_of(content, **given)[1]
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return receive_workbook.content_of(file, **given)[1]


@pytest.mark.parametrize("example", ["copenhagen", "example-city"])
def test_it_is_the_same_draft(example: str):
    content = workbook(example)
    assert _content(content, on_disk=True) == _content(content, on_disk=False)


def test_large_tables_are_packed_in_another_process_to_the_same_bytes(
    monkeypatch: pytest.MonkeyPatch,
):
    here = _content(workbook("example-city"), on_disk=True)
    monkeypatch.setattr(pack_tables, "_FEW", 0)
    assert _content(workbook("example-city"), on_disk=True) == here
    assert here is not None
    assert here.tables is not None


def test_what_has_errors_has_no_tables_but_is_kept_whole():
    content = saved(sound(action={"goals": "18"}))
    found = _content(content, on_disk=True)
    assert found is not None
    assert (found.workbook, found.tables) == (content, None)


@pytest.mark.parametrize("content", [b"", b"no workbook", b"PK\x03\x04 broken", b"\x00" * 5000])
def test_a_file_that_is_refused_is_never_taken_into_memory(
    content: bytes, monkeypatch: pytest.MonkeyPatch
):
    def told(_: object) -> bytes:
        raise AssertionError("it was read where pages are served")

    monkeypatch.setattr(receive_workbook, "_whole", told)
    assert _content(content, on_disk=True) is None
    assert _content(content, on_disk=False) is None


def test_what_is_on_the_disk_is_judged_like_what_is_in_memory():
    given = {"settings": settings(), "profile": None}
    for name in ("plan.xlsx", "plan.csv", "plan.xls", "plan.ods", "plan"):
        for content in (b"", b"a;b\n1;2", workbook("copenhagen")[:-30], b"PK\x05\x06" + b"\0" * 18):
            here, _ = receive_workbook.content_of(content, filename=name, **given)
            with TemporaryFile() as file:
                file.write(content)
                there, _ = receive_workbook.content_of(file, filename=name, **given)
            assert (there.readable, there.findings) == (here.readable, here.findings), name


def test_whoever_stops_listening_ends_the_reader(monkeypatch: pytest.MonkeyPatch):
    class Stopped(Exception):
        pass

    def stop(_name: str, _share: float) -> None:
        raise Stopped

    ended: list[int] = []
    closed = sandbox._closed
    monkeypatch.setattr(sandbox, "_closed", lambda r: (closed(r), ended.append(r.returncode))[0])
    with pytest.raises(Stopped):
        receive_workbook.content_of(
            workbook("example-city"),
            filename="plan.xlsx",
            settings=settings(),
            profile=None,
            step=stop,
        )
    assert ended


@pytest.mark.parametrize(
    ("name", "can_be"),
    [
        *((name, True) for name in ("plan.xlsx", "Plan.XLSM", "plan", "plan.2026")),
        *((name, False) for name in ("plan.xls", "plan.ods", "plan.CSV", "plan.tsv", "plan.txt")),
    ],
)
def test_only_excels_own_kinds_and_those_no_name_tells_are_offered_to_be_written(
    name: str, can_be: bool
):
    assert receive_workbook.is_writable(name) is can_be
