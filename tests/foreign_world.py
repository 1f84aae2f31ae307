"""Assessments of other tools for the tests, made up from their formats; no text is theirs."""

import copy

TEXTS = (111, 112, 113, 121, 122, 123, 211, 212, 213, 214, 215, 221, 222, 223, 224, 225, 226, 227)
MEASURES = {101: "Sealed boxes", 102: "Two people for every key", 103: "Nightly copies"}
STAMP = {"created_at": "2026-03-01T09:00:00.000Z", "updated_at": "2026-03-02T09:00:00.000Z"}


def cnil():
    """A complete export of CNIL's tool, without a defect."""
    answers = [_answer(ref, text=f"<p>Answer to <b>{ref}</b> about members.</p>") for ref in TEXTS]
    answers[TEXTS.index(215)]["data"]["text"] = "Members: 24 months after the last visit."
    for item, measure in ((2, 101), (3, 102), (4, 103)):
        words = (
            ["Members lose control of their data"],
            ["Theft"],
            ["A visitor"],
            [MEASURES[measure]],
        )
        answers += [
            _answer(300 + 10 * item + n, items=list(part)) for n, part in enumerate(words, 1)
        ]
        answers += [
            _answer(300 + 10 * item + n, text="Members would be harmed.", gauge=gauge)
            for n, gauge in ((5, 3), (6, 2))
        ]
    evaluations = [_evaluation(f"2.1.{ref}", status=3) for ref in TEXTS if ref // 10 == 21]
    evaluations += [_evaluation(f"3.1.{id}", status=3) for id in MEASURES]
    evaluations += [
        _evaluation(f"3.{n}", status=2, step="Change the locks", x=3, y=1) for n in (2, 3, 4)
    ]
    return {
        "pia": {
            "id": 7,
            "status": 0,
            "name": "Loyalty cards",
            "category": "",
            "author_name": "A. Uthor",
            "dpo_status": 1,
            "dpo_opinion": "Sound.",
            "concerned_people_searched_opinion": True,
            "concerned_people_searched_content": "",
            "concerned_people_opinion": "The panel agreed.",
            "structure_id": None,
            **STAMP,
        },
        "answers": answers,
        "measures": [
            {
                "id": id,
                "pia_id": 7,
                "title": title,
                "content": "As agreed.",
                "placeholder": "",
                **STAMP,
            }
            for id, title in MEASURES.items()
        ],
        "evaluations": evaluations,
        "comments": [
            {
                "id": 1,
                "pia_id": 7,
                "description": "Fine.",
                "reference_to": 212,
                "for_measure": False,
            }
        ],
    }


def _answer(ref, *, text=None, gauge=None, items=()):
    data = {"text": text, "gauge": gauge, "list": list(items)}
    return {"id": ref, "pia_id": 7, "reference_to": ref, "data": data, **STAMP}


def _evaluation(ref, *, status, step="", x=0, y=0):
    return {
        "id": len(ref),
        "pia_id": 7,
        "reference_to": ref,
        "status": status,
        "evaluation_comment": "Good.",
        "action_plan_comment": step,
        "estimated_implementation_date": "2026-09-01T00:00:00.000Z" if step else None,
        "person_in_charge": "B. Uilder" if step else "",
        "gauges": {"x": x, "y": y},
        "global_status": 2,
        **STAMP,
    }


def answer_to(data, ref):
    """The row of one answer."""
    return next(row for row in data["answers"] if row["reference_to"] == ref)


def evaluation_of(data, ref):
    """The row of one evaluation."""
    return next(row for row in data["evaluations"] if row["reference_to"] == ref)


DUTCH_SINGLES = {
    "1.1": "Een klantenkaart voor leden.",
    "4": "Een databank.",
    "12.1.1": "true",
    "12.2.1": "false",
    "12.3.1": "false",
    "14.1": "Geen lichter middel.",
    "14.2": "In verhouding.",
    "18": "Samengevat.",
    "19.2": "concept",
    "19.4.1": "Winkel BV",
    "19.5.7": "Akkoord.",
}
DUTCH_ROWS = {
    "2.1": [
        {"2.1.1": "naam", "2.1.4": "gewoon"},
        {"2.1.1": "bloedgroep", "2.1.4": "bijzonder"},
    ],
    "3.1": [{"3.1.1": "kaart", "3.1.2": "Uitgifte.", "3.1.3": ["naam", "bloedgroep"]}],
    "5.1": [{"5.1.1": "Spaarpunten."}],
    "6.1.1": [{"6.1.1.1": "Winkel BV"}],
    "7.1": [{"7.1.1": "Leden zijn gevraagd en vonden het goed."}],
    "8.1.1": [{"8.1.1.1": "Nederland"}],
    "10.1.1": [
        {"10.1.1.3": ["naam", "bloedgroep"], "10.1.1.4": "Aantal jaren", "10.1.1.5": "Twee."}
    ],
    "11.1.1": [{"11.1.1.1": "Rechtsgrond toestemming"}],
    "12.1.2": [{"12.1.2.3": ["bloedgroep"], "12.1.2.5": "Uitdrukkelijke toestemming."}],
    "16.1": [
        {
            "16.1.1": "Leden verliezen de greep op hun gegevens.",
            "16.1.3": "midden",
            "16.1.4": "Komt voor.",
            "16.1.5": "hoog",
            "16.1.6": "Betrokkenen worden geraakt.",
            "16.1.7": "hoog",
            "16.1.8": "Hoogste van beide.",
        },
        {
            "16.1.1": "Leden krijgen post van een ander.",
            "16.1.3": "laag",
            "16.1.4": "Zelden.",
            "16.1.5": "laag",
            "16.1.6": "Leden merken er weinig van.",
            "16.1.7": "laag",
            "16.1.8": "Beide laag.",
        },
    ],
    "17.1": [
        {
            "17.1.1": ["Leden verliezen de greep op hun gegevens."],
            "17.1.3": "Sloten.",
            "17.1.4": "midden",
            "17.1.7": "Beheer",
        },
        {
            "17.1.1": ["Leden krijgen post van een ander."],
            "17.1.3": "Controle.",
            "17.1.4": "laag",
            "17.1.7": "Post",
        },
    ],
}


def dutch():
    """A complete output of the Dutch state model; one risk stays as low as it was."""
    when = "2026-04-01T10:00:00.000Z"
    answers = {
        task: {"value": value, "lastEditedAt": when} for task, value in DUTCH_SINGLES.items()
    }
    for task, rows in copy.deepcopy(DUTCH_ROWS).items():
        answers[task] = [
            {"_index": n, **{k: {"value": v, "lastEditedAt": when} for k, v in row.items()}}
            for n, row in enumerate(rows)
        ]
    return {
        "$schema": "urn:example",
        "metadata": {"urn": "urn:nl:dpia:3.0", "createdAt": when},
        "answers": answers,
    }


SHEETS = {
    "en": (
        ["No.", "Risk", "Likelihood (1-5)", "Impact (1-5)", "Score", "Risk level", "Controls",
         "Residual likelihood", "Residual impact", "Residual risk", "Owner", "Due date",
         "Rationale"],
        ("Low", "Medium", "High"),
    ),
    "zh": (
        ["编号", "风险描述", "可能性（1-5）", "影响程度（1-5）", "风险值", "风险等级", "控制措施",
         "剩余可能性", "剩余影响", "剩余风险", "责任人", "完成期限", "理由"],
        ("低", "中", "高"),
    ),
    "nl": (
        ["Nr.", "Omschrijving risico", "Kans (1-5)", "Ernst (1-5)", "Risicoscore", "Risiconiveau",
         "Maatregelen", "Restkans", "Restimpact", "Restrisico", "Eigenaar", "Einddatum",
         "Toelichting"],
        ("laag", "midden", "hoog"),
    ),
}  # fmt: skip


def sheet_rows(language="en"):
    """A risk sheet of four risks without a defect, in one language."""
    header, (low, medium, high) = SHEETS[language]
    rows = [
        [
            1,
            "Members lose a bag",
            4,
            4,
            16,
            high,
            "Seal",
            2,
            4,
            medium,
            "Ann",
            "2026-09-01",
            "Seen",
        ],
        [
            2,
            "Members see others' data",
            3,
            3,
            9,
            medium,
            "Check",
            1,
            3,
            low,
            "Bo",
            "2026-09-01",
            "Rare",
        ],
        [
            3,
            "Members cannot log in",
            2,
            2,
            4,
            low,
            "Copies",
            1,
            2,
            low,
            "Cy",
            "2026-09-01",
            "Brief",
        ],
        [
            4,
            "Members get wrong mail",
            5,
            5,
            25,
            high,
            "Stop",
            1,
            5,
            medium,
            "Di",
            "2026-09-01",
            "Grave",
        ],
    ]
    return [header, *rows]
