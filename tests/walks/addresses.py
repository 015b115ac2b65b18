"""Every address the program answers at, and who is let in."""

from dataclasses import dataclass

from dashboard.plan.people import Role
from tests.pages.asking import DASH

LANG = "/<any(da, en):lang>"
PUBLIC = "public"
ALL = (PUBLIC, *Role)
INSIDE = tuple(Role)
DRAFTS = (Role.READER, Role.ANALYST, Role.EDITOR)


@dataclass(frozen=True, slots=True)
class Line:
    """One address: its rule and method, an address of it, and what those let in are answered.

    `{draft}` is a draft that was sent, `{me}` whoever asks, `{other}` somebody else.
    """

    rule: str
    method: str
    path: str
    let_in: tuple[str, ...]
    status: int
    data: tuple[tuple[str, str], ...] = ()
    asks_in: bool = False  # whether the public is led to the sign-in page instead of a 404


_FILE = "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>"
BARS = "status_by_administration/city"
CORRECT = "/da/correct/actions/H-1"
TABLE: tuple[Line, ...] = (
    Line("/", "GET", "/", ALL, 302),
    Line("/<path:path>", "GET", "/nowhere", ALL, 404),
    Line(f"{LANG}/", "GET", "/da/", ALL, 200),
    Line(f"{LANG}/<path:rest>", "GET", "/da/goals/11", ALL, 200),
    Line(f"{LANG}/newest.json", "GET", "/da/newest.json", ALL, 200),
    Line(f"{LANG}/about/<int:number>/workbook", "GET", "/da/about/1/workbook", ALL, 404),
    Line("/was", "GET", "/was", ALL, 302),
    Line(f"{LANG}/charts/<chart>/<path:of>.csv", "GET", f"/da/charts/{BARS}.csv", ALL, 200),
    Line(f"{LANG}/charts/<chart>/<path:of>.json", "GET", f"/da/charts/{BARS}.json", ALL, 200),
    Line("/plotly/<mark>.js", "GET", "/plotly/another.js", ALL, 404),
    Line("/assets/<path:filename>", "GET", "/assets/icon.svg", ALL, 200),
    Line(_FILE, "GET", "/_dash-component-suites/dash/nothing.js", ALL, 404),
    Line("/_dash-layout", "GET", "/_dash-layout", ALL, 200),
    Line("/_dash-dependencies", "GET", "/_dash-dependencies", ALL, 200),
    Line("/_dash-update-component", "POST", DASH, ALL, 400),
    Line("/_reload-hash", "GET", "/_reload-hash", ALL, 200),
    Line("/_favicon.ico", "GET", "/_favicon.ico", ALL, 200),
    Line(f"{LANG}/upload", "GET", "/da/upload", ALL, 200),
    Line(f"{LANG}/upload", "POST", "/da/upload", (Role.ANALYST,), 422),
    Line(f"{LANG}/upload/template.xlsx", "GET", "/da/upload/template.xlsx", ALL, 200),
    Line(f"{LANG}/upload/<key>", "GET", "/da/upload/{draft}", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/marked", "GET", "/da/upload/{draft}/marked", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/difference", "GET", "/da/upload/{draft}/difference", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/workbook", "GET", "/da/upload/{draft}/workbook", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/read", "POST", "/da/upload/{draft}/read", (Role.ANALYST,), 409),
    Line(f"{LANG}/upload/<key>/forget", "POST", "/da/upload/{draft}/forget", (Role.ANALYST,), 409),
    Line(f"{LANG}/upload/<key>/goals", "GET", "/da/upload/{draft}/goals", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/goals.csv", "GET", "/da/upload/{draft}/goals.csv", DRAFTS, 200),
    Line(f"{LANG}/upload/<key>/goals", "POST", "/da/upload/{draft}/goals", (Role.ANALYST,), 409),
    # A step without its reason, and one that is not this person's or not to be taken now.
    Line(f"{LANG}/upload/<key>/submit", "POST", "/da/upload/{draft}/submit", DRAFTS, 422),
    Line(f"{LANG}/upload/<key>/send_back", "POST", "/da/upload/{draft}/send_back", DRAFTS, 422),
    Line(f"{LANG}/upload/<key>/withdraw", "POST", "/da/upload/{draft}/withdraw", DRAFTS, 422),
    Line(f"{LANG}/upload/<key>/restore_now", "POST", "/da/upload/{draft}/restore_now", DRAFTS, 422),
    *(
        Line(f"{LANG}/upload/<key>/{step}", "POST", f"/da/upload/{{draft}}/{step}", who, status)
        for step in ("approve", "publish")
        for who, status in (((Role.READER, Role.ANALYST), 403), ((Role.EDITOR,), 409))
    ),
    Line(f"{LANG}/drafts", "GET", "/da/drafts", DRAFTS, 200, asks_in=True),
    Line(f"{LANG}/correct", "GET", "/da/correct", (Role.ANALYST,), 200),
    Line(f"{LANG}/correct/<sheet>/<path:identifier>", "GET", CORRECT, (Role.ANALYST,), 200),
    # Without the edition that was seen: it may have moved.
    Line(f"{LANG}/correct/<sheet>/<path:identifier>", "POST", CORRECT, (Role.ANALYST,), 409),
    Line(f"{LANG}/restore/<int:number>", "GET", "/da/restore/1", (Role.EDITOR,), 200),
    Line(f"{LANG}/restore/<int:number>", "POST", "/da/restore/1", (Role.EDITOR,), 422),
    Line(f"{LANG}/changes.atom", "GET", "/da/changes.atom", ALL, 200),
    Line(f"{LANG}/sign-in", "GET", "/da/sign-in", (PUBLIC,), 200),
    Line(f"{LANG}/sign-in", "GET", "/da/sign-in", INSIDE, 303),
    Line(f"{LANG}/sign-in", "POST", "/da/sign-in", ALL, 403),  # nobody is called nothing
    Line(f"{LANG}/sign-in/code", "GET", "/da/sign-in/code", ALL, 303),
    Line(f"{LANG}/sign-in/code", "POST", "/da/sign-in/code", ALL, 303),
    Line(f"{LANG}/sign-in/codes", "GET", "/da/sign-in/codes", ALL, 303),
    Line(f"{LANG}/sign-in/codes", "POST", "/da/sign-in/codes", ALL, 303),
    Line(f"{LANG}/sign-in/<token>", "GET", "/da/sign-in/nobodys", ALL, 404),
    Line(f"{LANG}/sign-in/<token>", "POST", "/da/sign-in/nobodys", ALL, 404),
    Line(f"{LANG}/sign-in/outside", "POST", "/da/sign-in/outside", ALL, 404),  # none is set
    Line("/sign-in/back", "GET", "/sign-in/back", ALL, 404),
    Line(f"{LANG}/sign-out", "POST", "/da/sign-out", ALL, 303),
    Line(f"{LANG}/me", "GET", "/da/me", INSIDE, 200, asks_in=True),
    Line(f"{LANG}/me/password", "POST", "/da/me/password", INSIDE, 422),
    Line(f"{LANG}/me/codes", "POST", "/da/me/codes", INSIDE, 422),
    Line(f"{LANG}/me/sessions", "POST", "/da/me/sessions", INSIDE, 303, (("session", "others"),)),
    Line(f"{LANG}/people", "GET", "/da/people", (Role.ADMIN,), 200, asks_in=True),
    Line(f"{LANG}/settings", "GET", "/da/settings", (Role.ADMIN,), 200, asks_in=True),
    Line(f"{LANG}/people", "POST", "/da/people", (Role.ADMIN,), 422),
    Line(
        f"{LANG}/people/<int:number>",
        "POST",
        "/da/people/{other}",
        (Role.ADMIN,),
        200,
        (("deed", "sign_out"),),
    ),
    Line(
        f"{LANG}/people/<int:number>",
        "POST",
        "/da/people/{me}",
        (Role.ADMIN,),
        422,
        (("deed", "sign_out"),),
    ),
)
