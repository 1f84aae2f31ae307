"""What the law asks of a vendor, and the words that give a vendor's own text away: knowledge."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .assessment import Severity
from .value import Id, Text, Value
from .vendors import Fact, Sourced, VendorKind

ClauseTest = Literal[
    "clause",
    "mechanism",
    "export_path",
    "scc_module",
    "transfer_assessment",
    "impact_assessment",
    "impact_record",
    "notice",
    "consent",
    "register",
    "chain",
    "guarantees",
    "own_purposes",
    "localisation",
    "scc_clause",
]
CommentRule = Literal[
    "negated",
    "planned",
    "lapsed",
    "partial",
    "conditional",
    "passed_on",
    "hedged",
    "denied_na",
    "replaced",
    "na_outsourced",
    "na_gap",
    "na_control",
    "admitted",
]


class ClauseGroup(Value):
    """A set of duties that a law lays on the use of a vendor, and for which vendors.

    It is told when the engagement is assessed under one of `profiles`, or when somebody read a
    contract for one of its items; `roles`, `kinds` and `when` say for which services, `outside`
    that only a service outside that region counts. `accepted` and `insufficient` are the
    transfer mechanisms that are a ground under it, wholly or under conditions.
    """

    id: Id
    name: Text
    profiles: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    kinds: tuple[VendorKind, ...] = ()
    when: tuple[Fact, ...] = ()
    outside: Id | None = None
    accepted: tuple[str, ...] = ()
    insufficient: tuple[str, ...] = ()
    source: str = Field(min_length=1)


class ClauseItem(Value):
    """One duty: what the contract or the records must show, and what tests it.

    `law` is the clause it is cited by. Items of the test ``clause`` are read in the contract;
    the others follow from the engagement's own tables and can be read in no contract; those of
    ``scc_clause`` are read in standard clauses, of `modules` only where any are named.
    """

    id: Id
    group: Id
    name: Text
    law: str = Field(min_length=1)
    test: ClauseTest = "clause"
    critical_only: bool = False
    modules: tuple[int, ...] = ()


class WordClass(Value):
    """Words that do the same in a sentence: denials, limits, doubts, things of protection.

    `words` are in Latin letters and match whole, ``~`` standing for any ending; `signs` are
    Chinese and match anywhere. Where several begin at one place the longest counts.
    """

    id: Id
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    source: str = Field(min_length=1)


class CommentWords(Value):
    """What, beside an answer, means something else than the answer says; or means nothing.

    A pattern names classes of words in the order they come in one clause: ``a/b`` is a word of
    either, ``a-b`` one of the first and not of the second, ``?a`` one that may be missing, ``!a``
    that none follows; ``*`` stands for up to three words, ``**`` for up to nine, ``*-b`` for such
    as are not of that class, ``^`` and ``$`` for the ends of the clause. In a clause with a
    pattern of `unless` the others mean nothing. `answers` are the meant answers the rule looks
    at; without a `rule` the words found are harmless and no other rule sees them, unless it is
    `bare`. Only a rule that goes `deep` looks at the middle of a long comment.
    """

    id: Id
    rule: CommentRule | None = None
    answers: tuple[str, ...] = ()
    favourable: Literal["yes", "no", "any"] = "any"
    severity: Severity = "info"
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    deep: bool = False
    bare: bool = False
    source: str = Field(min_length=1)


class NameWords(Value):
    """Words by which an organisation is found in free text.

    `cues` go before a name (hosted by …), `trailing` after it, `suffixes` end one (Ltd, 公司),
    `known` are names of large providers with the spellings they go by, `common` those that are
    ordinary words too and count only after one of `before`; `generic` are words that name
    nobody (third party, 本公司), `legal_forms` endings that tell nothing apart, `leads` Chinese
    words a name does not go on before. After one of `asides` (supports, such as, 不使用) a known
    name is passed over: nobody says that anything is passed on to it.
    """

    id: Id
    cues: tuple[str, ...] = ()
    trailing: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    legal_forms: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    known: dict[str, tuple[str, ...]] = {}
    common: dict[str, tuple[str, ...]] = {}
    source: str = Field(min_length=1)


class DocumentRule(Sourced):
    """What a kind of document can prove, and for how long.

    `most` is the highest level of assurance it reaches; `bridge_months` the longest a bridge
    letter carries on; `place_bound` says that it proves nothing outside its countries.
    """

    most: Literal["attested", "documented", "certified", "verified"]
    valid_months: int | None = Field(default=None, gt=0)
    needs_period: bool = False
    bridge_months: int = Field(default=0, ge=0)
    place_bound: bool = False


class PaperWords(Sourced):
    """Words on a paper that say it shows less than its kind promises.

    `most` is the highest level of assurance such a paper reaches, if that is less; with one of
    `unless` on it the words mean nothing; `same` are rules of the table of documents that tell
    the same.
    """

    severity: Severity
    most: Literal["attested", "documented"] | None = None
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


class Region(Value):
    """Countries that a law treats alike, with where the list comes from."""

    id: Id
    name: Text
    countries: tuple[str, ...] = Field(min_length=1)
    partly: tuple[str, ...] = ()
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _partly_are_members(self) -> Self:
        if not set(self.partly) <= set(self.countries):
            raise ValueError("`partly` must be among the `countries`")
        return self


class ContractModule(Value):
    """Which module of the standard contractual clauses two roles lead to."""

    id: Id
    exporter: Literal["controller", "processor"]
    importer: Literal["controller", "processor"]
    module: int = Field(ge=1, le=4)
    source: str = Field(min_length=1)
