"""Tables under, beside and between other things, as people leave them on a sheet."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, NEITHER, SERIES, Case, case


def _deep() -> Case:
    return case(
        "da a title, a paragraph and twelve rows of words above the table",
        [
            ("Bilag 3",),
            *(
                (f"Afsnit {n} fortæller, hvordan skemaet er blevet til, og hvem der har bidraget.",)
                for n in range(12)
            ),
            (),
            ("Indsats", "Ansvarlig", "Status", "Frist"),
            ("Grønne gårde", "Teknik", "I gang", 2026),
            ("Letbane", "Økonomi", "I gang", 2030),
        ],
        CONTRIBUTION,
        header=15,
        records=2,
    )


def _indented() -> Case:
    return case(
        "en a table that begins in column C",
        [
            (),
            (None, None, "Action plan"),
            (None, None, "Action", "Owner", "Due", "Status"),
            (None, None, "Plant trees", "Parks", "2025", "Done"),
            (None, None, "Mend paths", "Roads", "2026", "Late"),
        ],
        CONTRIBUTION,
        header=3,
        records=2,
        keys={"Action": "title", "Owner": "responsible", "Due": "due_date", "Status": "status"},
    )


def _gapped() -> Case:
    return case(
        "de empty columns between the filled ones",
        [
            ("Maßnahme", None, "Zuständigkeit", None, None, "Kosten"),
            ("Radweg", None, "Amt 66", None, None, 12000),
            ("Spielplatz", None, "Amt 67", None, None, "8.500,00 €"),
            ("Insgesamt", None, None, None, None, 20500),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        keys={"Maßnahme": "title", "Zuständigkeit": "responsible", "Kosten": "budget"},
    )


def _repeated_pages() -> Case:
    header = ("Åtgärd", "Ansvarig", "Kostnad", "Klart")
    rows: list[tuple[Raw, ...]] = [("Åtgärdslista",)]
    for page in range(3):
        rows += [header]
        rows += [
            (f"Åtgärd {page}{n} i staden", "Tekniska kontoret", 10 * n, 2024) for n in range(4)
        ]
        rows += [("Delsumma", None, 60, None), (f"Sida {page + 1}",)]
    return case("sv a header on every printed page", rows, CONTRIBUTION, header=2, records=12)


def _notes_inside() -> Case:
    return case(
        "fr notes between the rows and signatures beneath",
        [
            ("Action", "Pilote", "Échéance", "Budget"),
            ("Plan arbres", "Espaces verts", "2025", 1000),
            ("Remarque : le budget est indicatif", None, None, None),
            ("Plan vélo", "Mobilité", "2026", 2500),
            (),
            ("Fait à Villeneuve, le 3 mars 2024", None, None, None),
            ("Le maire", None, None, None),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
    )


def _parallel_units() -> Case:
    return case(
        "no a row of units beneath the header",
        [
            ("Indikator", "2019", "2020", "2021"),
            (None, "tonn", "tonn", "tonn"),
            ("Restavfall", 120, 118, 111),
            ("Matavfall", 40, 44, 47),
        ],
        SERIES,
        header=1,
        records=2,
        values=[(2019, 120), (2020, 118), (2021, 111)],
    )


def _numbered_columns() -> Case:
    return case(
        "es a row of column numbers beneath the header",
        [
            ("Actividad", "Responsable", "Fecha inicio", "Fecha fin", "Presupuesto"),
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            ("Siembra", "UMATA", "2024-01-01", "2024-06-30", 1000),
            ("Riego", "UMATA", "2024-02-01", "2024-07-30", 2000),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
    )


def _wide() -> Case:
    extra = tuple(f"Extra {n}" for n in range(120))
    return case(
        "en a sheet of a hundred and twenty more columns",
        [
            ("Project", "Lead department", "Status", *extra),
            *(
                (f"Project {n} of the city", "Parks", "Ongoing", *(n + k for k in range(120)))
                for n in range(5)
            ),
        ],
        CONTRIBUTION,
        header=1,
        records=5,
        keys={"Project": "title", "Lead department": "responsible", "Status": "status"},
    )


def _one_record() -> Case:
    return case(
        "fi a plan of a single row",
        [
            ("Toimenpide", "Vastuuhenkilö", "Tila", "Lisätietoja"),
            ("Puistojen hoito", "Maija", "Kesken", "Jatkuu ensi vuonna"),
        ],
        CONTRIBUTION,
        header=1,
        records=1,
        keys={"Toimenpide": "title", "Vastuuhenkilö": "responsible", "Tila": "status",
              "Lisätietoja": "note"},
    )  # fmt: skip


def _empty_template() -> Case:
    return case(
        "da a template that nobody has filled in",
        [
            ("Skema til indberetning",),
            ("Indsats", "Ansvarlig forvaltning", "Tidsfrist", "Verdensmål"),
            ("Fritekst", "Valgliste", "Dato", "Valgliste"),
        ],
        CONTRIBUTION,
        header=2,
        records=0,
    )


def _spellings() -> Case:
    return case(
        "da headers with hard spaces, decomposed letters, asterisks and numbers",
        [
            ("1. Tiltag\u00a0*", "2. Ansvarlig\u00a0forvaltning", "3. A\u030arstal",
             "4. Måleenhed:", "5. O\u0308konomi"),
            ("Skybrudsvej", "Teknik", 2024, "km", 12),
            ("Regnbed", "Teknik", 2025, "stk.", 3),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        keys={"1. Tiltag *": "title", "2. Ansvarlig forvaltning": "responsible",
              "4. Måleenhed:": "unit"},
    )  # fmt: skip


def _cyrillic() -> Case:
    return case(
        "en look-alike letters from another keyboard",
        [
            ("Асtion", "Rеsponsible", "Stаtus", "Dеadline"),
            ("Plant trees", "Parks", "Done", "2025"),
            ("Mend paths", "Roads", "Late", "2026"),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        keys={"Асtion": "title", "Rеsponsible": "responsible", "Stаtus": "status"},
    )


def _addresses() -> Case:
    return case(
        "da a list of schools with addresses and phones",
        [
            ("Skole", "Adresse", "Postnr.", "Telefon", "E-mail"),
            ("Nordskolen", "Skolevej 3", 2100, "33 66 11 13", "nord@skole.example"),
            ("Sydskolen", "Sydvej 11", 2300, "33 66 12 10", "syd@skole.example"),
            ("Vestskolen", "Vestvej 13", 2500, "33 66 10 01", "vest@skole.example"),
        ],
        NEITHER,
    )


def _meeting() -> Case:
    return case(
        "de an agenda",
        [
            ("TOP", "Thema", "Dauer", "Raum"),
            ("1", "Begrüßung", "5 min", "Saal"),
            ("2", "Haushalt", "30 min", "Saal"),
            ("3.1", "Verschiedenes", "10 min", "Saal"),
        ],
        NEITHER,
    )


def _translations() -> Case:
    return case(
        "en translations of an interface",
        [
            ("Key", "English", "Danish", "German"),
            ("title", "Title", "Titel", "Titel"),
            ("goal", "Goal", "Mål", "Ziel"),
            ("status", "Status", "Status", "Status"),
        ],
        NEITHER,
    )


def _lookup() -> Case:
    return case(
        "fr a sheet of lists for the drop-downs",
        [
            ("Statut", "Priorité", "Thématique", "Pilote"),
            ("À venir", "Élevé", "Mobilité", "Ville"),
            ("En cours", "Moyen", "Eau", "Métropole"),
            ("Réalisé", "Bas", "Énergie", None),
            ("En retard", None, "Déchets", None),
        ],
        NEITHER,
    )


def _two_tables() -> Case:
    return case(
        "sv a second table of other columns beneath the first",
        [
            ("Kommun", "2020", "2021", "2022"),
            ("Lund", 12.1, 12.4, 13.0),
            ("Eslöv", 9.1, 9.4, 9.9),
            (),
            ("Definitioner",),
            ("Begrepp", "Förklaring"),
            ("Andel", "Procent av invånarna"),
            ("Utfall", "Mätt vid årets slut"),
        ],
        SERIES,
        header=1,
        records=2,
    )


def _blank_first() -> Case:
    return case(
        "da a first column without a header that holds the names",
        [
            (None, "2019", "2020", "2021"),
            ("Indbyggertal", 58000, 58400, 58900),
            ("Ledighed i pct.", 4.1, 5.2, 3.9),
            ("Affald pr. indbygger, kg", 520, 515, 498),
        ],
        SERIES,
        header=1,
        records=3,
        values=[(2019, 58000), (2020, 58400)],
    )


def _monthly() -> Case:
    rows: list[tuple[Raw, ...]] = [("Dato", "Station", "NO2 (µg/m3)", "PM2.5 (µg/m3)")]
    rows += [(f"2023-{m:02d}-01", "Torvet", 20.5 - m, 8.5 + m / 10) for m in range(1, 13)]
    return case("da measurements by month", rows, SERIES, header=1, records=12)


def _checklist() -> Case:
    return case(
        "en a policy checklist with questions in sections",
        [
            ("Policy checklist", None, None, None, None, None),
            (),
            ("Policy name", "Adoption date", "Measurable target?", "Copy of relevant text",
             "URL and/or citation", "Notes"),
            ("A. Walkability",),
            ("City plan", "2019", "Yes", "The city shall …", "https://plan.example", None),
            ("B. Public transport",),
            ("Transport strategy", "2021", "No", "Within 400 m", "https://t.example", "Draft"),
        ],
        CONTRIBUTION,
        header=3,
        records=2,
        keys={"Policy name": "title", "Adoption date": "valid_from",
              "Copy of relevant text": "description", "URL and/or citation": "source_url"},
    )  # fmt: skip


MESSY = (
    _deep(), _indented(), _gapped(), _repeated_pages(), _notes_inside(), _parallel_units(),
    _numbered_columns(), _wide(), _one_record(), _empty_template(), _spellings(), _cyrillic(),
    _addresses(), _meeting(), _translations(), _lookup(), _two_tables(), _blank_first(),
    _monthly(), _checklist(),
)  # fmt: skip
