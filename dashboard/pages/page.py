"""What a page is: an address, and a function from a question to sections."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dashboard.components.printing import Printed
from dashboard.components.reader import Reader
from dashboard.language.words import Words


@dataclass(frozen=True, slots=True)
class View:
    """A reader's question to a page: the edition in a language, and the query of the address."""

    words: Words
    reader: Reader
    query: Mapping[str, str] = field(default_factory=dict[str, str])


Show = Callable[..., Printed | None]


@dataclass(frozen=True, slots=True)
class Page:
    """A public page. `rule` follows the language in the address; `show` gives None for 404."""

    name: str
    rule: str
    show: Show
