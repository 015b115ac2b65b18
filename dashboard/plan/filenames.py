"""What a file that somebody sent is called, wherever it is told or saved again."""

import re
import unicodedata

_LONGEST = 100
_NAMELESS = "plan"
_FOLDERS = re.compile(r"[/\\]")
_ENDING = re.compile(r"\.[^\W_]{1,10}$")
# Control and format characters, among them those that turn the direction of writing: a name
# that holds one can look like another name.
_UNSEEN = ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp")


def file_name(given: str, /) -> str:
    """The name of a file as people read it: no folders, nothing unseen, and not endless."""
    name = unicodedata.normalize("NFC", _FOLDERS.split(given)[-1])
    seen = "".join(sign for sign in name if unicodedata.category(sign) not in _UNSEEN)
    whole = " ".join(seen.split())
    found = _ENDING.search(whole)
    ending = found[0] if found else ""
    stem = whole.removesuffix(ending)[: _LONGEST - len(ending)].strip(" .")
    return (stem or _NAMELESS) + ending
