"""More mappings, from layouts tried when the rules stood."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, Case, case
from tests.workbooks.layouts import tab

_GOALS = ("Afskaf fattigdom", "Stop sult", "Sundhed og trivsel", "Kvalitetsuddannelse")


def _danish_policies() -> Case:
    return case(
        "da policies by committee with goals in one cell and targets in another",
        [
            ("Kortlægning: Kommunens politikker og FN's verdensmål",),
            (),
            ("Politik/strategi", "Vedtaget", "Udvalg", "Center", "Primære verdensmål",
             "Sekundære verdensmål", "Link"),
            ("Sundhedspolitik", "2019", "Sundhedsudvalget", "Center for Sundhed", "3", "4, 10",
             "www.kommunen.example/sundhed"),
            ("Klimatilpasningsplan", "2021", "Miljøudvalget", "Center for Miljø", "13", "6, 11, 15",
             "www.kommunen.example/klima"),
            ("Erhvervspolitik", "2022", "Økonomiudvalget", "Center for Erhverv", "8", "9, 12, 17",
             "www.kommunen.example/erhverv"),
        ],
        CONTRIBUTION,
        header=3,
        records=3,
        goals=["3 4 10", "13 6 11 15", "8 9 12 17"],
        keys={"Politik/strategi": "title", "Vedtaget": "valid_from", "Center": "responsible",
              "Primære verdensmål": "goals", "Link": "source_url"},
    )  # fmt: skip


def _sheet_per_goal() -> Case:
    def sheet(n: int) -> tuple[tuple[Raw, ...], ...]:
        return (
            ("Indsats", "Ansvarlig", "Frist"),
            (f"Indsats A til {n}", "Teknik", 2026),
            (f"Indsats B til {n}", "Kultur", 2027),
        )

    return case(
        "da a sheet for each goal",
        sheet(3),
        CONTRIBUTION,
        before=(tab(sheet(1), name="Verdensmål 1"),),
        after=(tab(sheet(13), name="Verdensmål 13"),),
        sheet="Verdensmål 3",
        header=1,
        records=2,
        goals=["3", "3"],
    )


def _targets_as_columns() -> Case:
    return case(
        "en targets as columns under the goals' names",
        [
            ("Measure", "Department", "SDG 11 Sustainable Cities", None, "SDG 13 Climate Action"),
            (None, None, "11.2", "11.6", "13.2"),
            ("Tram line", "Transport", "x", "x", None),
            ("Energy plan", "Environment", None, "x", "x"),
        ],
        CONTRIBUTION,
        merged=((0, 2, 0, 3),),
        records=2,
        goals=["11 11.2 11.6", "11 13 11.6 13.2"],
    )


def _names_over_numbers() -> Case:
    return case(
        "da names of the goals over their numbers, crosses beneath",
        [
            ("Politik", "Forvaltning", *_GOALS),
            (None, None, 1, 2, 3, 4),
            ("Børnepolitik", "Børn", "x", None, "x", "x"),
            ("Madpolitik", "Sundhed", None, "x", "x", None),
        ],
        CONTRIBUTION,
        records=2,
        goals=["1 3 4", "2 3"],
    )


def _finnish_crosses() -> Case:
    heads = ("Ei köyhyyttä", "Terveyttä ja hyvinvointia", "Hyvä koulutus", "Ilmastotekoja")
    return case(
        "fi goals by name as columns",
        [
            ("Ohjelma", "Toimiala", *heads),
            ("Lapsistrategia", "Kasvatus", "x", "x", "x", None),
            ("Ilmasto-ohjelma", "Ympäristö", None, None, None, "x"),
            ("Ikäohjelma", "Sosiaali", None, "x", None, None),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        goals=["1 3 4", "13", "3"],
    )


def _german_weights() -> Case:
    heads = tuple(f"SDG {n}" for n in range(1, 18))
    return case(
        "de strength of a link by one, two or three crosses",
        [
            ("Ziele der Strategie", "Dezernat", *heads),
            ("Klimaneutrale Verwaltung", "III", *("xx" if n == 13 else None for n in range(1, 18))),
            ("Faire Beschaffung", "I", *("xxx" if n in (8, 12) else None for n in range(1, 18))),
            ("Gesunde Stadt", "II", *("x" if n == 3 else None for n in range(1, 18))),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        goals=["13", "8 12", "3"],
    )


def _spanish_matrix() -> Case:
    heads = tuple(f"ODS {n}" for n in (1, 3, 5, 11, 13))
    return case(
        "es programmes by ODS with a total row and column",
        [
            ("ALINEACIÓN DEL PRESUPUESTO", *(None,) * 8),
            ("Programa", "Concejalía", "Importe", *heads, "Total"),
            ("Ayuda a domicilio", "Bienestar", "1.200.000,00 €", "X", "X", "X", None, None, 3),
            ("Carriles bici", "Movilidad", "350.000,00 €", None, "X", None, "X", "X", 3),
            ("TOTAL", None, "1.550.000,00 €", 1, 2, 1, 1, 1, None),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 8),),
        header=2,
        records=2,
        goals=["1 3 5", "3 11 13"],
        keys={"Programa": "title", "Concejalía": "responsible"},
    )


def _radar() -> Case:
    return case(
        "en technologies with goals as words and numbers",
        [
            ("Ideas/Concepts/Examples", "Description", "SDG", "Country of implementation",
             "Un Host Organisation", "Status/Maturity", "Date of Implementation", "Source"),
            ("Drones for seeds", "Drones that plant trees", "SDG 15 Life on Land", "Kenya", "UNDP",
             "Pilot", "2020", "https://radar.example/1"),
            ("Water sensors", "Sensors in wells", "SDG 6 Clean Water and Sanitation; SDG 3 Health",
             "Mali", "UNICEF", "Scaling", "2019", "https://radar.example/2"),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["15", "6 3"],
        keys={"Ideas/Concepts/Examples": "title", "SDG": "goals", "Source": "source_url",
              "Un Host Organisation": "responsible", "Status/Maturity": "status"},
    )  # fmt: skip


MORE_MAPPINGS = (
    _danish_policies(),
    _sheet_per_goal(),
    _targets_as_columns(),
    _names_over_numbers(),
    _finnish_crosses(),
    _german_weights(),
    _spanish_matrix(),
    _radar(),
)
