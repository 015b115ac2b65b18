"""A second helping of families: other layouts of the same senders."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, NEITHER, SERIES, Case, case
from tests.workbooks.layouts import tab


def _swedish_goals_first() -> Case:
    return case(
        "sv the goal as the first column, filled down",
        [
            ("Hållbarhetsprogram – uppföljning 2023", None, None, None, None),
            ("Agenda 2030-mål", "Kommunens mål", "Insats", "Ansvarig förvaltning", "Uppföljning"),
            ("3. God hälsa och välbefinnande", "Jämlik hälsa", "Hälsosamtal för äldre", "Omsorg",
             "Genomfört"),
            (None, None, "Rörelsesatsning i förskolan", "Utbildning", "Pågår"),
            ("11. Hållbara städer och samhällen", "Trygg stad", "Belysning i parker", "Teknik",
             "Pågår"),
            (None, None, "Medborgardialog", "Ledning", "Ej påbörjad"),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 4), (2, 0, 3, 0), (4, 0, 5, 0)),
        header=2,
        records=4,
        goals=["3", "3", "11", "11"],
        keys={"Insats": "title", "Ansvarig förvaltning": "responsible", "Uppföljning": "status"},
    )  # fmt: skip


def _norwegian_targets() -> Case:
    return case(
        "no delmål with texts in a planning programme",
        [
            ("Hovedmål", "FN delmål", "Tiltak", "Ansvar", "2024", "2025", "2026", "2027"),
            (
                "Et grønt sentrum",
                "11.7 Innen 2030 sørge for tilgang til grøntområder",
                "Ny park",
                "Teknisk",
                500,
                500,
                None,
                None,
            ),
            (
                "Et grønt sentrum",
                "11.2 Innen 2030 sørge for transport",
                "Bussfelt",
                "Samferdsel",
                None,
                1000,
                1000,
                None,
            ),
            (
                "Levende fjord",
                "14.1 Innen 2025 hindre forurensning",
                "Strandrydding",
                "Miljø",
                50,
                50,
                50,
                50,
            ),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        goals=["11 11.7", "11 11.2", "14 14.1"],
        keys={"Tiltak": "title", "Ansvar": "responsible", "FN delmål": "targets"},
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


def _french_upper() -> Case:
    return case(
        "fr fiches with a banner per block and multi-line goals",
        [
            ("PLAN CLIMAT – FICHES ACTIONS", *(None,) * 6),
            (),
            ("N° FICHE", "INTITULE DE L'ACTION", "PORTEUR", "PARTENAIRES", "CALENDRIER", "COUT TOTAL",
             "ODD VISES"),
            ("1.1", "Rénover les écoles", "Service bâtiments", "ADEME\nRégion", "2024-2026",
             "1,2 M€", "ODD 4\nODD 7\nODD 13"),
            ("1.2", "Former les agents", "DRH", "CNFPT", "2024", "20 k€", "ODD 4"),
            ("2.1", "Désimperméabiliser les cours", "Espaces verts", "Agence de l'eau", "2025-2027",
             "350 k€", "ODD 6, 11 et 13"),
            (),
            ("Source : service transition écologique",),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 6),),
        header=3,
        records=3,
        goals=["4 7 13", "4", "6 11 13"],
        keys={"N° FICHE": "id", "INTITULE DE L'ACTION": "title", "PORTEUR": "responsible",
              "CALENDRIER": "due_date", "COUT TOTAL": "budget", "ODD VISES": "goals"},
    )  # fmt: skip


def _spanish_agenda() -> Case:
    return case(
        "es an urban agenda with objectives of its own and ODS beside",
        [
            ("AGENDA URBANA – PLAN DE ACCIÓN LOCAL", *(None,) * 6),
            ("Objetivo estratégico", "Objetivo específico", "Actuación", "Área municipal", "Plazo",
             "Presupuesto estimado", "ODS"),
            ("OE 1", "1.1", "Inventario de suelo", "Urbanismo", "Corto", "20.000 €", "11; 15"),
            ("OE 1", "1.2", "Huertos urbanos", "Medio ambiente", "Medio", "45.000 €", "2; 11"),
            ("OE 3", "3.1", "Refugios climáticos", "Salud", "Corto", "30.000 €", "3; 13"),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 6),),
        header=2,
        records=3,
        goals=["11 15", "2 11", "3 13"],
        keys={"Actuación": "title", "Área municipal": "responsible", "Plazo": "due_date",
              "Presupuesto estimado": "budget", "ODS": "goals"},
    )  # fmt: skip


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


def _title_goal() -> Case:
    return case(
        "en a table whose title names the goal",
        [
            ("SDG 7: Affordable and Clean Energy – local indicators",),
            (),
            ("Indicator", "Unit", "2018", "2019", "2020"),
            ("Solar panels installed", "MW", 3.1, 4.0, 5.2),
            ("Homes in fuel poverty", "%", 11.9, 11.1, 10.8),
        ],
        SERIES,
        header=3,
        records=2,
        values=[(2018, 3.1), (2019, 4.0)],
    )


def _kausal_indicators() -> Case:
    return case(
        "en an indicator export with dated columns",
        [
            ("Name", "Unit", "Quantity", "Time resolution", "Latest value", "Latest value date",
             "Goal value", "Goal date"),
            ("Emissions from transport", "kt", "emissions", "year", 310.2, "2022-12-31", 120,
             "2030-12-31"),
            ("Cycling share", "%", "share", "year", 9.8, "2022-12-31", 15, "2030-12-31"),
        ],
        SERIES,
        header=1,
        records=2,
    )  # fmt: skip


def _dst() -> Case:
    return case(
        "da table from the statistics bank with blank cells filled down",
        [
            ("Nettoledige efter område, køn og tid",),
            ("Enhed: antal",),
            (),
            (None, None, "2021K1", "2021K2", "2021K3"),
            ("København", "Mænd", 12001, 11002, 10003),
            (None, "Kvinder", 9001, 8802, 8603),
            ("Aarhus", "Mænd", 5001, 4902, 4803),
            (None, "Kvinder", 4501, 4402, 4303),
            (),
            ("Ledigheden er opgjort efter ny metode fra 2020.",),
        ],
        SERIES,
        header=4,
        records=4,
    )


def _eurostat_long() -> Case:
    return case(
        "en a bulk download with codes only",
        [
            ("DATAFLOW", "LAST UPDATE", "freq", "unit", "geo", "TIME_PERIOD", "OBS_VALUE",
             "OBS_FLAG"),
            ("ESTAT:SDG_11_60(1.0)", "05/12/23", "A", "PC", "DK", 2019, 51.5, None),
            ("ESTAT:SDG_11_60(1.0)", "05/12/23", "A", "PC", "DK", 2020, 45.0, "p"),
            ("ESTAT:SDG_11_60(1.0)", "05/12/23", "A", "PC", "SE", 2019, 46.6, None),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"unit": "unit", "geo": "place", "TIME_PERIOD": "year", "OBS_VALUE": "value"},
        values=[(2019, 51.5), (2020, 45.0), (2019, 46.6)],
    )  # fmt: skip


def _who() -> Case:
    return case(
        "en values with intervals in the text",
        [
            ("Country", "Year", "Indicator", "Value", "Low", "High"),
            ("Kenya", 2019, "Maternal mortality", "342 [253-476]", 253, 476),
            ("Kenya", 2020, "Maternal mortality", "530 [382-750]", 382, 750),
        ],
        SERIES,
        header=1,
        records=2,
        keys={"Country": "place", "Year": "year", "Value": "value"},
    )


def _income_groups() -> Case:
    return case(
        "en three-year averages as columns",
        [
            ("Table 3. Life expectancy at birth, by area",),
            ("Area name", "Area code", "2013-2015", "2014-2016", "2015-2017"),
            ("North ward", "E01", 78.2, 78.4, 78.9),
            ("South ward", "E02", 80.1, 80.0, 80.3),
            ("City", "E00", 79.4, 79.5, 79.8),
        ],
        SERIES,
        header=2,
        records=3,
        keys={"Area name": "place", "2013-2015": "value"},
    )


def _codified() -> Case:
    return case(
        "es budgets coded and accrued by year",
        [
            ("sectorial", "entidad", "proyecto", "C2017", "D2017", "C2018", "D2018"),
            ("Salud", "Ministerio A", "Hospitales", 100.5, 90.1, 120.0, 118.2),
            ("Agua", "Ministerio B", "Riego", 50.0, 12.5, 60.0, 59.0),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        keys={"entidad": "responsible", "proyecto": "title"},
        goals=["", ""],
    )


def _school_results() -> Case:
    return case(
        "no school points by municipality and period",
        [
            ("Kommune", "2018-2019", "2019-2020", "2020-2021"),
            ("Skien", 41.2, 42.0, 42.6),
            ("Bamble", 40.9, "..", 41.8),
            ("Kragerø", 40.1, 41.1, 41.0),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Kommune": "place", "2018-2019": "value"},
        values=[(2018, 41.2), (2019, 42.0), (2020, 42.6)],
    )


def _inventory() -> Case:
    return case(
        "en greenhouse gas inventory with sector rows",
        [
            ("Greenhouse gas inventory 2021", None, None, None, None),
            ("Sector", "Subsector", "Scope 1", "Scope 2", "Scope 3"),
            ("Stationary energy", "Residential buildings", 1200.5, 300.2, "NE"),
            ("Stationary energy", "Commercial buildings", 800.1, 410.0, "NO"),
            ("Transport", "On-road", 2300.0, 12.0, 45.0),
            ("Waste", "Landfill", "IE", None, 85.5),
            ("TOTAL", None, 4300.6, 722.2, 130.5),
        ],
        SERIES,
        header=2,
        records=4,
    )


def _radar() -> Case:
    return case(
        "en technologies with goals as words and numbers",
        [
            ("Ideas/Concepts/Examples", "Description", "SDG", "Country of implementation",
             "Un Host Organisation", "Status/Maturity", "Date of Implementation", "Source"),
            ("Drones for seeds", "Drones that plant trees", "SDG 15 Life on Land", "Kenya", "UNDP",
             "Pilot", "2020", "https://radar.example/1"),
            ("Water sensors", "Sensors in wells", "SDG 6 Clean Water and Sanitation; SDG 3 Good Health",
             "Mali", "UNICEF", "Scaling", "2019", "https://radar.example/2"),
        ],
        CONTRIBUTION,
        header=1,
        records=2,
        goals=["15", "6 3"],
        keys={"Ideas/Concepts/Examples": "title", "SDG": "goals", "Source": "source_url",
              "Un Host Organisation": "responsible", "Status/Maturity": "status"},
    )  # fmt: skip


def _recommendations() -> Case:
    return case(
        "en recommendations to countries by year of report",
        [
            ("Country", "Year of report", "Recommendation", "Theme", "Ministry responsible"),
            ("Albania", 2019, "Strengthen birth registration", "Civil rights", "Interior"),
            ("Armenia", 2020, "Adopt a child strategy", "General measures", "Social affairs"),
            ("Moldova", 2021, "End corporal punishment", "Violence", "Justice"),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        keys={"Recommendation": "title", "Theme": "category"},
    )


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


MORE = (
    _swedish_goals_first(), _norwegian_targets(), _finnish_crosses(), _german_weights(),
    _french_upper(), _spanish_agenda(), _danish_policies(), _sheet_per_goal(), _title_goal(),
    _kausal_indicators(), _dst(), _eurostat_long(), _who(), _income_groups(), _codified(),
    _school_results(), _inventory(), _radar(), _recommendations(), _glossary(), _contacts(),
    _invoice(),
)  # fmt: skip
