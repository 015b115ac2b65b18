"""What a page is: an address, and a function from a question to sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.components.printing import Printed
from dashboard.components.reader import Reader
from dashboard.flows.open_edition import Library
from dashboard.language.words import Words
from dashboard.plan.editions import Edition
from dashboard.settings import Settings


@dataclass(frozen=True, slots=True)
class View:
    """A reader's question to a page: the edition in a language, and the query of the address.

    `editions` are those published up to this one, the newest first; `library` opens them.
    """

    words: Words
    reader: Reader
    settings: Settings
    editions: tuple[Edition, ...]
    library: Library
    query: Mapping[str, str] = field(default_factory=dict[str, str])


Show = Callable[..., Printed | None]
# What a page says before anything is published, where it has something to say.
Early = Callable[[Words, Settings], Printed]


@dataclass(frozen=True, slots=True)
class Page:
    """A public page. `rule` follows the language in the address; `show` gives None for 404."""

    name: str
    rule: str
    show: Show
    early: Early | None = None
