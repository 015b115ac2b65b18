"""What can be set from outside. Each setting is an environment variable, read once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.errors import Trouble


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its variable, its default, and what it holds.

    It is text, a whole number or a switch; one that `is_secret` is shown to nobody.
    """

    name: str
    default: str
    is_number: bool = False
    is_switch: bool = False
    is_secret: bool = False


# What each one does stands in the README and, in both languages, in `sdg-dashboard --help`.
SETTINGS: tuple[Setting, ...] = (
    Setting("HOST", "127.0.0.1"),
    Setting("PORT", "8050", is_number=True),
    Setting("DATABASE_URL", "", is_secret=True),
    Setting("SDG_LANGUAGE", "da"),
    Setting("SECRET_KEY", "", is_secret=True),
    Setting("WORKERS", "2", is_number=True),
    Setting("THREADS", "8", is_number=True),
    Setting("UPLOAD_LIMIT_MB", "25", is_number=True),
    Setting("UNPACKED_LIMIT_MB", "200", is_number=True),
    Setting("SHEET_LIMIT", "50", is_number=True),
    Setting("CELL_LIMIT", "5000000", is_number=True),
    Setting("READER_MEMORY_MB", "1024", is_number=True),
    Setting("READER_SECONDS", "20", is_number=True),
    Setting("READERS", "1", is_number=True),
    Setting("ANALYST_HOURS", "12", is_number=True),
    Setting("SESSION_IDLE_MINUTES", "30", is_number=True),
    Setting("SESSION_HOURS", "8", is_number=True),
    Setting("LINK_MINUTES", "60", is_number=True),
    Setting("OIDC_ISSUER", ""),
    Setting("OIDC_CLIENT_ID", ""),
    Setting("OIDC_CLIENT_SECRET", "", is_secret=True),
    Setting("OIDC_GROUPS", "groups"),
    Setting("OIDC_ROLES", ""),
    Setting("PROXIES", "0", is_number=True),
    Setting("PUBLIC_URL", ""),
    Setting("ACCESSIBILITY_STATEMENT", ""),
    Setting("CONTACT_PHONE", ""),
    Setting("CONTACT_EMAIL", ""),
    Setting("WORKBOOK_DOWNLOAD", "0", is_number=True),
    Setting("OVERALL_WORD", "on", is_switch=True),
    Setting("PAGE_MEMORY_MB", "64", is_number=True),
)

