"""False friends: numbers and words that look like the UN's goals and are somebody else's."""

from collections.abc import Sequence

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, NEITHER, SERIES, Case, case
from tests.workbooks.layouts import tab


def _plan(name: str, header: str, *cells: Raw, more: str = "Frist") -> Case:
    """A plan with one column of somebody else's numbers."""
    rows: list[tuple[Raw, ...]] = [("Tiltag", "Ansvarlig", more, header)]
    rows += [(f"Indsats {chr(65 + n)}", "Teknik", 2026, cell) for n, cell in enumerate(cells)]
    return case(name, rows, CONTRIBUTION, header=1, records=len(cells), goals=[""] * len(cells))


COLUMNS: Sequence[Case] = (
    _plan("en a college's goals", "Goal", "Goal 3: Partnerships", "Goal 1: Student success",
          "Goal 2: Equity in outcomes"),
    _plan("es a national plan's objectives", "Objetivo", "OBJETIVO 7", "OBJETIVO 3", "OBJETIVO 1"),
    _plan("es a national plan's objectives with texts", "Objetivo PND",
          "Objetivo 7: Incentivar una sociedad participativa", "Objetivo 3: Garantizar derechos"),
    _plan("da key results", "KPI", "Mål 4", "Mål 2", "Mål 11"),
    _plan("da goals of the budget", "Budgetmål", "6.3.1", "6.4.2", "7.1.1"),
    _plan("da sections of a report", "Afsnit", "3.1", "3.2", "11.6"),
    _plan("da paragraphs of a law", "Hjemmel", "§ 11", "§ 3", "§ 13, stk. 2"),
    _plan("da versions", "Version", "11.2", "11.3", "12.1"),
    _plan("da days without a year", "Møde", "11.6.", "13.2.", "3.4."),
    _plan("da phone numbers", "Telefon", "33 66 11 13", "33 66 12 10", "33 66 10 01"),
    _plan("de articles", "Artikel", "Art. 11", "Art. 3", "Art. 13"),
    _plan("de goals of a city's own", "Ziel", "Ziel 1", "Ziel 2", "Ziel 3"),
    _plan("de goals with texts", "Ziele", "1. Bezahlbares Wohnen", "2. Saubere Luft",
          "3. Gute Schulen"),
    _plan("de goals of a city that sound like the UN's", "Ziel", "3 Gesundheit", "4 Bildung",
          "7 Energie", "2 Kultur", "9 Wirtschaft"),
    _plan("fr objectives of an axis", "Objectif", "Objectif 1.1", "Objectif 1.2", "Objectif 2.1"),
    _plan("fr operational objectives", "Objectif opérationnel", "1.1 Réduire les déchets",
          "1.2 Trier", "2.1 Informer"),
    _plan("sv council goals", "Fullmäktiges mål", "Mål 1", "Mål 3", "Mål 4"),
    _plan("sv partial goals of the plan", "Delmål", "1.1", "1.2", "2.1"),
    _plan("no main goals", "Hovedmål", "Mål 1", "Mål 2", "Mål 3"),
    _plan("fi goals of the strategy", "Strateginen tavoite", "Tavoite 1", "Tavoite 2",
          "Tavoite 4"),
    _plan("en wards by number", "Ward", 3, 11, 13),
    _plan("en targets in percent", "Target", "10 %", "15 %", "5 %"),
    _plan("en targets as figures", "Target", 10, 15, 5),
    _plan("en priorities", "Priority", 1, 2, 3),
    _plan("en goals as words", "Goal", "Reduce waste", "More trees", "Better air"),
    _plan("da goals as figures", "Mål", 4, 2, 11),
    _plan("da a rank of goals", "Mål nr.", "1.1", "1.2", "2.4"),
    _plan("en strategic themes", "Strategic Goal", "SG1", "SG2", "SG3"),
    _plan("en other frameworks mixed", "main_goal", "AMR-05", "AMR-03", "AMR-01"),
)  # fmt: skip


def _scores() -> Case:
    return case(
        "en scores of places named SDG1 to SDG5",
        [
            ("City", "SDG1", "SDG2", "SDG3", "SDG4", "SDG5"),
            ("Alpha", 61.2, 55.1, 80.3, 71.0, 66.6),
            ("Beta", 48.0, 61.2, 77.1, 69.9, 70.1),
        ],
        SERIES,
        header=1,
        records=2,
        goals=["", ""],
    )


