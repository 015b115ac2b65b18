"""Trouble that a person can do something about, told without stack words."""


class Trouble(Exception):
    """Something stopped the work; `key` names its words, `facts` fill their slots."""

    def __init__(self, key: str, /, **facts: str | int | float) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts
