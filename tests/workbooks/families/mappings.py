"""Mappings of what is done to the goals: crosses, codes in every writing, goals as sections."""

from collections.abc import Sequence

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, NEITHER, Case, case
from tests.workbooks.layouts import tab

# The same two goals or targets as people write them, in a column whose header names the SDGs.
WRITINGS: Sequence[tuple[str, str, str, str]] = (
    ("Verdensmål", "3, 11, 13", "4", "3 11 13|4"),
    ("Verdensmål", "Mål 3 og 11", "Mål nr. 13", "3 11|13"),
    ("FN's verdensmål", "Verdensmål 3: Sundhed og trivsel", "Verdensmål 6: Rent vand", "3|6"),
    ("Verdensmål", "3: Sundhed og trivsel\n11: Bæredygtige byer og lokalsamfund", "13 Klimaindsats",
     "3 11|13"),
    ("SDG", "SDG3; SDG11; SDG13", "SDG04", "3 11 13|4"),
    ("SDG", "SDGs 3, 11 & 13", "SDG#4", "3 11 13|4"),
    ("SDGs", "#3 #11 #13", "#4", "3 11 13|4"),
    ("SDG(s)", "SDG-03 / SDG-11", "SDG_13", "3 11|13"),
    ("Globala målen", "Mål 3 – God hälsa och välbefinnande",
     "Mål 11 – Hållbara städer och samhällen", "3|11"),
    ("Bærekraftsmål", "Bærekraftsmål 3, 11", "Mål nr 13", "3 11|13"),
    ("YK:n kestävän kehityksen tavoite", "Tavoite 3, Tavoite 11", "13. Ilmastotekoja", "3 11|13"),
    ("Nachhaltigkeitsziel", "Ziel 3 und Ziel 11", "Ziel 13: Maßnahmen zum Klimaschutz", "3 11|13"),
    ("ODD", "ODD n° 3 et 11", "ODD 13 : Lutte contre les changements climatiques",
     "3 11|13"),
    ("ODS", "ODS 3 y 11", "13. Acción por el clima", "3 11|13"),
    ("ODS", "ODS 3: Salud y bienestar; ODS 11: Ciudades y comunidades sostenibles", "ODS 13",
     "3 11|13"),
    ("Goals", "Goal 3: Good Health and Well-being", "Goal 11: Sustainable Cities and Communities",
     "3|11"),
    ("SDG target", "11.6; 13.2", "SDG 3.4", "11 13 11.6 13.2|3 3.4"),
    ("SDG targets", "11.6-11.7", "1.a", "11 11.6 11.7|1 1.a"),
    ("Delmål (FN)", "11.6 / 11.b", "Delmål 13.2", "11 11.6 11.b|13 13.2"),
    ("Cibles ODD", "cible 11.6, cible 13.2", "3.d", "11 13 11.6 13.2|3 3.d"),
    ("SDG", "Goals 3 and 11", "Goals 3–5", "3 11|3 4 5"),
    ("SDG", "[3] [11]", "(13)", "3 11|13"),
    ("SDG", "3|11|13", "4", "3 11 13|4"),
    ("SDG", "3.0", "11.0", "3|11"),
    ("Verdensmål", "Mål\u00a03,\u00a0mål\u00a011", "Ma\u030al 13", "3 11|13"),
    ("SDG", "SDG 3 (Good health), SDG 11 (Sustainable cities)", "SDG 13 (Climate action)",
     "3 11|13"),
    ("Verdensmål", "Sundhed og trivsel", "Klimaindsats", "3|13"),
    ("Verdensmål", "3 Sundhed og trivsel, 4 Kvalitetsuddannelse, 10 Mindre ulighed",
     "5 Ligestilling mellem kønnene", "3 4 10|5"),
)  # fmt: skip


def _written(header: str, first: str, second: str, wanted: str) -> Case:
    rows: list[tuple[Raw, ...]] = [
        ("Projekt", "Ansvarlig", "Frist", header),
        ("Byhaver i gården", "Kultur", 2026, first),
        ("Skolernes gård", "Børn", 2027, second),
        ("Nyt bibliotek", "Kultur", 2028, None),
    ]
    name = f"written {header!r}: {first!r}"
    return case(name, rows, CONTRIBUTION, header=1, records=3, goals=[*wanted.split("|"), ""])


def _crosses(mark: Raw, header: str, *, banner: bool) -> Case:
    """Seventeen columns of crosses, in the style of municipal mappings."""
    heads = tuple(header.format(n) if header else n for n in range(1, 18))
    top: list[tuple[Raw, ...]] = [(None, None, "FN's verdensmål")] if banner else []

    def crossed(*goals: int) -> tuple[Raw, ...]:
        return tuple(mark if n in goals else None for n in range(1, 18))

    return case(
        f"goals as columns {header!r} with {mark!r}",
        [
            *top,
            ("Politik", "Forvaltning", *heads),
            ("Mobilitetspolitik", "Teknik og Miljø", *crossed(3, 11, 13)),
            ("Sundhedspolitik", "Sundhed", *crossed(3)),
            ("Indkøbspolitik", "Økonomi", *crossed(8, 12)),
        ],
        CONTRIBUTION,
        merged=((0, 2, 0, 18),) if banner else (),
        header=len(top) + 1,
        records=3,
        goals=["3 11 13", "3", "8 12"],
        keys={"Politik": "title", "Forvaltning": "responsible"},
    )


