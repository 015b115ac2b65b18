"""What stands in the query of an address: anybody's text until it was read."""


def whole(text: str) -> int | None:
    """A whole number in plain digits, None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def clipped(text: str, /, *, most: int = 40) -> str:
    """What was asked, short enough to be told back."""
    return text if len(text) <= most else f"{text[:most]}…"
