"""The shape of the code: sizes, cost of importing, and no words of people in it."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ROOT / "dashboard"
MODULES = sorted(CODE.rglob("*.py"))
NAMES = [
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in MODULES
    if path.name != "__main__.py"
]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def _lines(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", [*MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=_named)
def test_no_module_is_longer_than_350_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_no_function_is_longer_than_50_lines(path: Path):
    assert [f.name for f in _functions(path) if _lines(f) > 50] == []


def test_the_median_function_has_at_most_ten_lines():
    assert statistics.median(_lines(f) for path in MODULES for f in _functions(path)) <= 10


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_every_module_says_what_it_is(path: Path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


def test_no_folder_is_called_by_what_it_is_made_of():
    banned = {"utils", "helpers", "common", "constants", "callbacks", "layouts", "services"}
    assert banned.isdisjoint(path.stem for path in CODE.rglob("*"))


# Runs before anything of the program is imported: what opens, connects or prints is told.
_WATCH = """
import sys
seen = []
def watch(event, args):
    if event in ("socket.connect", "socket.bind", "subprocess.Popen", "sqlite3.connect"):
        seen.append((event, str(args)[:200]))
    if event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        seen.append((event, str(args)[:200]))
sys.dont_write_bytecode = True
sys.addaudithook(watch)
import importlib
for name in sys.argv[1:]:
    importlib.import_module(name)
import threading
seen += [("thread", t.name) for t in threading.enumerate() if t is not threading.main_thread()]
sys.stderr.write("".join(f"{event} {what}\\n" for event, what in seen))
"""


def test_importing_costs_nothing(tmp_path: Path):
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, *NAMES],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert done.stderr == ""
    assert list(tmp_path.iterdir()) == []


# Rooms whose strings a person could come to read.
_ROOMS = ("components", "pages", "flows", "charts", "app.py", "cli.py", "serving.py")
# Strings with a space and a letter that nobody reads.
_ALLOWED = (
    r"[a-z]+ ([\w.,'-]+ )*https?:.*",
    # a policy for browsers
    r"default-src .*|img-src .*|base-uri .*|; (style-src|frame-ancestors) .*",
    r"fault %s at %s|the database (is away|answers).*",  # the log
    r"no-cache|(public, )?max-age=\d+.*",
    r"(system-ui|'Segoe UI').*",  # fonts
    r" kr\.",  # Plotly's own locale entry
    r"# ,##0.*|d\. MMMM y|d MMMM y",
    r"<br>.*|%\{[xy]\}.*|: <b>.*",
    r"<script id=.*",  # Dash's settings
    r" *sdg-dashboard ",
    r"attachment; filename=.*",
)


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, kinds) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _strings(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    skipped = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.value


def _read_by_people(text: str) -> bool:
    return bool(re.search(r"[A-Za-zÆØÅæøå]{2,} |, [a-z]| [A-Za-zæøåÆØÅ]{2,}|[æøåÆØÅ]", text))


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.relative_to(CODE).parts[0] in _ROOMS], ids=_named
)
def test_no_word_of_people_stands_in_the_code(path: Path):
    found = [text for text in _strings(path) if _read_by_people(text)]
    allowed = re.compile("|".join(f"(?:{each})" for each in _ALLOWED), re.DOTALL)
    assert [text for text in found if not allowed.fullmatch(text)] == []


_TEMPLATES = sorted((CODE / "components" / "templates").glob("*.html"))


@pytest.mark.parametrize("path", _TEMPLATES, ids=_named)
def test_no_word_of_people_stands_in_a_template(path: Path):
    text = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", "", path.read_text(encoding="utf-8"))
    text = re.sub(r"<(style|code)\b.*?</\1>|<[^>]*>", " ", text, flags=re.DOTALL)
    assert re.findall(r"[A-Za-zÆØÅæøå]{2,}", text) == []


@pytest.mark.parametrize("path", _TEMPLATES, ids=_named)
def test_no_template_switches_escaping_off(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", text)


@pytest.mark.parametrize("path", MODULES, ids=_named)
def test_only_the_printer_and_the_shell_say_that_text_is_markup(path: Path):
    if path.name not in ("printing.py", "shell.py"):
        assert "Markup(" not in path.read_text(encoding="utf-8")
