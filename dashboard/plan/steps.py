"""Ambitions on the way, as they are kept in one cell: `2027: 40; 2030: 50.5`."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """An ambition on the way: the value to be reached in an earlier year."""

    year: int
    value: float


def steps_written(steps: Iterable[Step]) -> str:
    """Steps as one text, the earliest first; a point before the decimals."""
    ordered = sorted(steps, key=lambda step: step.year)
    return "; ".join(f"{step.year}: {step.value:.15g}" for step in ordered)


def steps_read(text: str | None) -> tuple[Step, ...]:
    """The steps of a text that `steps_written` made."""
    pairs = (part.split(":") for part in (text or "").split(";") if part.strip())
    return tuple(Step(int(year), float(value)) for year, value in pairs)
