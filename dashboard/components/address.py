"""Where a page is: its address in any language, in this edition or in the newest."""

from dataclasses import dataclass
from urllib.parse import quote

from dashboard.language.words import Language


@dataclass(frozen=True, slots=True)
class Address:
    """Where the page is, without its language: `path` begins with a slash; `query` may be empty.

    `site` is where the program is known to be, without a last slash; empty where nobody told.
    """

    path: str
    query: str
    site: str = ""

    def within(self, language: Language) -> str:
        """The same page in a language."""
        return f"/{language}{quote(self.path)}" + (f"?{self.query}" if self.query else "")

    def whole(self, language: Language) -> str:
        """The same page in a language, with the site before it."""
        return self.site + self.within(language)

    def fixed(self, edition: int) -> "Address":
        """The same page as it is in an edition, for ever."""
        asked = [pair for pair in self.query.split("&") if pair]
        query = "&".join((*asked, f"edition={edition}"))
        return self if self.is_fixed else Address(self.path, query, self.site)

    @property
    def newest(self) -> "Address":
        """The same page as it is in whichever edition is the newest."""
        asked = [pair for pair in self.query.split("&") if not pair.startswith("edition=")]
        return Address(self.path, "&".join(asked), self.site)

    @property
    def is_fixed(self) -> bool:
        """Whether an edition is named."""
        return self != self.newest
