"""A crowd of vendors written as an engagement folder, as a client would fill it in."""

import csv

from vendor_world import AS_OF

HOSTS = ("Alder Hosting", "Birch Hosting", "Cedar Mail", "Doublet Payments", "Elm Backup")
HEAD = f"""\
client: Crowd Stores Ltd
title: Two hundred vendors
scenario: steady
as_of: {AS_OF.isoformat()}
profiles: [pipia, gdpr]
languages: [zh-Hans, zh-Hant, en]
"""
HELD = (
    ("name;contact;id_document;bank_account", "customer"),
    ("name;contact;transaction", "customer"),
    ("name;health;id_document", "employee"),
)


def cell(value):
    """A value as it stands in a CSV file."""
    if value is None:
        return ""
    if isinstance(value, dict):  # an interval
        return "" if value["hi"] is None else f"{value['lo']:g}-{value['hi']:g}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ";".join(value) if isinstance(value, tuple) else str(value)


def write_table(path, columns, rows):
    """Write rows (records or mappings) with the columns given."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            held = row if isinstance(row, dict) else row.model_dump()
            writer.writerow([cell(held.get(column)) for column in columns])


def assets_of(drafts, held):
    """The rows of the asset table: what the crowd touches, with persons and countries."""
    kinds = [HELD[n % len(HELD)] for n in range(len(held))]
    return [
        {
            "id": one.id,
            "name": f"System {one.id}",
            "carrier": ("appsys", "db", "cloud", "paper")[n % 4],
            "location": "Shanghai",
            "owner": "IT",
            "data_kinds": kinds[n][0],
            "subjects": kinds[n][1],
            "persons": int(one.persons.lo),
            "countries": "CN",
        }
        for n, one in enumerate(held)
    ]


def write_crowd(folder, drafts, held):
    """Write the crowd into a folder that `riskkit assess` reads.

    Parameters
    ----------
    folder : Path
    drafts, held
        As `crowd` returns them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "engagement.yaml").write_text(HEAD, encoding="utf-8")
    rows = assets_of(drafts, held)
    write_table(folder / "assets.csv", list(rows[0]), rows)
    write_table(
        folder / "vendors.csv",
        ("id", "name", "kind", "country", "criticality", "substitutability", "contact"),
        [one.vendor for one in drafts],
    )
    services = [name for name in type(drafts[0].service).model_fields if name not in PLACE]
    write_table(folder / "services.csv", services, [one.service for one in drafts])
    write_table(
        folder / "evidence.csv",
        ("id", "kind", "title", "date", "expires"),
        [piece for one in drafts for piece in one.evidence],
    )
    documents = [row for one in drafts for row in one.documents]
    if documents:
        columns = [name for name in type(documents[0]).model_fields if name not in PLACE]
        write_table(folder / "documents.csv", columns, documents)
    chain = [
        {"party": one.vendor.id, "depends_on": HOSTS[n % len(HOSTS)], "kind": "hosting"}
        for n, one in enumerate(drafts)
        if n % 2
    ]
    write_table(folder / "dependencies.csv", ("party", "depends_on", "kind", "country"), chain)
    columns = ("question", "answer", "comment", "evidence", "na_reason", "na_approved_by")
    for one in drafts:
        given = [*one.answers.values(), *one.doubled]
        write_table(folder / "answers" / f"{one.vendor.id}.csv", columns, given)


PLACE = ("file", "line")
