"""More series, from layouts tried when the rules stood."""

from tests.workbooks.families.cases import SERIES, Case, case
from tests.workbooks.layouts import tab


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


def _kolada_long() -> Case:
    return case(
        "sv key figures, long, with code and gender",
        [
            ("kpi", "kpi_title", "municipality", "municipality_title", "year", "gender", "value"),
            ("N00945", "Invånare totalt", "1281", "Lund", 2021, "T", 127376),
            ("N00945", "Invånare totalt", "1281", "Lund", 2021, "K", 64100),
            ("N00945", "Invånare totalt", "1281", "Lund", 2022, "T", 128384),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"year": "year", "gender": "disaggregation", "value": "value"},
        values=[(2021, 127376), (2021, 64100), (2022, 128384)],
    )


def _plan_with_year_goals() -> Case:
    return case(
        "sv environmental targets by year with a unit and a responsible board",
        [
            ("Miljöprogram – nyckeltal",),
            ("Mål", "Nyckeltal", "Enhet", "Ansvarig nämnd", "Utfall 2020", "Utfall 2021",
             "Målvärde 2025", "Målvärde 2030"),
            ("Fossilfritt", "Andel fossilfria bilar", "%", "Servicenämnden", 34, 45, 80, 100),
            ("Giftfritt", "Andel ekologiskt", "%", "Servicenämnden", 41, "44,5", 60, 70),
        ],
        SERIES,
        header=2,
        records=2,
        keys={"Nyckeltal": "title", "Enhet": "unit", "Ansvarig nämnd": "responsible",
              "Målvärde 2025": "ambition_value"},
    )  # fmt: skip


def _german_series() -> Case:
    return case(
        "de statistical yearbook with a stub and footnote marks",
        [
            ("3.2 Abfallaufkommen 2018 bis 2021",),
            ("Abfallart", "2018", "2019", "2020", "2021"),
            (None, "Tonnen"),
            ("Restabfall¹", "12 310", "12 105", "11 980", "11 720"),
            ("Bioabfall", "4 210", "4 320", "4 405", "4 610"),
            ("Insgesamt", "16 520", "16 425", "16 385", "16 330"),
            ("¹ ohne Sperrmüll",),
            ("Quelle: Abfallwirtschaftsbetrieb",),
        ],
        SERIES,
        header=2,
        records=2,
        values=[(2018, 12310), (2019, 12105)],
    )


def _french_observatory() -> Case:
    return case(
        "fr observatory with communes in rows and a code column",
        [
            ("Code INSEE", "Commune", "Population 2019", "Logements sociaux (%)",
             "Surface végétalisée (ha)"),
            ("35238", "Rennes", 220488, 26.1, 1204.5),
            ("35051", "Cesson-Sévigné", 18009, 19.8, 820.0),
            ("35024", "Betton", 12084, 15.2, 610.3),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Commune": "place", "Code INSEE": None, "Logements sociaux (%)": "value"},
    )  # fmt: skip


def _norwegian_indicators() -> Case:
    return case(
        "no indicators by goal with a status colour",
        [
            ("Bærekraftsmål", "Delmål", "Indikator", "Måleenhet", "Nullpunkt", "Mål 2030",
             "Siste verdi", "Kilde"),
            ("11", "11.6", "Klimagassutslipp", "tonn", 120000, 60000, 98000, "Miljødirektoratet"),
            ("12", "12.5", "Matsvinn", "kg/innb", 42, 21, "–", "Renovasjon"),
        ],
        SERIES,
        header=1,
        records=2,
        goals=["11 11.6", "12 12.5"],
        keys={"Indikator": "title", "Måleenhet": "unit", "Nullpunkt": "baseline_value",
              "Mål 2030": "ambition_value", "Kilde": "source_title"},
    )  # fmt: skip


def _many_sheets() -> Case:
    rows = (("Kommun", "2020", "2021"), ("Lund", 1.5, 1.6), ("Eslöv", 2.5, 2.6))
    return case(
        "sv one sheet per county behind a list of contents",
        rows,
        SERIES,
        before=(tab([("Innehåll",), ("Skåne",), ("Halland",)], name="Innehåll"),),
        after=(tab(rows, name="Halland"),),
        sheet="Skåne",
        header=1,
        records=2,
    )


MORE_SERIES = (
    _title_goal(),
    _kausal_indicators(),
    _dst(),
    _eurostat_long(),
    _who(),
    _income_groups(),
    _school_results(),
    _inventory(),
    _kolada_long(),
    _plan_with_year_goals(),
    _german_series(),
    _french_observatory(),
    _norwegian_indicators(),
    _many_sheets(),
)
