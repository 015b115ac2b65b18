"""What a reader can do with a chart where it stands: link to it, take it home, embed it."""

from dataclasses import dataclass
from urllib.parse import quote

from dashboard.components.address import Address
from dashboard.components.addresses import Addresses


@dataclass(frozen=True, slots=True)
class Use:
    """The addresses of one chart: `link` opens exactly this view, `embed` has the site in it."""

    link: str
    whole: str
    numbers: str
    picture: str
    embed: str


@dataclass(frozen=True, slots=True)
class Place:
    """The page a chart stands on, and the edition it is printed from."""

    address: Address
    edition: int | None

    def use_of(self, chart: str, of: str, anchor: str, to: Addresses) -> Use:
        """The addresses of a chart; the link holds the edition, so that it never changes."""
        page = self.address if self.edition is None else self.address.fixed(self.edition)
        part = "#" + quote(anchor, safe="!:")
        return Use(
            link=page.within(to.language) + part,
            whole=page.whole(to.language) + part,
            numbers=to.numbers(chart, of),
            picture=to.picture(chart, of),
            embed=self.address.site + to.embed(chart, of),
        )
