"""Tables that are no part of any plan."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import NEITHER, Case, case


def _glossary() -> Case:
    return case(
        "de a glossary",
        [
            ("Begriff", "Erklärung"),
            ("Indikator", "Messgröße für ein Ziel"),
            ("Maßnahme", "Handlung der Stadt"),
            ("SDG", "Ziel für nachhaltige Entwicklung"),
        ],
        NEITHER,
    )


def _contacts() -> Case:
    return case(
        "sv a list of contacts",
        [
            ("Namn", "Titel", "Förvaltning", "Telefon", "E-post"),
            ("Anna A", "Strateg", "Kommunledning", "08-123 45", "anna@kommun.example"),
            ("Bo B", "Handläggare", "Teknik", "08-123 46", "bo@kommun.example"),
        ],
        NEITHER,
    )


def _invoice() -> Case:
    return case(
        "fr a price list",
        [
            ("Réf.", "Article", "Prix unitaire", "Quantité", "Total HT"),
            ("11.2", "Chaise", 45.0, 12, 540.0),
            ("13.1", "Table", 120.0, 4, 480.0),
            ("3.4", "Lampe", 30.0, 10, 300.0),
        ],
        NEITHER,
    )


def _staff_budget() -> Case:
    return case(
        "de staff plan",
        [
            ("Stelle", "Name", "Entgeltgruppe", "Stunden"),
            ("11.2", "A. Muster", "E11", 39),
            ("13.1", "B. Beispiel", "E9", 19.5),
        ],
        NEITHER,
    )


def _risk_register() -> Case:
    return case(
        "en a risk register with scores",
        [
            ("Risk ID", "Risk", "Likelihood", "Impact", "Score"),
            ("R1", "Flood", 3, 4, 12),
            ("R2", "Fire", 1, 5, 5),
            ("R3", "Strike", 2, 3, 6),
        ],
        NEITHER,
        goals=["", "", ""],
    )


def _timetable() -> Case:
    return case(
        "sv a timetable of meetings",
        [
            ("Datum", "Tid", "Möte", "Plats"),
            ("2024-03-01", "10:00", "Styrgrupp", "Rum 3"),
            ("2024-03-11", "13:00", "Nämnd", "Rum 11"),
        ],
        NEITHER,
    )


def _sdg_glossary() -> Case:
    rows: list[tuple[Raw, ...]] = [("ODS", "Nombre", "Color")]
    rows += [(f"ODS {n}", f"Nombre {n}", f"#{n:06x}") for n in range(1, 18)]
    return case("es the goals with their colours", rows, NEITHER, header=1)


STRANGERS = (
    _glossary(),
    _contacts(),
    _invoice(),
    _staff_budget(),
    _risk_register(),
    _timetable(),
    _sdg_glossary(),
)
