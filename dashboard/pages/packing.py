"""Scripts, styles and data on their way: packed once and kept, never once a visitor."""

from functools import partial
from hashlib import sha256

from dash.fingerprint import check_fingerprint
from flask import Flask, Response, request

from dashboard.pages.packed import THOROUGH, YEAR, Kept, Sent, Way, pack
from dashboard.settings import MEGABYTE

_FILES = ("/assets/", "/_dash-component-suites/", "/plotly/")
_READS = ("GET", "HEAD")
_WORTH = ("text/", "application/json", "application/javascript", "image/svg+xml")
_LEAST = 500  # bytes; what is shorter fits in one parcel anyway
# More than all files of the program and Plotly take when packed.
_LIMIT = 16 * MEGABYTE


def register(server: Flask) -> None:
    """Pack what the server answers; a file that was packed is sent without being read again."""
    files, answers = Kept[str](_LIMIT), Kept[str](_LIMIT)
    server.before_request(partial(_known, files))
    server.after_request(partial(_packed, files, answers))


def _known(files: Kept[str]) -> Response | None:
    if request.method not in _READS or not request.path.startswith(_FILES):
        return None
    kept = files.get(request.path)
    return None if kept is None else kept.answer(_how_long(kept.mark))


def _packed(files: Kept[str], answers: Kept[str], response: Response) -> Response:
    if isinstance(response, Sent) or not _is_worth_packing(response):
        return response
    response.direct_passthrough = False  # a file is read here, once
    content = response.get_data()
    response.close()
    is_file = request.method in _READS and request.path.startswith(_FILES)
    if is_file and response.status_code == 200:
        known = pack(content, mimetype=response.mimetype or "", quality=THOROUGH)
        return files.keep(request.path, known).answer(_how_long(known.mark))
    way = request.accept_encodings.best_match([*Way])
    if way is None or way == Way.PLAIN or len(content) < _LEAST:
        return response
    mark = sha256(content).hexdigest()
    if (kept := answers.get(mark)) is None:
        kept = pack(content)
        if not response.cache_control.no_store:  # what is for one reader only is not kept
            answers.keep(mark, kept)
    response.set_data(kept.bytes_in(Way(way)))
    response.headers["Content-Encoding"] = way
    response.vary.add("Accept-Encoding")
    return response


def _is_worth_packing(response: Response) -> bool:
    is_text = (response.mimetype or "").startswith(_WORTH)
    return is_text and response.status_code != 304 and not response.content_encoding


def _how_long(mark: str) -> str:
    """For ever under an address that changes with the file; else it is asked for each time."""
    asked = request.args.get("v", "")
    is_its_own = (
        request.path.startswith("/plotly/")
        or (asked and mark.startswith(asked))
        or "m" in request.args  # Dash's way to name our files
        or check_fingerprint(request.path)[1]
    )
    return YEAR if is_its_own else "no-cache"
