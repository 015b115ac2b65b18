"""Plotly's script is the small one where that was made for these charts, else the whole."""

from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

from dashboard.components import plotlyjs
from dashboard.flows.draw_chart import CHARTS
from tests.running import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the small script belongs; nothing lies there yet."""
    monkeypatch.setattr(plotlyjs, "assets_folder", lambda: tmp_path)
    file = plotlyjs.bundle()
    file.parent.mkdir()
    return file


def _taken() -> plotlyjs.PlotlyScript:
    return plotlyjs.plotly_script.__wrapped__()


def test_the_name_of_the_small_script_tells_its_release_and_what_it_can_draw(made: Path):
    traces = sorted({trace for chart in CHARTS for trace in chart.traces})
    assert made.name == f"plotly-{get_plotlyjs_version()}-{'-'.join(traces)}.js"


def test_the_small_script_is_taken_where_it_was_made(made: Path):
    whole = _taken()
    assert get_plotlyjs_version().encode() in whole.file.read_bytes()[:200]
    made.write_text("small", encoding="utf-8")
    assert _taken().file == made
    assert _taken().address != whole.address


@pytest.mark.parametrize("other", ["plotly.js", "plotly-1.0.0-bar-scatter.js"])
def test_one_made_for_another_release_or_other_charts_is_not_taken(made: Path, other: str):
    (made.parent / other).write_text("old", encoding="utf-8")
    made.with_stem(made.stem + "-sankey").write_text("more", encoding="utf-8")
    assert _taken().file.name == "plotly.min.js"


def test_the_address_of_the_script_changes_with_it(made: Path):
    seen = set()
    for content in ("one", "two"):
        made.write_text(content, encoding="utf-8")
        seen.add(_taken().address)
    assert len(seen) == 2


def test_what_the_bundle_is_made_with_is_not_kept():
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    assert {"/assets/bundle/", "build/"} <= set(ignored)
    assert "data/build_plotly.py" in MAKEFILE
