"""The shape of a question to Dash, checked before Dash reads it.

Dash believes what a browser sends: it checks that the callback exists and nothing else, and
answers 500 to what it did not expect. What is checked here comes from the callbacks that are
registered, so that it holds for any of them.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

_Named = dict[object, object]
_Many = list[object]
_Asked = dict[str, Any]

LONGEST = 2_000  # characters of a text: an address, or the name of a slot
_MOST = 100  # parts of a list
_KEYS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
_WILD_ONE, _WILD_MANY = ["MATCH"], (["ALL"], ["ALLSMALLER"])


def _is_text(value: object) -> bool:
    """Text that can be written: no half of a sign, nothing that ends it."""
    if not isinstance(value, str) or len(value) > LONGEST:
        return False
    return "\0" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _is_text_or_none(value: object) -> bool:
    return value is None or _is_text(value)


def _is_number_or_none(value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return value is None or (whole and abs(cast("int", value)) < 2**31)


def _is_name(value: object) -> bool:
    """An id: text, or a few texts by name."""
    if not isinstance(value, dict):
        return _is_text(value)
    parts = cast("_Named", value)
    return len(parts) <= 8 and all(_is_text(k) and _is_text(v) for k, v in parts.items())


# What each property of a component may hold. One that does not stand here is asked of nobody.
PROPERTIES: Mapping[str, Callable[[object], bool]] = {
    "id": _is_name,
    "pathname": _is_text_or_none,
    "search": _is_text_or_none,
    "scheme": _is_text_or_none,
    "language": _is_text_or_none,
    "edition": lambda value: _is_text_or_none(value) or _is_number_or_none(value),
}


@dataclass(frozen=True, slots=True)
class Guard:
    """Knows the callbacks that the server answers, by what they fill."""

    known: Mapping[str, Mapping[str, Any]]

    def output(self, body: bytes) -> str | None:
        """What a question asks to be filled, None where the question is out of shape."""
        asked = _read(body)
        if asked is None or not set(asked) <= _KEYS:
            return None
        output = asked.get("output")
        known = self.known.get(output) if isinstance(output, str) else None
        if not isinstance(output, str) or known is None or "callback" not in known:
            return None
        right = (
            _are_outputs(asked.get("outputs"), output)
            and _are_given(asked.get("inputs"), known["inputs"])
            and _are_given(asked.get("state", []), known["state"])
            and _are(asked.get("changedPropIds"), _is_text)
            and _are(asked.get("parsedChangedPropsIds", []), _is_name)
        )
        return output if right else None

    def unguarded(self) -> list[str]:
        """Callbacks that ask for a property nobody said the shape of."""
        return [
            f"{output} {part['property']}"
            for output, known in self.known.items()
            if "callback" in known
            for part in (*known["inputs"], *known["state"])
            if part["property"] not in PROPERTIES
        ]


def filled(output: str) -> set[str]:
    """The ids that a callback fills; of an id with parts, its type."""
    return {
        str(json.loads(name).get("type")) if name.startswith("{") else name
        for name, _ in _parts(output)
    }


def _parts(output: str) -> list[tuple[str, str]]:
    many = output.startswith("..") and output.endswith("..")
    names = output[2:-2].split("...") if many else [output]
    found = (name.rpartition(".") for name in names)
    return [(name, prop.partition("@")[0]) for name, _, prop in found]


def _read(body: bytes) -> dict[str, Any] | None:
    try:
        found: object = json.loads(body, parse_constant=_none_such)
    except (ValueError, RecursionError):  # a text that is no UTF-8 is a ValueError too
        return None
    return cast("_Asked", found) if isinstance(found, dict) else None


def _none_such(name: str) -> float:
    raise ValueError(name)


def _are_outputs(given: object, output: str) -> bool:
    parts = _parts(output)
    if not output.startswith(".."):
        return _is_part(given, *parts[0])
    if not isinstance(given, list):
        return False
    many = cast("_Many", given)
    return len(many) == len(parts) and all(map(_is_part, many, *zip(*parts, strict=True)))


def _are_given(given: object, asked: Sequence[Mapping[str, str]]) -> bool:
    if not isinstance(given, list):
        return False
    many = cast("_Many", given)
    return len(many) == len(asked) and all(map(_is_given, many, asked))


def _is_given(given: object, asked: Mapping[str, str]) -> bool:
    """Whether one input or state is of the component and property that is asked for."""
    name, prop = asked["id"], asked["property"]
    is_right = PROPERTIES.get(prop)
    if is_right is None:
        return False
    if name.startswith("{") and any(wild in json.loads(name).values() for wild in _WILD_MANY):
        several = cast("_Many", given) if isinstance(given, list) else None
        return (
            several is not None
            and len(several) <= _MOST
            and all(_is_part(one, name, prop) and is_right(_value(one)) for one in several)
        )
    return _is_part(given, name, prop) and is_right(_value(given))


def _value(given: object) -> object:
    return cast("_Named", given).get("value")


def _is_part(given: object, name: str, prop: str) -> bool:
    if not isinstance(given, dict):
        return False
    part = cast("_Named", given)
    return part.get("property") == prop and _is_id(part.get("id"), name)


def _is_id(given: object, name: str) -> bool:
    """Whether an id is the one a callback names, or one that its pattern stands for."""
    if not name.startswith("{"):
        return given == name
    if not isinstance(given, dict) or not _is_name(cast("_Named", given)):
        return False
    pattern, parts = json.loads(name), cast("_Named", given)
    wild = (_WILD_ONE, *_WILD_MANY)
    return pattern.keys() == parts.keys() and all(
        want in wild or parts[key] == want for key, want in pattern.items()
    )


def _are(given: object, is_one: Callable[[object], bool]) -> bool:
    if not isinstance(given, list):
        return False
    many = cast("_Many", given)
    return len(many) <= _MOST and all(map(is_one, many))
