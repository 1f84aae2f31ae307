"""The nouns of the knowledge: one class for each kind of entry in ``knowledge/*.yaml``.

Everything a consultant may argue with (a weight, a threshold, a wording) is an entry of one
of these classes, and every weight carries the source or the rationale it rests on.
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, field_validator

from .value import Id, Share, Text, Value

Words = tuple[str, ...]
Verified = Literal["primary", "secondary", "unverified"]
LawList = Literal["pipl_28", "gbt35273_b1", "gbt45574_a", "gdpr_9", "ccpa_spi"]


class Characters(Value):
    """Forms compared as one: `pairs` of characters, written with spaces, or titles of names."""

    id: Id
    of: str
    pairs: str = Field(default="", pattern=r"^(\S\S( |$))*$")
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


class Term(Value):
    """One value of a vocabulary: its id, how it is shown, and what else a client may type."""

    id: Id
    text: Text
    also: Words = ()

    @property
    def vocabulary(self) -> str:
        """The vocabulary the term belongs to: ``tier`` in ``tier.high``."""
        return self.id.partition(".")[0]

    @property
    def value(self) -> str:
        """The value a folder holds once it has been read: ``high`` in ``tier.high``."""
        return self.id.partition(".")[2]


class LegalView(Value):
    """What one law says of a category: on its list of sensitive data or not, and by which clause.

    ``harm_test`` is an open list where the harm to the person decides; ``other`` holds only
    under the condition that `basis` names.
    """

    value: Literal["yes", "no", "harm_test", "other", "unverified"]
    basis: str = Field(min_length=1)
    verified: Verified


class Category(Value):
    """A category of data, how much harm it can do, and how each law sees it.

    `identifies` says whether it singles a person out without a second source; all data of
    the `subjects` named belongs to it.
    """

    id: Id
    text: Text
    tier: Literal["none", "low", "medium", "high"]
    sensitivity: Share
    personal: bool
    identifies: bool
    subjects: tuple[Id, ...] = ()
    legal: dict[LawList, LegalView]
    also: Words = ()
    source: str = Field(min_length=1)
    rationale: str = Field(min_length=1)

    @field_validator("legal")
    @classmethod
    def _every_law(cls, legal: dict[LawList, LegalView]) -> dict[LawList, LegalView]:
        missing = set(get_args(LawList)) - set(legal)
        if missing:
            raise ValueError(f"no view of {', '.join(sorted(missing))}")
        return legal


class Family(Value):
    """A family of controls or a capability of the product, with the controls in it."""

    id: Id
    text: Text
    controls: tuple[Id, ...]


class Control(Value):
    """A control of the catalogue: what it asks, what proves it, where it applies.

    `assets` are the carriers it protects, or ``all``, ``people``, ``vendor``, ``premises``,
    ``network``; ``applies.yaml`` says what each means. `review_months` is how long a proof
    stays fresh; None for a control that is done once, within a project.
    """

    id: Id
    family: Id
    text: Text
    description: Text
    evidence: tuple[Text, ...] = Field(min_length=1)
    category: Id
    csf_function: Id
    assessment_mode: Id
    core: bool
    review_months: int | None = Field(default=None, gt=0)
    capabilities: tuple[Id, ...] = ()
    assets: tuple[Id, ...] = Field(min_length=1)
    lifecycle: tuple[Id, ...] = Field(min_length=1)
    scenarios: tuple[Id, ...] = Field(min_length=1)
    registers: tuple[Id, ...] = ()
    mappings: dict[str, Words] = {}
    mappings_verified: Verified = "unverified"
    seed_ids: tuple[Id, ...] = ()


class Holding(Value):
    """A typical asset of a scenario and the carriers it comes on."""

    text: Text
    carriers: tuple[Id, ...] = Field(min_length=1)


class Threat(Value):
    """What can go wrong in a scenario: the feared event it leads to, on what, and when.

    Without a `pathway` it breaks a duty to the person and is checked, not scored.
    """

    id: Id
    text: Text
    pathway: Id | None = None
    carriers: tuple[Id, ...] = Field(min_length=1)
    phases: tuple[Id, ...] = Field(min_length=1)


class Phase(Value):
    """A phase of a scenario: the controls that must stand in it and what to tick off."""

    id: Id
    text: Text
    controls: tuple[Id, ...] = Field(min_length=1)
    checklist: tuple[Text, ...] = Field(min_length=1)


class Sector(Value):
    """What a sector adds to the steady state: typical data, a typical case, controls to stress."""

    id: Id
    text: Text
    data: Text
    case: Text
    stress: tuple[Id, ...] = Field(min_length=1)
    kpi: tuple[Text, ...] = Field(min_length=1)


class Scenario(Value):
    """An event an engagement is assessed for: who takes part, what is held, what can go wrong.

    Without an `event` the phases are stages of everyday work, which an asset need not be in.
    """

    id: Id
    text: Text
    note: Text
    seeds: str
    event: bool
    actors: tuple[Text, ...] = Field(min_length=1)
    assets: tuple[Holding, ...] = Field(min_length=1)
    threats: tuple[Threat, ...] = Field(min_length=1)
    phases: tuple[Phase, ...] = Field(min_length=1)
    sectors: tuple[Sector, ...] = ()


class Law(Value):
    """A clause: of which law (a word of the vocabulary ``law``), what it asks, how far read."""

    id: Id
    law: Id
    article: str = Field(min_length=1)
    text: Text
    verified: Verified
    source: str = Field(min_length=1)
