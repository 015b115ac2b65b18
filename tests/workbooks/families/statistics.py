"""Series as statistical offices and databases publish them."""

from tests.workbooks.families.cases import SERIES, Case, case
from tests.workbooks.layouts import tab

_COVER = tab(
    [
        ("Air quality statistics",),
        ("This workbook holds four tables.",),
        ("Published 4 March 2024",),
        ("Contact: statistics@office.example",),
    ],
    name="Cover_sheet",
)
_META = tab(
    [
        ("Indicator", "Waste recycled"),
        ("Goal", "12"),
        ("Target", "12.5 By 2030, substantially reduce waste generation"),
        ("Unit", "%"),
        ("Sex", None),
        ("Last updated", "2024-02-01"),
        ("SDG", "Responsible consumption"),
    ],
    name="Metadata",
)


def _world_bank() -> Case:
    years = tuple(str(y) for y in range(2015, 2023))
    return case(
        "en four title rows and years as text columns",
        [
            ("Data Source", "World Development Indicators", *(None,) * 10),
            (),
            ("Last Updated Date", "2023-10-26"),
            (),
            ("Country Name", "Country Code", "Indicator Name", "Indicator Code", *years),
            ("Aruba", "ABW", "Urban population (% of total)", "SP.URB.TOTL", 43.1, 43.2, 43.3,
             43.4, 43.5, 43.7, 43.9, None),
            ("Africa Eastern and Southern", "AFE", "Urban population (% of total)", "SP.URB.TOTL",
             34.5, 34.9, 35.4, 35.8, 36.3, 36.8, 37.3, 37.8),
            ("Afghanistan", "AFG", "Urban population (% of total)", "SP.URB.TOTL", *(None,) * 8),
        ],
        SERIES,
        header=5,
        records=3,
        keys={"Country Name": "place", "Indicator Name": "title", "2015": "value"},
        values=[(2015, 43.1), (2016, 43.2)],
    )  # fmt: skip


def _eurostat() -> Case:
    return case(
        "en downloads with flags beside the figures",
        [
            ("Data extracted on 12/01/2024 09:12:44 from [ESTAT]", *(None,) * 6),
            ("Dataset:", None, "Recycling rate of municipal waste [sdg_11_60]"),
            ("Last updated:", None, "05/12/2023 23:00"),
            (),
            ("Time frequency", None, "Annual"),
            ("Unit of measure", None, "Percentage"),
            (),
            ("TIME", "2019", None, "2020", None, "2021", None),
            ("GEO (Labels)", None, None, None, None, None, None),
            ("Belgium", 54.2, None, 51.4, "e", 52.3, "b"),
            ("Bulgaria", 34.6, None, ":", None, 28.2, None),
            ("Denmark", 51.5, None, 45.0, "p", 57.6, "s"),
            (),
            ("Special value", None),
            (":", "not available"),
            ("Available flags:",),
            ("b", "break in time series"),
            ("e", "estimated"),
        ],
        SERIES,
        header=8,
        records=3,
        values=[(2019, 54.2), (2020, 51.4), (2021, 52.3), (2019, 34.6), (2021, 28.2)],
    )  # fmt: skip


def _scb() -> Case:
    return case(
        "sv table with region, sex and years as text",
        [
            ("Folkmängd efter region, kön och år", None, None, None, None),
            (),
            (None, None, "2019", "2020", "2021"),
            ("0180 Stockholm", "män", 481526, 482982, 485120),
            (None, "kvinnor", 492547, 492569, 493650),
            ("0114 Upplands Väsby", "män", 23514, 23777, 24219),
            (None, "kvinnor", 22795, 23007, 23320),
            (),
            ("Källa: SCB",),
        ],
        SERIES,
        header=3,
        records=4,
        values=[(2019, 481526), (2020, 482982), (2021, 485120), (2019, 492547)],
    )  # fmt: skip


