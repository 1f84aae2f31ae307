"""Workbooks of the shapes that are received, with invented wording."""

import random

from openpyxl import Workbook

CAIQ_HEAD = [
    "Question ID",
    "Question",
    "CSP CAIQ Answer",
    "SSRM Control Ownership",
    "CSP Implementation Description\n(Optional/Recommended)",
    "CSC Responsibilities\n(Optional/Recommended)",
    None,
    None,
    "CCM Control ID",
    "CCM Control Specification",
    "CCM Control Title",
    "CCM Domain Title",
]


def caiq_book(path, rows, *, version="v4.0.3", hidden=()):
    """A workbook of CAIQ's shape: banner, header on row 2, blank columns, merged controls, footer.

    `rows` are (id, answer, ownership, description).
    """
    book = Workbook()
    book.active.title = "Introduction"
    book.active.append(["An invented introduction"])
    sheet = book.create_sheet(f"CAIQ{version}")
    sheet.append([version, "AN INVENTED BANNER"])
    sheet.merge_cells("B1:D1")
    sheet.append(CAIQ_HEAD)
    before = None
    for id, answer, owner, description in rows:
        control = id.partition(".")[0]
        shown = [control, "Spec", "Title", "Domain"] if control != before else [None] * 4
        sheet.append([id, f"Is {id} so?", answer, owner, description, None, None, None, *shown])
        if control == before:
            for column in "IJKL":
                _merge(sheet, column)
        before = control
    sheet.append(["End of the invented standard"])
    sheet.append([])
    sheet.append(["© somebody, all rights invented"])
    last = sheet.max_row
    sheet.merge_cells(f"A{last}:L{last}")
    for name in hidden:
        extra = book.create_sheet(name)
        extra.append(["Question", "Answer"])
        extra.append(["Is this hidden?", "Yes"])
        extra.sheet_state = "hidden"
    book.save(path)
    return path


def _merge(sheet, column):
    row = sheet.max_row
    for area in list(sheet.merged_cells.ranges):
        if area.bounds[0] == area.bounds[2] and f"{column}{row - 1}" in area:
            top = area.min_row
            sheet.unmerge_cells(str(area))
            sheet.merge_cells(f"{column}{top}:{column}{row}")
            return
    sheet.merge_cells(f"{column}{row - 1}:{column}{row}")


IMPORTANCE = ["Critical Importance", "Standard Importance", "Minor Importance", ""]
SECTIONS = {"THRD": "Organization", "AAAI": "Product", "DCTR": "Infrastructure", "AIPL": "AI"}
PRIVATE = "PDAT"


def hecvat_questions(seed):
    """Invented questions of HECVAT's shape with random answers, overrides and gates."""
    pick = random.Random(seed)
    rows = []
    for code, place in (("REQU", "START HERE"), *SECTIONS.items(), (PRIVATE, "Privacy")):
        for n in range(1, 9):
            gate = code == "REQU"
            scored = not gate and pick.random() < 0.9
            rows.append(
                {
                    "id": f"{code}-{n:02d}",
                    "place": place,
                    "location": place if scored else "Not scored",
                    "mapping": pick.choice(["", "", "", "Neutral until evaluated"]),
                    "answer": pick.choice(["Yes", "No", "N/A", ""]),
                    "compliant": pick.choice(["Yes", "Yes", "No"]),
                    "override": pick.choice(
                        ["", "", "", "Mark as Compliant", "Mark as Non-Compliant"]
                    ),
                    "importance": pick.choice(IMPORTANCE),
                    "changed": pick.choice(
                        ["", "", "", *IMPORTANCE[:3], "Does Not Apply/Do Not Score"]
                    ),
                    "gated": pick.choice([0, 0, 1, 2]) if not gate else 0,
                    "non_negotiable": pick.random() < 0.2,
                }
            )
    return rows


HEADS = {
    "questions": ["New ID", "Question", "Score Mapping", "Score Location", "Compliant Response"],
    "backend": {"L": "Compliance Eval", "O": "Potential Score"},
    "overrides": [
        "ID",
        "Question",
        "Answer",
        "Additional Information",
        "Guidance",
        "Notes",
        "Compliant Response",
        "Compliant Override",
        "Default Importance",
        "Importance Override",
        "Non-Negotiable?",
    ],
}


