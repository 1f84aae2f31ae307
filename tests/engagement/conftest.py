"""A folder to spoil: small, right in every cell, with one row in every table."""

import csv
import io

import pytest

HEAD = """\
client: Example Retail
title: Store transfer
scenario: transfer
event_date: 2026-12-15
as_of: 2026-11-20
phase: T1
"""
TABLES = {
    "assets": [
        ["id", "name", "carrier", "data_kinds", "volume", "third_parties", "phase", "data"],
        ["A1", "Membership", "appsys", "name;contact", "1000-5000", "V1", "T1", "extracts/m.csv"],
        ["A2", "Forms", "paper", "", "unknown", "", "", ""],
    ],
    "activities": [["id", "name", "assets", "notice"], ["P1", "Service", "A1;A2", "yes"]],
    "controls": [
        ["control", "scope", "status", "coverage", "evidence"],
        ["CR-01", "A1", "in_place", "80", "E1"],
        ["GV-01", "*", "unknown", "", ""],
    ],
    "evidence": [["id", "kind", "date", "path"], ["E1", "document", "2026-03-05", "proof.txt"]],
    "vendors": [["id", "name", "kind"], ["V1", "Movers", "mover"]],
    "services": [["id", "vendor", "assets", "nda_signed"], ["S1", "V1", "A2", "2026-10-01"]],
    "actions": [["id", "control", "due", "status"], ["T1", "CR-01", "2026-12-01", "open"]],
}


def as_csv(rows, delimiter=","):
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return stream.getvalue()


class Folder:
    """An engagement folder under test."""

    as_csv = staticmethod(as_csv)

    def __init__(self, root):
        self.root = root
        self.tables = {id: [list(row) for row in rows] for id, rows in TABLES.items()}
        self.write("engagement.yaml", HEAD)
        self.write("extracts/m.csv", "name,mobile\n")
        self.write("proof.txt", "proof")
        for id in self.tables:
            self.save(id)

    def write(self, name, content):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def save(self, id, encoding="utf-8", delimiter=","):
        return self.write(f"{id}.csv", as_csv(self.tables[id], delimiter).encode(encoding))

    def set(self, id, column, value, row=2):
        """Put `value` into a column of a row, as a person counts rows; the header is row 1."""
        rows = self.tables[id]
        if column not in rows[0]:
            for cells in rows:
                cells.append("")
            rows[0][-1] = column
        rows[row - 1][rows[0].index(column)] = value
        return self.save(id)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path / "engagement")