_LAST_PORT = 65_535
MEGABYTE = 1024 * 1024
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Provider:
    """Who else may sign people in, by OpenID Connect; `roles` is text: `group=role:CODE;…`."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    groups: str
    roles: str

    @property
    def host(self) -> str:
        """The machine people are sent to, empty where there is no provider."""
        return urlsplit(self.issuer).hostname or ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run."""

    host: str
    port: int
    database_url: str
    language: str
    secret_key: str = field(repr=False)
    workers: int
    threads: int
    upload_limit_mb: int
    unpacked_limit_mb: int
    sheet_limit: int
    cell_limit: int
    reader_memory_mb: int
    reader_seconds: int
    readers: int
    analyst_hours: int
    session_idle_minutes: int
    session_hours: int
    link_minutes: int
    oidc: Provider
    proxies: int
    public_url: str
    accessibility_statement: str
    contact_phone: str
    contact_email: str
    workbook_download: int
    overall_word: bool
    page_memory_mb: int

    @property
    def host_in_url(self) -> str:
        """The host as an address on the web writes it."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def is_https(self) -> bool:
        """Whether the public reaches the program over TLS."""
        return self.public_url.startswith("https://")

    @property
    def domain(self) -> str:
        """The name of the machine the public knows, empty where it is not told."""
        return urlsplit(self.public_url).hostname or ""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings from the environment; a number that is none is trouble, not a guess."""
    found = {s.name: environment.get(s.name) or s.default for s in SETTINGS}
    numbers = {s.name: _whole(s.name, found[s.name]) for s in SETTINGS if s.is_number}
    if numbers["PORT"] > _LAST_PORT:
        raise Trouble("commands.trouble.port_number", value=found["PORT"])
    if found["SDG_LANGUAGE"] not in ("da", "en"):
        raise Trouble("commands.trouble.language", value=found["SDG_LANGUAGE"])
    return Settings(
        host=found["HOST"],
        port=numbers["PORT"],
        database_url=found["DATABASE_URL"],
        language=found["SDG_LANGUAGE"],
        secret_key=found["SECRET_KEY"],
        workers=numbers["WORKERS"],
        threads=numbers["THREADS"],
        upload_limit_mb=numbers["UPLOAD_LIMIT_MB"],
        unpacked_limit_mb=numbers["UNPACKED_LIMIT_MB"],
        sheet_limit=numbers["SHEET_LIMIT"],
        cell_limit=numbers["CELL_LIMIT"],
        reader_memory_mb=numbers["READER_MEMORY_MB"],
        reader_seconds=numbers["READER_SECONDS"],
        readers=numbers["READERS"],
        analyst_hours=numbers["ANALYST_HOURS"],
        session_idle_minutes=numbers["SESSION_IDLE_MINUTES"],
        session_hours=numbers["SESSION_HOURS"],
        link_minutes=numbers["LINK_MINUTES"],
        oidc=Provider(
            issuer=_address("OIDC_ISSUER", found["OIDC_ISSUER"]),
            client_id=found["OIDC_CLIENT_ID"],
            client_secret=found["OIDC_CLIENT_SECRET"],
            groups=found["OIDC_GROUPS"],
            roles=found["OIDC_ROLES"],
        ),
        proxies=numbers["PROXIES"],
        public_url=_address("PUBLIC_URL", found["PUBLIC_URL"]).rstrip("/"),
        accessibility_statement=_address(
            "ACCESSIBILITY_STATEMENT", found["ACCESSIBILITY_STATEMENT"]
        ),
        contact_phone=found["CONTACT_PHONE"],
        contact_email=found["CONTACT_EMAIL"],
        workbook_download=numbers["WORKBOOK_DOWNLOAD"],
        overall_word=_switch("OVERALL_WORD", found["OVERALL_WORD"]),
        page_memory_mb=numbers["PAGE_MEMORY_MB"],
    )


def value_of(settings: Settings, setting: Setting, /) -> str:
    """What a setting is in this run, as it is written in the environment; empty: not set."""
    name = setting.name.lower().removeprefix("sdg_")
    held, name = (settings.oidc, name[5:]) if name.startswith("oidc_") else (settings, name)
    value = getattr(held, name)
    return ("on" if value else "off") if setting.is_switch else str(value)


def _whole(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Trouble("commands.trouble.setting", name=name, value=text)
    return int(text)


def _address(name: str, text: str) -> str:
    """An address on the web, or nothing; what is neither would lead readers astray."""
    try:
        parts = urlsplit(text)
        # A name and a password in it would be shown with it.
        is_one = (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
        )
    except ValueError:
        is_one = False
    if text and not is_one:
        raise Trouble("commands.trouble.address", name=name, value=text)
    return text


def _switch(name: str, text: str) -> bool:
    if text not in ("on", "off"):
        raise Trouble("commands.trouble.switch", name=name, value=text)
    return text == "on"


_SHORTEST_KEY = 32  # characters
_KNOWN_KEYS = ("secret", "changeme", "change-me", "change_me", "example", "default", "your-")


def refuse_unsafe(settings: Settings, environment: Mapping[str, str], /) -> None:
    """Trouble where the program would be served with a key that can be guessed, or with debug."""
    key = settings.secret_key
    known = any(word in key.casefold() for word in _KNOWN_KEYS) or len(set(key)) < 8
    if key and (len(key) < _SHORTEST_KEY or known):
        raise Trouble("commands.trouble.secret_key", least=_SHORTEST_KEY)
    for name in ("DASH_DEBUG", "FLASK_DEBUG"):
        if environment.get(name, "").casefold() not in ("", "0", "false", "off", "no"):
            raise Trouble("commands.trouble.debug", name=name)


def assets_folder() -> Path:
    """Where styles and scripts lie: inside an installed package, or beside it in a checkout."""
    inside = _HERE / "_assets"
    return inside if inside.is_dir() else _HERE.parent / "assets"


def example_workbook(name: str) -> Path:
    """Where a shipped example workbook lies."""
    inside = _HERE / "_data" / name
    return inside if inside.is_file() else _HERE.parent / "data" / name