def _news() -> Case:
    heads = tuple(f"SDG {n}" for n in range(1, 18))
    ones = tuple(1 if n in (4, 17) else None for n in range(1, 18))
    two = tuple(1 if n == 3 else None for n in range(1, 18))
    return case(
        "en a university's contributions with ones for crosses and a total",
        [
            ("No", "Date", "News", "Faculty", "Link", *heads, "Total"),
            (1, "2022-03-01", "Teachers' workshop", "Education", "https://u.example/1", *ones, 2),
            (2, "2022-03-09", "Blood donation", "Medicine", "https://u.example/2", *two, 1),
            (3, "2022-04-02", "Open lecture", "Arts", "https://u.example/3", *(None,) * 17, 0),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        goals=["4 17", "3", ""],
        keys={"Date": "valid_from", "News": "title", "Faculty": "responsible",
              "Link": "source_url"},
    )  # fmt: skip


def _wheel() -> Case:
    return case(
        "de goals named without numbers as columns",
        [
            ("Projekt", "Amt", "Keine Armut", "Kein Hunger", "SDG 11 Nachhaltige Städte",
             "SDG 13 Klimaschutz", "SDG 15 Leben an Land"),
            ("Stadtgärten", "Grünflächenamt", None, "x", "x", None, "x"),
            ("Wärmenetz", "Stadtwerke", None, None, "x", "x", None),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
    )  # fmt: skip


def _primary() -> Case:
    return case(
        "en primary and secondary goals in two columns",
        [
            ("Project", "Lead department", "Primary SDG", "Secondary SDGs", "Status"),
            ("School streets", "Transport", 11, "3, 13", "Ongoing"),
            ("Youth jobs", "Employment", 8, "4; 10", "Ongoing"),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["11 3 13", "8 4 10"],
        keys={"Primary SDG": "goals", "Secondary SDGs": "goals"},
    )


def _three_columns() -> Case:
    return case(
        "da three columns of goals of one header each",
        [
            ("Indsats", "Center", "Verdensmål 1", "Verdensmål 2", "Verdensmål 3"),
            ("Madspild i kantiner", "Center for Drift", "12", "2", "13"),
            ("Lektiecaféer", "Center for Kultur", "4", "10", None),
            ("Cykelkampagne", "Center for Trafik", "11", "3", None),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        goals=["12 2 13", "4 10", "11 3"],
    )


def _chips() -> Case:
    return case(
        "es alignment with goal and target texts",
        [
            ("ENTIDAD_NOMBRE", "NOMBRE_PROYECTO", "PRY_FECHA_INICIO", "MONTO_TOTAL", "ODS",
             "META ODS"),
            ("Ministerio de Salud", "Red de hospitales", "2019-01-01", 1200000.5,
             "3. Salud y bienestar", "3.8 Lograr la cobertura sanitaria universal"),
            ("GAD Municipal", "Plan de agua", "2020-01-01", 540000.0,
             "6. Agua limpia y saneamiento", "6.1 De aquí a 2030, lograr el acceso universal"),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["3 3.8", "6 6.1"],
        keys={"ENTIDAD_NOMBRE": "responsible", "NOMBRE_PROYECTO": "title", "MONTO_TOTAL": "budget",
              "PRY_FECHA_INICIO": "start_date", "ODS": "goals", "META ODS": "targets"},
    )  # fmt: skip


def _un_list() -> Case:
    rows: list[tuple[Raw, ...]] = [("Mål", "Navn", "Beskrivelse")]
    rows += [(n, f"Navn {n}", f"En lang tekst om mål {n}") for n in range(1, 18)]
    form = tab([("FN's 17 verdensmål",), ("Kort fortalt",)], name="Om")
    return case("da the list of the seventeen goals", rows, NEITHER, before=(form,), header=1)


def _contrasting() -> Case:
    return case(
        "sv goals as section rows with the number alone before the name",
        [
            ("Aktivitet", "Ansvarig", "Klart", "Status"),
            ("Mål 3 God hälsa och välbefinnande",),
            ("Promenadslingor", "Kultur och fritid", 2024, "Pågår"),
            ("Mål 11 Hållbara städer och samhällen",),
            ("Trygga stråk", "Samhällsbyggnad", 2025, "Pågår"),
            ("Odlingslotter", "Samhällsbyggnad", 2026, "Ej startad"),
        ],
        CONTRIBUTION,
        before=(tab([("Agenda 2030 i vår kommun",), ("Sammanställning",)], name="Start"),),
        header=1,
        records=3,
        goals=["3", "11", "11"],
    )


def _long_sections() -> Case:
    return case(
        "en the goals' long texts as section rows",
        [
            ("Initiative", "Directorate", "Partner", "Deadline"),
            ("Goal 8. Promote sustained, inclusive and sustainable economic growth, full and "
             "productive employment and decent work for all",),
            ("Living wage", "Resources", "Unions", 2025),
            ("Goal 16. Promote peaceful and inclusive societies for sustainable development, "
             "provide access to justice for all and build effective institutions",),
            ("Citizens' assembly", "Strategy", "University", 2026),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["8", "16"],
    )  # fmt: skip


MAPPINGS = (
    *(_written(*each) for each in WRITINGS),
    _crosses("x", "{}", banner=True),
    _crosses("X", "Mål {}", banner=True),
    _crosses("✓", "SDG {}", banner=False),
    _crosses(1, "SDG{}", banner=False),
    _crosses("ja", "Verdensmål {}", banner=False),
    _crosses("x", "", banner=True),
    _crosses("●", "ODS {}", banner=False),
    _crosses(True, "Global Goal {}", banner=False),
    _news(),
    _wheel(),
    _primary(),
    _three_columns(),
    _chips(),
    _un_list(),
    _contrasting(),
    _long_sections(),
)
