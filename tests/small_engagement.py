"""A small engagement whose parts can be exchanged one at a time."""

import copy
import csv

HEAD = {
    "client": "Example Retail",
    "title": "Store transfer",
    "scenario": "transfer",
    "event_date": "2026-12-15",
    "as_of": "2026-11-20",
    "phase": "T3",
    "methods": "[riskkit-v1, gbt39335-d5, cnil-4x4]",
}
TABLES = {
    "assets": [
        {"id": "A1", "name": "Members", "carrier": "db", "data_kinds": "name;contact",
         "subjects": "customer", "volume": "4000", "identifiers": "direct", "access_people": "6",
         "network": "intranet", "third_parties": "V1", "copies": "2", "state": "live",
         "retention_months": "36", "oldest_record": "2025-01-01", "countries": "CN"},
        {"id": "A2", "name": "Forms", "carrier": "paper", "data_kinds": "name;address",
         "subjects": "customer", "volume": "600", "identifiers": "direct", "access_people": "3",
         "network": "none", "copies": "1", "state": "live", "countries": "CN"},
    ],
    "controls": [
        {"control": "CR-01", "scope": "A1", "status": "in_place", "evidence": "E1", "owner": "Ann"},
        {"control": "AC-01", "scope": "*", "status": "partial", "evidence": "E2", "owner": "Bo"},
        {"control": "PH-02", "scope": "A2", "status": "absent"},
    ],
    "evidence": [
        {"id": "E1", "kind": "technical_test", "date": "2026-09-01"},
        {"id": "E2", "kind": "document", "date": "2026-10-01"},
        {"id": "E3", "kind": "technical_test", "date": "2026-11-01"},
    ],
    "scenarios": [{"id": "S-BAG", "name": "A bag is lost", "pathway": "loss", "assets": "A2"}],
    "vendors": [{"id": "V1", "name": "Movers", "kind": "mover"}],
    "services": [{"id": "SV1", "vendor": "V1", "role": "processor", "assets": "A1"}],
    "actions": [],
}  # fmt: skip


class Engagement:
    """A folder to be written, with any cell of it exchanged first."""

    def __init__(self):
        self.head = dict(HEAD)
        self.tables = copy.deepcopy(TABLES)
        self.catalogue = {}

    def row(self, table, place=0):
        return self.tables[table][place]

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        lines = [f"{key}: {value}" for key, value in self.head.items()]
        (folder / "engagement.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        for name, rows in self.tables.items():
            if not rows:
                continue
            fields = list(dict.fromkeys(key for row in rows for key in row))
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, fields)
                writer.writeheader()
                writer.writerows(rows)
        for name, content in self.catalogue.items():
            (folder / "catalogue").mkdir(exist_ok=True)
            (folder / "catalogue" / name).write_text(content, "utf-8")
        return folder
