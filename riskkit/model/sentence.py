"""A sentence riskkit may say, and where a knowledge file came from."""

from __future__ import annotations

import datetime as dt

from .value import Id, Text, Value


class About(Value):
    """The head of a knowledge file: what it is, which version, from where, as of when."""

    title: str
    version: str
    source: str
    as_of: dt.date
    note: str | None = None
    licence: str | None = None


class Sentence(Value):
    """One sentence in three languages, with holes for what a run found."""

    id: Id
    text: Text
