"""Plotly's script: which file it is, and the address it has here."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from plotly.offline import get_plotlyjs_version

from dashboard.components.shell import fingerprint
from dashboard.flows.draw_chart import CHARTS
from dashboard.settings import assets_folder


@dataclass(frozen=True, slots=True)
class PlotlyScript:
    """The script as it lies on the disk; `mark` changes with what is in it."""

    file: Path
    mark: str

    @property
    def address(self) -> str:
        """Where browsers find it; they may keep it for ever."""
        return f"/plotly/{self.mark}.js"


def traces() -> tuple[str, ...]:
    """The kinds of traces that charts are drawn with."""
    return tuple(sorted({trace for chart in CHARTS for trace in chart.traces}))


def bundle() -> Path:
    """Where `make bundle` puts the script with these traces only, of the same version.

    Its name says both, so that one made for other charts or another Plotly is not taken.
    """
    name = "-".join(("plotly", get_plotlyjs_version(), *traces()))
    return assets_folder() / "bundle" / f"{name}.js"


@cache
def plotly_script() -> PlotlyScript:
    """The small script where it was made, else the whole one that Plotly brings along."""
    small = bundle()
    whole = Path(str(files("plotly") / "package_data" / "plotly.min.js"))
    file = small if small.is_file() else whole
    return PlotlyScript(file, fingerprint(file.read_bytes()))
