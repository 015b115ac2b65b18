"""Questions to Dash as a browser asks them, made from what the program says it answers."""

import json
from typing import Any

from flask.testing import FlaskClient

DASH = "/_dash-update-component"
# An honest value for each property that a callback may ask for.
HONEST: dict[str, object] = {
    "id": {"type": "slot", "chart": "status_by_administration", "of": ""},
    "pathname": "/da/",
    "search": "",
    "scheme": "light",
    "language": "da",
    "edition": None,
}


def _id(name: str) -> Any:
    if not name.startswith("{"):
        return name
    parts = json.loads(name)
    honest = {"chart": "status_by_administration", "of": "", "type": "slot"}
    return {key: honest[key] if isinstance(value, list) else value for key, value in parts.items()}


def _given(asked: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {"id": _id(a["id"]), "property": a["property"], "value": HONEST.get(a["property"])}
        for a in asked
    ]


def questions(client: FlaskClient) -> list[dict[str, Any]]:
    """A well-formed question to every callback that the server answers."""
    found = []
    for each in client.get("/_dash-dependencies").json:
        if each.get("clientside_function"):
            continue
        name, _, prop = each["output"].rpartition(".")
        inputs = _given(each["inputs"])
        first = inputs[0]
        of = first["id"] if isinstance(first["id"], str) else json.dumps(first["id"])
        found.append(
            {
                "output": each["output"],
                "outputs": {"id": _id(name), "property": prop},
                "inputs": inputs,
                "state": _given(each["state"]),
                "changedPropIds": [f"{of}.{first['property']}"],
                "parsedChangedPropsIds": [first["id"] if of.startswith("{") else of],
            }
        )
    return found
