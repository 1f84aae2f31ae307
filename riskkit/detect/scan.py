"""A scan: every column of every table of a source, with verdict, evidence and bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..catalogue import Knowledge, load_knowledge
from ..errors import SourceError
from ..model.assessment import Column, Unseen
from ..model.value import Reason
from ..sources import Extract, Source, Table, open_source
from ..sources.source import Notes
from ..sources.table import DEFAULT_ROWS, Rows
from .bounds import upper_bound
from .cells import Cells
from .columns import Verdict, judge
from .counting import count_hits
from .masks import mask, mask_text
from .persons import Tally, tally_persons
from .rulebook import Rulebook
from .settling import settle

SAMPLE = 1_000
"""Rows whose cells are looked at one by one; hits are counted in all scanned rows."""
SPARSE = 50
"""Filled cells of a sample below which more are looked for."""


@dataclass(frozen=True)
class ScanResult:
    """What a scan found: a `Column` for each column, and what it could not see."""

    columns: tuple[Column, ...]
    unseen: tuple[Unseen, ...]
    # Hashes of identifiers: for putting sources together in this run, never for showing.
    tallies: tuple[Tally, ...] = field(default=(), repr=False, compare=False)

    @property
    def personal(self) -> tuple[Column, ...]:
        """The columns that hold personal data."""
        return tuple(column for column in self.columns if column.personal)

    def _repr_html_(self) -> str:
        from html import escape

        cells = (
            (
                c.table or c.source,
                c.column,
                c.entity or "",
                f"{c.probability:.0%}",
                f"{c.hits:,} / {c.scanned:,}",
                ", ".join(c.examples),
            )
            for c in self.columns
        )
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>"
            for row in cells
        )
        return f"<table>{rows}</table>"


def scan_source(
    source: str | Path | Source | Iterable[str | Path],
    *,
    rows: Rows | None = None,
    knowledge: Knowledge | None = None,
    name: str | None = None,
    secret: str | None = None,
) -> ScanResult:
    """Find the personal data of a source.

    Parameters
    ----------
    source : str, Path, Source, or several paths
        A file, a folder, a workbook, a database; see `riskkit.sources.open_source`.
    rows : int or "all", optional
        Rows to read of each table (100,000 by default: the head and an even spread).
    knowledge : Knowledge, optional
        With an engagement's overrides; riskkit's own by default.
    name : str, optional
        What to call the source in the result.
    secret : str, optional
        With it, persons are counted too: the salt of this run.

    Notes
    -----
    `scanned` of a column is the rows on which its hits rest: every row that was read where a
    pattern tells the entity, the rows of the sample (1,000) where only names, word lists or
    the header do, or where nothing was found. The bound rests on the same rows.

    Returns
    -------
    ScanResult
        `columns` (one entry a column: entity, personal, probability 0–1, rows, scanned,
        hits, 95 % upper bound 0–1, three masked examples, reasons, advice) and `unseen`.

    Raises
    ------
    SourceError
        If the source itself cannot be opened; a part that fails becomes an entry of `unseen`.
    """
    known = knowledge or load_knowledge()
    rules, keys = Rulebook.of(known), known.entries("detection/persons")
    columns: list[Column] = []
    unseen: list[Unseen] = []
    tallies: list[Tally] = []
    for opened in _opened(source, name):
        with opened:
            for table in _tables(opened):
                try:
                    extract = table.extract(rows or DEFAULT_ROWS)
                    found = scan_table(table, extract, rules)
                    if secret is not None:
                        tallies.append(
                            tally_persons(extract, found, keys, rules=rules, secret=secret)
                        )
                    columns += found
                except SourceError as error:
                    Notes(opened, table.source)("sources.unreadable", table.name, error=str(error))
            unseen += opened.unseen
    return ScanResult(tuple(columns), tuple(unseen), tuple(tallies))


def _opened(
    source: str | Path | Source | Iterable[str | Path], name: str | None
) -> Iterator[Source]:
    if isinstance(source, Source):
        yield source
    elif isinstance(source, str | Path):
        yield open_source(source, name=name)
    else:
        for item in source:
            yield open_source(item)


def _tables(source: Source) -> Iterator[Table]:
    try:
        yield from source
    except SourceError as error:
        # The part says which source it is; the message need not say it again.
        source.miss("sources.unreadable", "", error=str(error).removeprefix(f"{source.name}: "))


def scan_table(table: Table, extract: Extract, rules: Rulebook) -> list[Column]:
    """Return the columns of one table, from the rows that were read of it."""
    verdicts = judge_table(extract, rules)
    distinct, hits = count_hits(extract, verdicts, rules)
    return [
        _column(table, extract, verdict, distinct[i], hits[i], rules)
        for i, verdict in enumerate(verdicts)
    ]


def judge_table(extract: Extract, rules: Rulebook) -> list[Verdict]:
    """Return the verdict on each column of an extract, from a sample of its rows."""
    samples = extract.sample(SAMPLE)
    rows = len(samples[0]) if samples else 0
    columns = [Cells(sample, rules) for sample in samples]
    if extract.about > rows:
        _fill(columns, extract, rules)
    verdicts = []
    for header, cells in zip(extract.columns, columns, strict=True):
        cells.scale = extract.about / max(1, rows)
        verdicts.append(judge(header, cells, rules, named=extract.named))
    return settle(verdicts, rules)


def _fill(columns: list[Cells], extract: Extract, rules: Rulebook) -> None:
    """Put the filled cells of columns that are mostly empty in the place of their sample."""
    sparse = [i for i, cells in enumerate(columns) if cells.count < SPARSE]
    if not sparse:
        return
    for i, filled in zip(sparse, extract.filled(sparse, SAMPLE), strict=True):
        columns[i] = Cells(filled, rules)
        columns[i].looked = extract.scanned if len(filled) < SAMPLE // 2 else len(filled)


def _column(
    table: Table,
    extract: Extract,
    verdict: Verdict,
    distinct: int,
    hits: tuple[int, int],
    rules: Rulebook,
) -> Column:
    entity = rules.entities.get(verdict.entity or "")
    because = [*verdict.because, *table.notes]
    if entity is None:
        because.append(Reason(rule="detect.nothing", args={"scanned": hits[1]}))
    category = verdict.claim.category if verdict.claim.entity == verdict.entity else None
    return Column(
        source=table.source,
        table=table.name,
        column=verdict.header,
        entity=verdict.entity,
        entities=verdict.entities,
        category=(category or entity.category) if entity else None,
        personal=verdict.personal,
        masked=verdict.masked,
        probability=round(verdict.probability, 4),
        rows=extract.rows,
        scanned=hits[1],
        hits=hits[0],
        upper_bound=round(upper_bound(*hits), 6),
        distinct=distinct,
        examples=_examples(verdict, rules),
        because=tuple(because),
        advice=entity.advice if entity and verdict.personal else "keep",
    )


def _examples(verdict: Verdict, rules: Rulebook) -> tuple[str, ...]:
    """Return up to three different masked examples."""
    entity = rules.entities.get(verdict.entity or "")
    if entity is None:
        return ()
    shown: dict[str, None] = {}
    if verdict.spans:
        for text, spans in verdict.spans.items():
            parts = [(s.start, s.end, rules.entities[s.entity]) for s in spans]
            shown.setdefault(mask_text(text, parts))
            if len(shown) == 3:
                break
    else:
        for value in _matching(verdict, rules):
            shown.setdefault(mask(value, entity))
            if len(shown) == 3:
                break
    return tuple(shown)


def _matching(verdict: Verdict, rules: Rulebook) -> Sequence[str]:
    """Return the values that show the verdict, or those its shape allows."""
    patterns = [c.whole for c in rules.patterns if c.entity == verdict.entity]
    values = list(verdict.cells.tally)
    best = [v for v in values if any(p.fullmatch(v) for p in patterns)]
    shape = rules.shapes[verdict.entity or ""]
    return best or [v for v in values if shape.fullmatch(v)]
