"""A list that takes several pages: how many there are, and what stands on one of them."""


def pages_of(many: int, shown: int, /) -> int:
    """How many pages a list takes with so many shown on each; an empty one takes one too."""
    return max(1, -(-many // shown))


def on_page(page: int, shown: int, /) -> slice:
    """What stands on a page; the first is 1."""
    return slice((page - 1) * shown, page * shown)