def _votes() -> Case:
    return case(
        "en votes for goals from one to ten",
        [
            ("Case", "Responsible", "Status", *(f"SDG_{n}_vote" for n in range(1, 18))),
            ("Land registry", "Ministry", "Live", *(n % 10 for n in range(1, 18))),
            ("Diplomas", "University", "Pilot", *((n * 3) % 10 for n in range(1, 18))),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["", ""],
    )


def _league() -> Case:
    return case(
        "en goals scored",
        [
            ("Team", "Played", "Goals scored", "Goals against", "Points"),
            ("North", 11, 3, 13, 9),
            ("South", 11, 13, 4, 22),
            ("West", 11, 9, 8, 15),
        ],
        NEITHER,
        goals=["", "", ""],
    )


def _budget() -> Case:
    return case(
        "da a budget with account numbers",
        [
            ("Konto", "Kontonavn", "Budget 2024", "Forbrug 2024"),
            ("6.45.51", "Sekretariat og forvaltninger", 1200, 1100),
            ("6.3.1", "Administration", 800, 790),
            ("11.2", "Fælles formål", 300, 310),
        ],
        NEITHER,
        goals=["", "", ""],
    )


def _correspondence() -> Case:
    return case(
        "fr measures of two frameworks side by side",
        [
            ("Version 2", None, None, "Version 3", None),
            ("Domaine", "N°", "Titre mesure", "N°", "Titre mesure"),
            (
                "6.3. Activités économiques",
                "6.3.1",
                "Favoriser les entreprises",
                "4.1.2",
                "Soutenir les entreprises",
            ),
            ("6.4. Agriculture", "6.4.1", "Soutenir les fermes", "4.2.1", "Développer le bio"),
            ("6.5. Eau", "6.5.3", "Protéger l'eau", "4.3.2", "Économiser l'eau"),
        ],
        NEITHER,
        header=2,
        records=3,
        goals=["", "", ""],
    )


def _codes_list() -> Case:
    return case(
        "sv municipality codes with a second header in English",
        [
            ("Län och kommuner i kodnummerordning",),
            ("Counties and municipalities",),
            (),
            ("Kod", "Namn"),
            ("Code", "Name"),
            ("01", "Stockholms län"),
            ("0114", "Upplands Väsby"),
            ("0115", "Vallentuna"),
        ],
        NEITHER,
        header=4,
        records=3,
    )


def _dictionary() -> Case:
    return case(
        "en an indicator dictionary",
        [
            ("Category", "Variable", "Description", "Scale"),
            ("Study region", "pop_km2", "Population per square kilometre", "city"),
            ("Study region", "area_km2", "Area", "city"),
            ("Access", "pct_500m", "Share within 500 m", "grid"),
        ],
        NEITHER,
        header=1,
        records=3,
    )


def _politics() -> Case:
    return case(
        "sv seats of parties per municipality",
        [
            (None, None, "Styre", "2018", "2022"),
            ("0114", "Upplands Väsby", "Mitten", "S+M", "S+C"),
            ("0115", "Vallentuna", "Höger", "M+KD", "M+L"),
            ("0117", "Österåker", "Höger", "M+C", "M+C"),
        ],
        NEITHER,
    )


def _survey() -> Case:
    return case(
        "sv a survey whose areas are goals of its own",
        [
            ("ID", "OMRÅDE/MÅLOMRÅDE", "EFFEKTMÅL", "FRÅGA", "SVAR", "ANTAL 2023", "ANDEL 2023"),
            ("A1", "Mål 1 Den offentliga affären", "1.1", "Har ni en policy?", "Ja", 120, 0.61),
            ("A1", "Mål 1 Den offentliga affären", "1.1", "Har ni en policy?", "Nej", 76, 0.39),
            ("A2", "Mål 3 Mångfald av leverantörer", "3.2", "Delar ni upp?", "Ja", 90, 0.45),
        ],
        SERIES,
        header=1,
        records=3,
        goals=["", "", ""],
    )  # fmt: skip


def _chapters() -> Case:
    return case(
        "de chapters of a plan with words of the goals",
        [
            ("Maßnahme", "Amt", "Frist"),
            ("1. Mobilität",),
            ("Radweg", "Amt 66", 2025),
            ("2. Energie",),
            ("Solardächer", "Amt 65", 2026),
            ("3. Gesundheit",),
            ("Trinkbrunnen", "Amt 53", 2026),
            ("4. Hochwertige Bildung",),
            ("Lesepaten", "Amt 40", 2027),
        ],
        CONTRIBUTION,
        header=1,
        records=4,
        goals=["", "", "", ""],
    )


def _framework() -> Case:
    rows: list[tuple[Raw, ...]] = [("Code", "Title", "Weight", "Comment")]
    rows += [(f"{a}.{b}.1", f"Measure {a}{b}", 10, None) for a in range(1, 7) for b in range(1, 5)]
    return case(
        "en another framework in a workbook that names the SDGs on its cover",
        rows,
        NEITHER,
        before=(tab([("Our framework and the SDGs",), ("Version 11.2",)], name="Cover"),),
        goals=[""] * 24,
    )


FRIENDS = (
    *COLUMNS,
    _scores(), _votes(), _league(), _budget(), _correspondence(), _codes_list(), _dictionary(),
    _politics(), _survey(), _framework(), _chapters(),
)  # fmt: skip
