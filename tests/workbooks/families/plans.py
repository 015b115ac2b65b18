"""Municipal action plans in eight languages, as cities keep them."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, Case, case
from tests.workbooks.layouts import tab

_READ_ME = tab(
    [("Läs mig",), ("Fyll i alla gula celler.",), ("Kontakta hållbarhetsenheten vid frågor.",)],
    name="Läs mig",
)
_LISTS = tab(
    [("Status", "Nämnd"), ("Ej påbörjad", "KS"), ("Pågår", "TN"), ("Klar", "BUN")],
    name="Listor",
    hidden=True,
)


def _swedish() -> Case:
    rows: list[tuple[Raw, ...]] = [
        ("Åtgärdsplan för klimat och miljö 2022–2030",),
        ("Antagen av kommunfullmäktige 2022-06-13",),
        (),
        ("Målområde", "Nr", "Åtgärd", "Ansvarig nämnd", "Samverkan", "Tidplan", "Kostnad (tkr)",
         "Status 2023", "Kommentar", "Agenda 2030-mål"),
        ("1. Hållbara transporter",),
        ("Resor", "1.1", "Bygga ut cykelvägnätet längs Storgatan", "Tekniska nämnden", "Regionen",
         "2023-2025", 1200, "Pågår", None, "11, 13"),
        ("Resor", "1.2", "Ställa om tjänstebilar till el", "Kommunstyrelsen", None, "2024", "800",
         "Ej påbörjad", "Inväntar upphandling", "7, 13"),
        ("2. Biologisk mångfald",),
        ("Natur", "2.1", "Anlägga våtmarker i Österby", "Miljönämnden", "Länsstyrelsen",
         "Löpande", None, "Pågår", None, "6, 15"),
        ("Summa", None, None, None, None, None, 2000),
    ]  # fmt: skip
    return case(
        "sv municipal plan with read-me first",
        rows,
        CONTRIBUTION,
        before=(_READ_ME,),
        after=(_LISTS,),
        header=4,
        records=3,
        keys={"Målområde": "category", "Nr": "id", "Åtgärd": "title", "Kostnad (tkr)": "budget",
              "Ansvarig nämnd": "responsible", "Samverkan": "contributing", "Tidplan": "due_date",
              "Status 2023": "status", "Kommentar": "note", "Agenda 2030-mål": "goals"},
        goals=["11 13", "7 13", "6 15"],
    )  # fmt: skip


def _norwegian() -> Case:
    return case(
        "no plan with banners over two header rows",
        [
            ("Handlingsprogram klima og miljø", None, None, None, None, None, None),
            (None, None, "Ansvar", None, "Framdrift", None, None),
            ("Satsingsområde", "Tiltak", "Ansvarlig virksomhet", "Samarbeidspartnere", "Oppstart",
             "Ferdig", "Bærekraftsmål"),
            ("Areal", "Kartlegge grå arealer", "Plan og bygg", "Fylkeskommunen", 2023, 2024,
             "Mål 11 og 15"),
            (None, "Verne matjord", "Landbrukskontoret", None, 2023, 2030, "Mål 2"),
            ("Energi", "Solceller på skoler", "Eiendom", "Energiselskapet", 2024, 2027,
             "Mål 7, Mål 13"),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 6), (1, 2, 1, 3), (1, 4, 1, 5), (3, 0, 4, 0)),
        header=3,
        records=3,
        keys={"Tiltak": "title", "Ansvarlig virksomhet": "responsible", "Oppstart": "start_date",
              "Samarbeidspartnere": "contributing", "Ferdig": "due_date",
              "Bærekraftsmål": "goals", "Satsingsområde": "category"},
        goals=["11 15", "2", "7 13"],
    )  # fmt: skip


def _finnish() -> Case:
    return case(
        "fi roadmap with decimal commas and missing words",
        [
            ("Kestävä kaupunki -tiekartta", None),
            (),
            ("Tavoite", "Toimenpide", "Vastuutaho", "Aikataulu", "Mittari", "Lähtötaso",
             "Tavoitetaso", "Tilanne", "Kestävän kehityksen tavoite"),
            ("Vähäpäästöinen liikenne", "Pyöräilyn pääreitit", "Kaupunkiympäristön toimiala",
             "2022–2026", "Reittien pituus, km", "12,5", "40", "Käynnissä", "11"),
            ("Vähäpäästöinen liikenne", "Sähköbussit", "Joukkoliikenne", "2025",
             "Osuus, %", "ei tietoa", "100", "Suunnitteilla", "11 ja 13"),
            ("Luonto", "Niittyjen hoito", "Viheryksikkö", "jatkuva", "Pinta-ala, ha", "3,2",
             "10", "Käynnissä", "15"),
            (),
            ("Lähde: Kaupunkistrategia 2022",),
        ],
        CONTRIBUTION,
        header=3,
        records=3,
        keys={"Toimenpide": "title", "Vastuutaho": "responsible", "Aikataulu": "due_date",
              "Mittari": "indicator", "Lähtötaso": "baseline_value", "Tilanne": "status",
              "Tavoitetaso": "ambition_value", "Kestävän kehityksen tavoite": "goals"},
        goals=["11", "11 13", "15"],
    )  # fmt: skip


def _german() -> Case:
    return case(
        "de measures with line breaks in headers",
        [
            ("Nachhaltigkeitsbericht – Maßnahmenübersicht", None, None, None, None, None, None),
            ("Stand: 31.12.2023", None, None, None, None, None, None),
            ("Handlungs-\nfeld", "Lfd.\nNr.", "Maßnahme", "Zuständigkeit\n(Amt)",
             "Umsetzungs-\nstand", "Laufzeit", "SDG"),
            ("Mobilität", 1, "Radschnellweg Nord", "Amt 66", "in Umsetzung", "2021–2025",
             "SDG 11, SDG 13"),
            ("Mobilität", 2, "Jobticket für Beschäftigte", "Amt 10", "abgeschlossen", "2022",
             "SDG 11"),
            ("Bildung", 3, "Fairtrade-Schulen", "Amt 40", "in Planung", "2024", "SDG 4; SDG 12"),
        ],
        CONTRIBUTION,
        header=3,
        records=3,
        keys={"Handlungs- feld": "category", "Lfd. Nr.": "id", "Maßnahme": "title",
              "Zuständigkeit (Amt)": "responsible", "Umsetzungs- stand": "status",
              "Laufzeit": "due_date", "SDG": "goals"},
        goals=["11 13", "11", "4 12"],
    )  # fmt: skip


def _french() -> Case:
    return case(
        "fr export with banner, header, type row and help row",
        [
            ("Qui ?", None, None, "Quoi ?", None, "Quand ?", None, "ODD"),
            ("Axe", "Titre de la fiche action", "Structure pilote", "Descriptif",
             "Budget prévisionnel total € HT", "Date de début", "Date de fin", "ODD concernés"),
            ("Champ texte", "Champ texte", "Champ texte", "Champ texte", "Champ numérique",
             "JJ/MM/AAAA", "JJ/MM/AAAA", "Champ liste"),
            ("1. Mobilité", "Plan vélo", "Direction mobilité", "Créer 30 km de pistes", "50 000",
             "01/03/2022", "31/12/2026", "ODD 11"),
            ("2. Eau", "Récupération des eaux de pluie", "Régie de l'eau", "Cuves dans les écoles",
             "NC", "01/01/2023", "31/12/2025", "ODD 6 et 13"),
        ],
        CONTRIBUTION,
        header=2,
        records=2,
        keys={"Axe": "category", "Titre de la fiche action": "title", "Descriptif": "description",
              "Structure pilote": "responsible", "Budget prévisionnel total € HT": "budget",
              "Date de début": "start_date", "Date de fin": "due_date", "ODD concernés": "goals"},
        goals=["11", "6 13"],
    )  # fmt: skip


def _spanish() -> Case:
    return case(
        "es development plan with quarters and totals",
        [
            ("ALCALDÍA MUNICIPAL DE VILLA CLARA", *(None,) * 13),
            ("PLAN DE ACCIÓN 2024", *(None,) * 13),
            (),
            (*(None,) * 6, "TRIMESTRE I", None, "TRIMESTRE II", None, *(None,) * 4),
            ("Línea estratégica", "Programa", "Código meta", "Meta de producto", "Indicador",
             "Dependencia responsable", "Programado", "Ejecutado", "Programado", "Ejecutado",
             "Presupuesto inicial (Pesos)", "Fecha inicio", "Fecha fin", "Observaciones"),
            ("Villa verde", "Agua", "2.1.1", "Construir 3 acueductos veredales", "Acueductos",
             "Secretaría de Planeación", 1, 0.5, 1, 1, "$ 350.000.000", "2024-01-15",
             "2024-12-31", "S/D"),
            ("Villa verde", "Suelo", "2.2.1", "Reforestar 20 hectáreas", "Hectáreas",
             "UMATA", 5, 4, 5, 6, "$ 80.000.000", "2024-02-01", "2024-11-30", None),
            ("Villa educada", "Escuela", "3.1.1", "Dotar 12 sedes", "Sedes dotadas",
             "Secretaría de Educación", 3, 3, 3, 2, "$ 45.500.000", "2024-01-15", "2024-12-31",
             None),
            ("TOTAL", *(None,) * 9, "$ 475.500.000"),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 13), (1, 0, 1, 13), (3, 6, 3, 7), (3, 8, 3, 9)),
        header=5,
        records=3,
        keys={"Meta de producto": "title", "Código meta": "id", "Indicador": "indicator",
              "Dependencia responsable": "responsible", "Presupuesto inicial (Pesos)": "budget",
              "Fecha inicio": "start_date", "Fecha fin": "due_date", "Observaciones": "note"},
        goals=["", "", ""],
    )  # fmt: skip


def _danish() -> Case:
    header = ("Nr.", "Tema", "Indsats", "Beskrivelse", "Forvaltning", "Tovholder", "Tidsfrist",
              "Status", "Verdensmål", "Delmål")  # fmt: skip
    return case(
        "da mapping on the third sheet with repeated headers",
        [
            ("Handleplan for bæredygtighed",),
            (),
            header,
            (1, "Klima", "Grønne tage", "Tilskud til tage", "Teknik", "AB", "31-12-2026", "I gang",
             "11, 13", "11.6; 13.2"),
            (2, "Klima", "Elbiler", "Kommunens biler", "Økonomi", "CD", "2027", "Ikke begyndt",
             "13", "13.2"),
            (),
            header,
            (3, "Sundhed", "Røgfri skole", "Hele skoletiden", "Børn og Unge", "EF", "løbende",
             "Færdig", "3", "3.a"),
            (),
            ("Note: Status pr. 1. marts 2025",),
        ],
        CONTRIBUTION,
        before=(
            tab([("Forside",), ("Handleplan",)], name="Forside"),
            tab([("Vejledning til skemaet",), ("Udfyld kun de hvide felter",)], name="Læs først"),
        ),
        sheet="Handleplan",
        header=3,
        records=3,
        keys={"Nr.": "id", "Tema": "category", "Indsats": "title", "Beskrivelse": "description",
              "Tidsfrist": "due_date", "Status": "status", "Verdensmål": "goals",
              "Delmål": "targets", "Forvaltning": "responsible"},
        goals=["11 13 11.6 13.2", "13 13.2", "3 3.a"],
    )  # fmt: skip


def _sections() -> Case:
    header = ("Contribution", "Lead department", "Partners", "Timescale", "Evidence")
    return case(
        "en voluntary review annex with a section row per goal",
        [
            ("Annex B: How the city contributes", None, None, None, None),
            (),
            header,
            ("SDG 1: No Poverty",),
            ("Hardship fund", "Adults and Communities", "Food banks", "2023", "https://city.example/1"),
            ("School meals pilot", "Children and Families", "Schools", "2024", "https://city.example/2"),
            ("SDG 6: Clean Water and Sanitation",),
            ("Fountains in parks", "Environment", "Water company", "Ongoing", "n/a"),
            ("SDG 13: Climate Action",),
            ("Tree strategy", "Environment", "Volunteers", "2030", "https://city.example/4"),
            (),
            ("Source: service plans",),
        ],
        CONTRIBUTION,
        header=3,
        records=4,
        keys={"Contribution": "title", "Lead department": "responsible",
              "Partners": "contributing", "Timescale": "due_date"},
        goals=["1", "1", "6", "13"],
    )  # fmt: skip


def _climate() -> Case:
    return case(
        "en city climate actions library",
        [
            ("ActionID", "ActionName", "Description", "Sector", "Subsector", "Responsible",
             "CostInvestmentNeeded", "TimelineForImplementation", "KeyPerformanceIndicators"),
            ("c40_0001", "Bus rapid transit", "Dedicated lanes on main corridors", "transport",
             "on_road", "Transit agency", "high", "5-10 years", "Passengers a day; share of trips"),
            ("c40_0002", "Cool roofs", "Paint municipal roofs white", "buildings", "commercial",
             "Public works", "low", "<5 years", "m2 of roof"),
            ("c40_0003", "Organic waste", "Door to door collection", "waste", "solid_waste",
             "Waste utility", "medium", "<5 years", "Tonnes collected"),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        keys={"ActionID": "id", "ActionName": "title", "Description": "description",
              "Sector": "category", "Responsible": "responsible", "CostInvestmentNeeded": "budget",
              "TimelineForImplementation": "due_date", "KeyPerformanceIndicators": "indicator"},
        goals=["", "", ""],
    )  # fmt: skip


def _decidim() -> Case:
    return case(
        "es participation results export",
        [
            ("id", "category/id", "category/name/es", "category/name/ca", "scope/id",
             "scope/name/es", "title/es", "title/ca", "description/es", "start_date", "end_date",
             "status/key", "status/name/es", "progress", "created_at", "url"),
            (12, 3, "Movilidad", "Mobilitat", 1, "Norte", "Carril bici en la avenida",
             "Carril bici a l'avinguda", "Un carril protegido", "2023-02-01", "2024-06-30",
             "in_progress", "En curso", 40, "2023-01-10", "https://decide.example/12"),
            (13, 4, "Verde", "Verd", 2, "Sur", "Huertos vecinales", "Horts veïnals",
             "Dos huertos", "2023-03-01", "2024-12-31", "planned", "Planificado", 0,
             "2023-01-11", "https://decide.example/13"),
            (14, 4, "Verde", "Verd", 2, "Sur", "Sombra en plazas", "Ombra a places",
             "Árboles", "2023-05-01", "2025-12-31", "done", "Ejecutado", 100,
             "2023-01-12", "https://decide.example/14"),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        keys={"title/es": "title", "description/es": "description", "start_date": "start_date",
              "end_date": "due_date", "progress": "progress_percent", "url": "source_url"},
        goals=["", "", ""],
        titles=["Carril bici en la avenida", "Huertos vecinales", "Sombra en plazas"],
    )  # fmt: skip


PLANS = (
    _swedish(),
    _norwegian(),
    _finnish(),
    _german(),
    _french(),
    _spanish(),
    _danish(),
    _sections(),
    _climate(),
    _decidim(),
)
