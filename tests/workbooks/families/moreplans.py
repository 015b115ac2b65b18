"""More plans and mappings, from layouts tried when the rules stood."""

from dashboard.workbooks.raw import Raw
from tests.workbooks.families.cases import CONTRIBUTION, Case, case

_GOALS = ("Afskaf fattigdom", "Stop sult", "Sundhed og trivsel", "Kvalitetsuddannelse")


def _investments() -> Case:
    return case(
        "fr investments per village with upper-case headers",
        [
            ("COMPOSANTE 1 : INVESTISSEMENTS COMMUNAUTAIRES", *(None,) * 8),
            ("N°", "DEPARTEMENT", "COMMUNE", "VILLAGE", "INTITULE COMPLET DU SOUS-PROJET",
             "SECTEUR", "COUT ESTIMATIF (FCFA)", "DATE PREVUE DE FIN DU CONTRAT",
             "NIVEAU ACTUEL DE REALISATION PHYSIQUE"),
            (1, "ALIBORI", "BANIKOARA", "Goumori", "Construction d'un module de trois classes",
             "Education", 28500000, "30/06/2024", "En cours"),
            (2, "ALIBORI", "KARIMAMA", "Birni", "Réhabilitation du forage", "Eau", 9200000,
             "31/03/2024", "Réception provisoire"),
            (3, "ATACORA", "MATERI", "Dassari", "Construction d'un magasin", "Agriculture",
             14000000, "31/12/2024", "Non démarré"),
            ("TOTAL GENERAL", None, None, None, None, None, 51700000, None, None),
        ],
        CONTRIBUTION,
        merged=((0, 0, 0, 8),),
        header=2,
        records=3,
        keys={"INTITULE COMPLET DU SOUS-PROJET": "title", "COUT ESTIMATIF (FCFA)": "budget",
              "DATE PREVUE DE FIN DU CONTRAT": "due_date", "COMMUNE": "place",
              "NIVEAU ACTUEL DE REALISATION PHYSIQUE": "status", "SECTEUR": "category"},
        goals=["", "", ""],
    )  # fmt: skip


def _watch() -> Case:
    return case(
        "en plan tracker export with uuid and html texts",
        [
            ("Identifier", "Name", "Lead paragraph", "Description", "Primary responsible party",
             "Other responsible parties", "Status", "Implementation phase", "Schedule",
             "Last updated", "Category", "Related indicators"),
            ("1.1", "Heat pumps for schools", "Replace oil", "All schools by 2028", "Property",
             "Energy company", "On time", "Implementation", "2024–2028", "2024-11-02",
             "Energy", "CO2 from heating"),
            ("1.2", "Street lighting", "LED", "All lamps", "Streets", None, "Late", "Planning",
             "2023–2025", "2024-10-30", "Energy", None),
            ("2.1", "Car sharing", "Parking for shared cars", "100 places", "Streets",
             "Operators", "Completed", "Completed", "2022–2023", "2024-01-15", "Mobility", None),
        ],
        CONTRIBUTION,
        header=1,
        records=3,
        keys={"Identifier": "id", "Name": "title", "Description": "description",
              "Primary responsible party": "responsible", "Status": "status",
              "Schedule": "due_date", "Category": "category"},
        goals=["", "", ""],
    )  # fmt: skip


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


def _french_upper() -> Case:
    return case(
        "fr fiches with a banner per block and multi-line goals",
        [
            ("PLAN CLIMAT – FICHES ACTIONS", *(None,) * 6),
            (),
            ("N° FICHE", "INTITULE DE L'ACTION", "PORTEUR", "PARTENAIRES", "CALENDRIER",
             "COUT TOTAL", "ODD VISES"),
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


def _finnish_plan() -> Case:
    return case(
        "fi wellbeing plan with goals of its own beside those of the UN",
        [
            ("Hyvinvointisuunnitelma 2021–2025",),
            (),
            ("Tavoite", "Toimenpiteet", "Vastuutahot", "Mittarit", "SDG-tavoitteet"),
            ("1. Yksinäisyys vähenee", "Kylätalot avataan", "Kulttuuripalvelut", "Kävijät",
             "SDG 3, SDG 10"),
            ("2. Liikunta lisääntyy", "Kuntosali maksutta", "Liikuntapalvelut", "Käynnit", "SDG 3"),
        ],
        CONTRIBUTION,
        header=3,
        records=2,
        goals=["3 10", "3"],
        keys={"Toimenpiteet": "title", "Vastuutahot": "responsible", "Mittarit": "indicator"},
    )  # fmt: skip


def _danish_follow_up() -> Case:
    rows: list[tuple[Raw, ...]] = [
        ("Opfølgning på handleplanen – 1. halvår 2025", *(None,) * 6),
        ("Bidrager til", None, "Indsatsen", None, None, "Opfølgning", None),
        ("Verdensmål", "Delmål", "Tiltag", "Ansvarlig", "Frist", "Status", "Bemærkninger"),
        ("7", "7.2; 7.3", "Solceller på skoler", "Ejendomme", "Q4 2026", "Grøn", None),
        ("11, 13", "11.6", "Nulemissionszone", "Trafik", "2030", "Gul", "Afventer lov"),
        (),
        ("Grøn = følger planen, gul = forsinket, rød = gået i stå",),
    ]
    return case(
        "da half-yearly follow-up with a legend beneath",
        rows,
        CONTRIBUTION,
        merged=((0, 0, 0, 6), (1, 0, 1, 1), (1, 2, 1, 4), (1, 5, 1, 6)),
        header=3,
        records=2,
        goals=["7 7.2 7.3", "11 13 11.6"],
        keys={"Tiltag": "title", "Ansvarlig": "responsible", "Frist": "due_date",
              "Status": "status", "Bemærkninger": "note"},
    )  # fmt: skip


MORE_PLANS = (
    _investments(),
    _watch(),
    _swedish_goals_first(),
    _norwegian_targets(),
    _french_upper(),
    _spanish_agenda(),
    _codified(),
    _recommendations(),
    _finnish_plan(),
    _danish_follow_up(),
)