def formulas(row, number, rows):
    """The two formulas by which a question is scored, as a workbook of this kind has them."""
    out = [f'$E{number}="Not scored"']
    blank = row["id"].startswith("DCTR")
    if row["gated"]:
        gate = next(n for n, one in enumerate(rows, 3) if one["id"] == f"REQU-0{row['gated']}")
        out.insert(0, f'$F${gate}="No"')
    if not row["id"].startswith("REQU"):
        out += [f'$F{number}=""'] if blank else []
        out += [f'$F{number}="N/A"']
    when = f"OR({','.join(out)})" if len(out) > 1 else out[0]
    changed = (
        f'IF($J{number}="Minor Importance",5,IF($J{number}="Standard Importance",10,'
        f'IF($J{number}="Critical Importance",20,0)))'
    )
    potential = f'=IF({when},"N/A",IF($J{number}="",$K{number},{changed}))'
    spared = f'OR($E{number}="Not scored",$F{number}="")' if blank else f'$E{number}="Not scored"'
    neutral = f'$D{number}="Neutral until evaluated"'
    met = (
        f'=IF({spared},"N/A",IF(AND({neutral},$H{number}=""),"N/A",'
        f'IF(AND({neutral},$H{number}="Mark as Compliant"),1,'
        f'IF(AND({neutral},$H{number}="Mark as Non-Compliant"),0,'
        f'IF(OR(AND($F{number}=$G{number},$H{number}=""),$H{number}="Mark as Compliant"),1,0)))))'
    )
    value = f'=IF($I{number}="Critical Importance",20,IF($I{number}="Minor Importance",5,10))'
    return {"K": value, "L": met, "O": potential}


def hecvat_book(path, rows, *, left_out=(), stored=None):
    """A workbook of HECVAT's shape: answers in column C, scorecards, a hidden scoring sheet."""
    book = Workbook()
    book.active.title = "START HERE"
    for place in dict.fromkeys(row["place"] for row in rows):
        sheet = book["START HERE"] if place == "START HERE" else book.create_sheet(place)
        sheet.append(["An invented HECVAT of the tests", None, None, None, None, "Version 4.9.9"])
        sheet.append([f"Section {place}", None, "Answer", "Additional Information"])
        for row in rows:
            if row["place"] == place:
                sheet.append([row["id"], f"Is {row['id']} so?", row["answer"] or None, "a remark"])
        sheet.append(["© invented"])
    _scorecards(book, rows, left_out, stored)
    listed = book.create_sheet("Questions")
    listed.append(["A note"])
    listed.append([*HEADS["questions"], "Default Importance"])
    for row in rows:
        good = row["compliant"] if row["location"] != "Not scored" else "Not scored"
        cells = [row["id"], "Text", row["mapping"], row["location"], good, row["importance"]]
        listed.append(cells)
    backend = book.create_sheet("(backend scoring)")
    for column, head in {**HEADS["backend"], "A": "New ID"}.items():
        backend[f"{column}2"] = head
    for number, row in enumerate(rows, 3):
        backend[f"A{number}"] = row["id"]
        for column, formula in formulas(row, number, rows).items():
            backend[f"{column}{number}"] = formula
    for sheet in (listed, backend):
        sheet.sheet_state = "hidden"
    book.save(path)
    return path


def _scorecards(book, rows, left_out, stored):
    for name, codes in (
        ("Institution Evaluation", [*list(SECTIONS)[:3]]),
        ("Privacy Analyst Evaluation", [PRIVATE]),
    ):
        sheet = book.create_sheet(name)
        sheet.append(["HECVAT evaluation, invented"])
        sheet.append([None, "Report Sections", "Include in Score?", "Max Score", "Score"])
        lines = [(code, code) for code in codes]
        if name.startswith("Inst"):
            lines += [("AI (aggregated)", None), ("Privacy (aggregated)", None)]
        for label, code in lines:
            sheet.append(
                [None, label, label not in left_out, 0, 0, 0, "Jump", None, None, None, code]
            )
        total = "Overall Score" if name.startswith("Inst") else "Privacy Score"
        sheet.append([None, total, None, *(stored or ())])
        sheet.append(HEADS["overrides"])
        for row in rows:
            if row["id"].startswith(PRIVATE) is not name.startswith("Inst"):
                cells = [row["id"], "Text", None, None, None, None, None, row["override"] or None]
                sheet.append([*cells, None, row["changed"] or None, row["non_negotiable"]])
        if name.startswith("Priv"):  # it repeats questions whose overrides stand elsewhere
            for row in rows[8:14]:
                sheet.append([row["id"], "Text"])
