"""Identifiers of an extract made comparable and hashed with a secret, to count persons.

The hash is half an MD5 over the secret, the name of the key and the cell: DuckDB's own quicker one
makes collisions among numbers that follow each other, and a person more or less with every salt.
It is compared in memory and then forgotten.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..model.persons import Normal
from .duck import literal
from .table import Extract

if TYPE_CHECKING:
    import numpy as np

_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_PLAIN = "".join(map(chr, range(0x21, 0x7F)))
_FORMS: dict[Normal, str] = {
    # The first number of a cell, without the prefix of the country it is dialled in; most
    # are written plainly, and to see that is quicker.
    "digits": (
        "CASE WHEN regexp_full_match({c}, '1[0-9]{{10}}') THEN {c} ELSE "
        "regexp_replace(regexp_replace(regexp_extract({c}, "
        r"'[+(]?[0-9][0-9 ().-]*[0-9]'), '[^0-9]', '', 'g'), "
        r"'^(?:00)?(?:86(1[0-9]{{10}})|85[23]([0-9]{{8}})|886(9[0-9]{{8}}))$', '\1\2\3') END"
    ),
    "letters": "upper(regexp_replace({c}, '[^0-9A-Za-z]', '', 'g'))",
    "email": r"lower(regexp_extract({c}, '[^\s<>;,\"]+@[^\s<>;,\"]+'))",
    "name": r"lower(regexp_replace({c}, '[\s·.,]+', '', 'g'))",
    "date": "left(regexp_replace({c}, '[^0-9]', '', 'g'), 8)",
}


@dataclass(frozen=True)
class Part:
    """A column of a key: its number, how its cells are made comparable, their least length."""

    column: int
    normal: Normal
    minimum: int


@dataclass(frozen=True)
class Fingerprint:
    """A key of persons found in a table.

    `rows` have it, `distinct` values it has; `linked` are the sorted hashes of the values
    that mean the same person elsewhere.
    """

    key: str
    rows: int
    distinct: int
    linked: np.ndarray[Any, Any]


@dataclass(frozen=True)
class Fingerprints:
    """All keys of a table.

    `rows` have any key, `combined` different combinations of the keys, `loose` rows hold
    personal data and no key.
    """

    keys: tuple[Fingerprint, ...]
    rows: int
    combined: int
    loose: int


@dataclass(frozen=True)
class Wanted:
    """A key to look for: its name, its columns, and the pattern of values that link assets."""

    key: str
    parts: tuple[Part, ...]
    links: str


@dataclass(frozen=True)
class Inside:
    """A key to look for inside texts: its name, how it is written (RE2), and as in `Part`."""

    key: str
    pattern: str
    normal: Normal
    minimum: int
    links: str


def fingerprint_texts(
    extract: Extract, columns: Sequence[int], wanted: Sequence[Inside], *, secret: str
) -> tuple[Fingerprint, ...]:
    """Count the different values of some keys that stand inside the texts of some columns."""
    cells = " UNION ALL ".join(f"SELECT c{c} t FROM {extract.relation}" for c in columns)
    return tuple(_inside(extract, cells, one, secret) for one in wanted)


def _inside(extract: Extract, cells: str, wanted: Inside, secret: str) -> Fingerprint:
    # RE2 knows no look-behind; its \b sees a border between a Chinese letter and a digit.
    whole = rf"(?:^|[^0-9A-Za-z])({wanted.pattern})(?:\b|[^0-9A-Za-z]|$)"
    found = (
        f"SELECT unnest(regexp_extract_all({_plain('t')}, {literal(whole)}, 1)) p FROM ({cells})"
    )
    form = _FORMS[wanted.normal].format(c="p")
    values = f"SELECT v FROM (SELECT {form} v FROM ({found})) WHERE length(v) >= {wanted.minimum}"
    links = f"regexp_full_match(v, {literal(wanted.links)})" if wanted.links else "false"
    key = f"md5_number_lower({literal(secret + wanted.key)} || v)"
    with extract.temporary(f"SELECT {key} k, {links} l FROM ({values})") as name:
        rows, distinct = extract.ask(f"SELECT count(k), count(DISTINCT k) FROM {name}")[0]
        linked = extract.column(f"SELECT DISTINCT k h FROM {name} WHERE l ORDER BY h")
    return Fingerprint(key=wanted.key, rows=rows, distinct=distinct, linked=linked)


def fingerprint(
    extract: Extract,
    wanted: Sequence[Wanted],
    personal: Sequence[int],
    *,
    empty: Collection[str],
    secret: str,
) -> Fingerprints:
    """Count the different values of some keys in an extract.

    Parameters
    ----------
    extract : Extract
    wanted : sequence of Wanted
        The keys, the best first.
    personal : sequence of int
        The columns with personal data; rows with any of them are about someone.
    empty : collection of str
        What people write where there is nothing, in lower case.
    secret : str
        What hashes are made with; forget it when all sources have been counted.
    """
    blank = ", ".join(literal(word) for word in sorted(empty)) or "''"
    about = " OR ".join(f"c{c} <> ''" for c in personal) or "false"
    # Step by step, so that the database makes each text comparable once only.
    parts = [(i, j, part) for i, one in enumerate(wanted) for j, part in enumerate(one.parts)]
    texts = "".join(f", {_comparable(part)} AS t{i}_{j}" for i, j, part in parts)
    values = "".join(f", {_value(i, one, blank)} AS v{i}" for i, one in enumerate(wanted))
    hashes = "".join(
        f", CASE WHEN v{i} IS NOT NULL THEN "
        f"md5_number_lower({literal(secret + one.key)} || v{i}) END AS k{i}"
        f", {_links(i, one)} AS l{i}"
        for i, one in enumerate(wanted)
    )
    inner = f"SELECT *, ({about}) AS about{texts} FROM {extract.relation}"
    inner = f"SELECT about{values} FROM ({inner})"
    with extract.temporary(f"SELECT about{hashes} FROM ({inner})") as name:
        return _count(extract, name, wanted)


def _count(extract: Extract, name: str, wanted: Sequence[Wanted]) -> Fingerprints:
    numbers = range(len(wanted))
    some = " OR ".join(f"k{i} IS NOT NULL" for i in numbers) or "false"
    # Of numbers as well mixed as these the database's own hash is good enough.
    whole = ", ".join(f"k{i}" for i in numbers) or "''"
    single = "".join(f", count(k{i}), count(DISTINCT k{i})" for i in numbers)
    row = extract.ask(
        f"SELECT count(*) FILTER ({some}), "
        f"count(DISTINCT hash({whole})) FILTER ({some}), "
        f"count(*) FILTER (about AND NOT ({some})){single} FROM {name}"
    )[0]
    keys = tuple(
        Fingerprint(
            key=one.key,
            rows=row[3 + 2 * i],
            distinct=row[4 + 2 * i],
            linked=extract.column(f"SELECT DISTINCT k{i} h FROM {name} WHERE l{i} ORDER BY h"),
        )
        for i, one in enumerate(wanted)
    )
    return Fingerprints(keys=keys, rows=row[0], combined=row[1], loose=row[2])


def _comparable(part: Part) -> str:
    """Return the SQL of a cell as comparable text."""
    return _FORMS[part.normal].format(c=_plain(f"c{part.column}"))


def _plain(cell: str) -> str:
    """Return the SQL of a cell with full-width letters as plain ones."""
    # Translating is slow, and full-width letters are rare: as many bytes as letters, none.
    wide = f"translate({cell}, {literal(_WIDE)}, {literal(_PLAIN)})"
    return (
        f"(CASE WHEN strlen({cell}) = length({cell}) THEN {cell} "
        f"WHEN {cell} ~ '[！-～]' THEN {wide} ELSE {cell} END)"
    )


def _value(number: int, wanted: Wanted, blank: str) -> str:
    """Return the SQL of a key as one text; null where a part of it is missing."""
    texts = [
        f"CASE WHEN length(t{number}_{j}) >= {part.minimum} "
        f"AND lower(c{part.column}) NOT IN ({blank}) THEN t{number}_{j} END"
        for j, part in enumerate(wanted.parts)
    ]
    return " || '|' || ".join(f"({text})" for text in texts)


def _links(number: int, wanted: Wanted) -> str:
    if not wanted.links:
        return "false"
    return f"coalesce(regexp_full_match(v{number}, {literal(wanted.links)}), false)"