def _kolada() -> Case:
    return case(
        "sv key figures with years and a place column",
        [
            ("Nyckeltal", "Enhet", "Kommun", 2019, 2020, 2021, 2022),
            ("Elever i åk 9 som uppnått kunskapskraven", "%", "Lund", 78.2, 79.1, "..", 80.3),
            ("Insamlat hushållsavfall", "kg/inv", "Lund", 412, 418, 405, "Saknas"),
            ("Ekologiska livsmedel", "%", "Lund", "45,3", "47,1", "49,0", "50,2"),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Nyckeltal": "title", "Enhet": "unit", "Kommun": "place", "2019": "value"},
        values=[(2019, 78.2), (2020, 79.1), (2022, 80.3)],
    )


def _ssb() -> Case:
    return case(
        "no long table from a county",
        [
            ("År", "Kommunenr", "Kommune", "Kjønn", "Antall", "Andel"),
            (2021, "3803", "Tønsberg", "Gutter", 310, 41.2),
            (2021, "3803", "Tønsberg", "Jenter", 305, 43.9),
            (2022, "3806", "Porsgrunn", "Gutter", 201, 40.1),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"År": "year", "Kommune": "place", "Kjønn": "disaggregation", "Antall": "value",
              "Andel": "value"},
    )  # fmt: skip


def _ons() -> Case:
    return case(
        "en tables with a note mark in every header",
        [
            ("Table 2: Injuries at work [note 1]",),
            ("This worksheet contains one table. Some cells hold notes.",),
            ("Source: Reports to the regulator",),
            (
                "Year [Note 1]",
                "Fatal injuries to employees [Note 2]",
                "Rate per 100,000",
                "Lower CI",
                "Upper CI",
            ),
            ("2019/20", 74, 0.26, 0.2, 0.32),
            ("2020/21", 87, 0.32, 0.25, 0.4),
            ("2021/22p", 79, 0.28, "[x]", "[x]"),
        ],
        SERIES,
        before=(_COVER,),
        header=4,
        records=3,
        keys={
            "Year [Note 1]": "year",
            "Fatal injuries to employees [Note 2]": "value",
            "Rate per 100,000": "value",
        },
    )


def _open_sdg() -> Case:
    return case(
        "en long data with a form that names the target",
        [
            ("Year", "Series", "Units", "Region", "Value"),
            (2018, "Household waste", "Percent", "", 44.1),
            (2018, "Household waste", "Percent", "North", 41.0),
            (2019, "Household waste", "Percent", "", 45.5),
        ],
        SERIES,
        before=(_META,),
        sheet="Data",
        header=1,
        records=3,
        keys={"Year": "year", "Units": "unit", "Value": "value", "Series": "indicator"},
        goals=["12 12.5", "12 12.5", "12 12.5"],
    )


def _unsd() -> Case:
    return case(
        "en global database with values as text and codes",
        [
            ("Goal", "Target", "Indicator", "SeriesCode", "SeriesDescription", "GeoAreaName",
             "TimePeriod", "Value", "Source", "[Age]", "[Sex]", "Units"),
            ("9", "9.c", "9.c.1", "IT_MOB_2G", "Population covered by 2G, percent", "Kenya", "2019",
             "96.0", "ITU", "ALLAGE", "BOTHSEX", "PERCENT"),
            ("9", "9.c", "9.c.1", "IT_MOB_3G", "Population covered by 3G, percent", "Kenya", "2019",
             "93.2", "ITU", "ALLAGE", "BOTHSEX", "PERCENT"),
            ("17", "17.10", "17.10.1", "TM_TAX", "Tariff rate", "Kenya", "2020", "1.2345", "WTO",
             "ALLAGE", "BOTHSEX", "PERCENT"),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Goal": "goals", "Target": "targets", "Indicator": "indicator", "Value": "value",
              "TimePeriod": "year", "GeoAreaName": "place", "Units": "unit", "[Sex]":
              "disaggregation", "[Age]": "disaggregation", "Source": "source_title"},
        goals=["9 9.c", "9 9.c", "17 17.10"],
    )  # fmt: skip


def _sdmx() -> Case:
    return case(
        "en sdmx observations",
        [
            ("DATAFLOW", "REF_AREA", "INDICATOR", "SEX", "TIME_PERIOD", "OBS_VALUE",
             "UNIT_MEASURE", "UNIT_MULTIPLIER", "OBS_STATUS", "DATA_SOURCE"),
            ("X:SDG(1.0)", "DK", "SI_POV", "F", "2019", "4.2", "PT", "0", "A", "Register"),
            ("X:SDG(1.0)", "DK", "SI_POV", "M", "2019", "3.9", "PT", "0", "A", "Register"),
            ("X:SDG(1.0)", "DK", "SI_POV", "F", "2020", "4.0", "PT", "0", "E", "Register"),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"REF_AREA": "place", "INDICATOR": "indicator", "SEX": "disaggregation",
              "TIME_PERIOD": "year", "OBS_VALUE": "value", "UNIT_MEASURE": "unit"},
    )  # fmt: skip


def _oecd() -> Case:
    return case(
        "en code and label pairs with a long tail of columns",
        [
            ("LOCATION", "Country", "SUBJECT", "Measure", "TIME", "Time", "Unit Code", "Unit",
             "PowerCode", "Value", "Flag Codes", "Flags"),
            ("AUS", "Australia", "TOT", "Total renewable energy", "2018", "2018", "TOE",
             "Tonnes", "Thousands", 8123.4, None, None),
            ("AUS", "Australia", "TOT", "Total renewable energy", "2019", "2019", "TOE",
             "Tonnes", "Thousands", 8644.1, "E", "Estimated value"),
            ("AUT", "Austria", "TOT", "Total renewable energy", "2018", "2018", "TOE", "Tonnes",
             "Thousands", 9532.0, None, None),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Country": "place", "TIME": "year", "Unit": "unit", "Value": "value"},
        values=[(2018, 8123.4), (2019, 8644.1), (2018, 9532.0)],
    )  # fmt: skip


STATISTICS = (
    _world_bank(),
    _eurostat(),
    _scb(),
    _kolada(),
    _ssb(),
    _ons(),
    _open_sdg(),
    _unsd(),
    _sdmx(),
    _oecd(),
)
