"""Build Plotly's script with only the traces our charts draw: run by `make bundle`, needs npm.

The release is the one that the Python package plotly brings. Without the result the
program uses the whole script of that package; nothing else changes.
"""

import subprocess
import sys
from pathlib import Path

from plotly.offline import get_plotlyjs_version

from dashboard.components.plotlyjs import bundle, traces

ESBUILD = "0.28.2"
FOLDER = Path(__file__).parents[1] / "build" / "plotly"
# Scatter is part of the core.
ENTRY = """\
const Plotly = require("plotly.js/lib/core");
Plotly.register([{traces}]);
module.exports = Plotly;
"""
LICENCE = "/* plotly.js {version}, (c) Plotly, Inc., MIT licence */"
HOW = (
    "--bundle",
    "--minify",
    "--format=iife",
    "--global-name=Plotly",
    "--define:global=window",
    "--define:define.amd=false",
    "--loader:.css=empty",  # of maps, which are not in it
    "--target=es2016",
    "--legal-comments=eof",
    "--log-level=warning",
)


def build() -> Path:
    """Fetch plotly.js and esbuild into a folder of their own, and put the script in its place."""
    version, out = get_plotlyjs_version(), bundle()
    FOLDER.mkdir(parents=True, exist_ok=True)
    more = [trace for trace in traces() if trace != "scatter"]
    required = ", ".join(f'require("plotly.js/lib/{trace}")' for trace in more)
    entry = FOLDER / "entry.cjs"
    entry.write_text(ENTRY.format(traces=required), encoding="utf-8")
    quiet = ("--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error")
    wanted = (f"plotly.js@{version}", f"esbuild@{ESBUILD}")
    subprocess.run(["npm", "install", *quiet, "--prefix", str(FOLDER), *wanted], check=True)
    esbuild = FOLDER / "node_modules" / ".bin" / "esbuild"
    banner = f"--banner:js={LICENCE.format(version=version)}"
    command = [str(esbuild), str(entry), *HOW, banner, f"--outfile={out}"]
    subprocess.run(command, check=True, cwd=FOLDER)
    return out


if __name__ == "__main__":
    try:
        built = build()
    except FileNotFoundError as missing:
        sys.exit(f"{missing.filename}: not found; make bundle needs Node.js with npm")
    print(f"{built} ({built.stat().st_size:,} bytes)")
