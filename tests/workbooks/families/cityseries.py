"""Indicator series as cities and their observatories keep them."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import SERIES, Case, case


def _marked_years() -> Case:
    return case(
        "da years with marks and split years",
        [
            ("Nøgletal for grøn omstilling",),
            ("Alle tal er foreløbige for 2022",),
            ("Indikator", "Enhed", "2018", "2019/20", "2020*", "2021 (p)", "2022¹", "Mål 2030"),
            ("CO2-udledning", "1.000 ton", "1.210,5", "1.150,0", "1.010,4", "–", "990,1", 500),
            ("Økologi i skoler", "pct.", "62", "70", "i/t", "81", "85", 90),
            ("* Ændret opgørelse", None, None),
            ("Kilde: Kommunens klimaregnskab", None, None),
        ],
        SERIES,
        header=3,
        records=2,
        keys={"Indikator": "title", "Enhed": "unit", "2020*": "value", "2021 (p)": "value",
              "2022¹": "value"},
        values=[(2018, 1210.5), (2019, 1150.0), (2020, 1010.4), (2022, 990.1)],
    )  # fmt: skip


def _quarters() -> Case:
    return case(
        "da quarters as columns",
        [
            ("Ledige efter kvartal", None, None, None, None),
            ("Indikator", "2022K1", "2022K2", "2022K3", "2022K4"),
            ("Ledige 18-29 år", 1210, 1188, 1102, 1090),
            ("Ledige 30-59 år", 2210, 2188, 2102, 2090),
        ],
        SERIES,
        header=2,
        records=2,
        values=[(2022, 1210), (2022, 1188)],
    )


def _stacked_years() -> Case:
    head: tuple[Raw, ...] = ("Indikator", None, *(x for y in (2020, 2021) for x in (y, None)))
    return case(
        "de years as banners over women and men",
        [
            head,
            (None, "Einheit", "Frauen", "Männer", "Frauen", "Männer"),
            ("Erwerbsquote", "%", 71.2, 78.9, 72.0, 79.1),
            ("Teilzeitquote", "%", 48.1, 11.2, 47.7, 12.0),
        ],
        SERIES,
        merged=((0, 0, 1, 0), (0, 2, 0, 3), (0, 4, 0, 5)),
        records=2,
        values=[(2020, 71.2), (2020, 78.9), (2021, 72.0), (2021, 79.1)],
    )


def _german_indicators() -> Case:
    return case(
        "de indicators with baseline, target and a units row beneath",
        [
            ("Indikatoren-Set", None, None, None, None, None),
            ("SDG", "Indikator", "Ausgangswert 2015", "Istwert 2022", "Zielwert 2030", "Quelle"),
            (None, None, "in %", "in %", "in %", None),
            (7, "Anteil erneuerbarer Energien", "12,5", "21,3", "40", "Stadtwerke"),
            (11, "Anteil Radverkehr", "18", "k. A.", "30", "Haushaltsbefragung"),
            (15, "Naturschutzfläche", "9,1", "9,4", "12", "Umweltamt"),
        ],
        SERIES,
        header=2,
        records=3,
        keys={"SDG": "goals", "Indikator": "title", "Ausgangswert 2015": "baseline_value",
              "Zielwert 2030": "ambition_value", "Istwert 2022": "value",
              "Quelle": "source_title"},
        goals=["7", "11", "15"],
    )  # fmt: skip


def _energy() -> Case:
    return case(
        "en a header of nothing but years over industries",
        [
            ("Energy intensity1 by industry, 2018 to 2020",),
            ("Terajoules per million pounds",),
            (),
            (None, None, 2018, 2019, 2020),
            ("A", "Agriculture", 5.1, 5.0, 4.9),
            ("B", "Mining", 8.2, 8.0, None),
            (),
            ("Manufacturing",),
            ("C10", "Food", 3.3, 3.1, 3.0),
            ("Total", None, 4.4, 4.3, 4.1),
            ("1 Includes own use.",),
        ],
        SERIES,
        header=4,
        records=3,
        values=[(2018, 5.1), (2019, 5.0), (2020, 4.9), (2018, 8.2)],
    )


def _french_emissions() -> Case:
    return case(
        "fr value and year triples with missing words",
        [
            ("N°", "Nom de l'indicateur", "Unité", "Valeur initiale", "Année de référence",
             "Valeur cible", "Année cible", "Source de la donnée"),
            ("1a", "Émissions de GES", "t éq CO2", "1 823 609", 2016, "1 100 000", 2030, "PCAET"),
            ("2", "Consommation d'eau", "m3", "NR", 2018, "NC", 2026, "Régie"),
            ("3", "Part du vélo", "%", "3,4", 2019, "9", 2030, "Enquête"),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Nom de l'indicateur": "title", "Unité": "unit", "Valeur initiale": "baseline_value",
              "Année de référence": "baseline_year", "Valeur cible": "ambition_value",
              "Année cible": "ambition_year", "Source de la donnée": "source_title"},
    )  # fmt: skip


def _finnish_series() -> Case:
    return case(
        "fi indicator in rows with thin spaces in numbers",
        [
            ("Tunnusluku", "Yksikkö", "Vuosi", "Arvo", "Lähde"),
            ("Kasvihuonekaasupäästöt", "kt CO2-ekv", 2019, "2\u202f310,4", "HSY"),
            ("Kasvihuonekaasupäästöt", "kt CO2-ekv", 2020, "2\u00a0105,9", "HSY"),
            ("Joukkoliikenteen osuus", "%", 2020, "puuttuu", "HSL"),
        ],
        SERIES,
        header=1,
        records=3,
        keys={
            "Tunnusluku": "indicator",
            "Yksikkö": "unit",
            "Vuosi": "year",
            "Arvo": "value",
            "Lähde": "source_title",
        },
        values=[(2019, 2310.4), (2020, 2105.9)],
    )


def _two_languages() -> Case:
    return case(
        "en+mn headers in two languages and a look-alike letter",
        [
            ("Indicators / Үзүүлэлт", "Unit", "Base year", "Base level", "2019", "2020", "2021",
             "Data source", "Оrganization"),
            ("Share of renewable energy", "%", 2015, 6.6, 8.1, 9.0, 9.6, "Ministry", "Energy"),
            ("Access to safe water", "%", 2015, 70, 78, "n/a", 81, "Survey", "Water"),
        ],
        SERIES,
        header=1,
        records=2,
        keys={"Unit": "unit", "Base year": "baseline_year", "Base level": "baseline_value",
              "Data source": "source_title", "Оrganization": "responsible", "2019": "value"},
    )  # fmt: skip


def _company() -> Case:
    return case(
        "sv figures of companies by year",
        [
            ("Företag", "År", "Scope 1", "Scope 2", "Scope 3", "URL 2023", "Kommentar"),
            ("Alfa AB", 2022, 1200, 300, 45000, "https://alfa.example/rapport", None),
            ("Beta AB", 2022, 80, 12, 900, "https://beta.example/rapport", "Ny metod"),
            ("Gamma AB", 2023, 75, 10, 870, "https://gamma.example/r", None),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"År": "year", "URL 2023": "source_url", "Scope 1": "value", "Kommentar": "note"},
    )


def _index() -> Case:
    goals = tuple(f"SDG {n}" for n in range(1, 18))
    scores = (tuple(40 + (n * 7 + s) % 50 for n in range(17)) for s in range(4))
    return case(
        "en index scores named after the goals",
        [
            ("SDG Index 2021", *(None,) * 19),
            ("S.No", "States/UTs", *goals, "Composite Score"),
            *(
                (k + 1, name, *row, 66)
                for k, (name, row) in enumerate(zip("ABCD", scores, strict=True))
            ),
        ],
        SERIES,
        header=2,
        records=4,
        goals=["", "", "", ""],
    )


def _transposed_places() -> Case:
    return case(
        "da figures by district",
        [
            ("Bydel", "Indbyggere", "Træer pr. indbygger", "Andel med kort uddannelse"),
            ("Indre By", 55000, 0.4, 12.1),
            ("Østerbro", 81000, 0.7, 14.5),
            ("Valby", 63000, 1.1, 21.0),
            ("I alt", 199000, 0.7, 15.9),
        ],
        SERIES,
        header=1,
        records=3,
        keys={"Bydel": "place", "Indbyggere": "value", "Træer pr. indbygger": "value",
              "Andel med kort uddannelse": "value"},
    )  # fmt: skip


CITY_SERIES = (
    _marked_years(),
    _quarters(),
    _stacked_years(),
    _german_indicators(),
    _energy(),
    _french_emissions(),
    _finnish_series(),
    _two_languages(),
    _company(),
    _index(),
    _transposed_places(),
)
