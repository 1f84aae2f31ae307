"""What the checks look at, and what a check that found something hands back."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..catalogue import Knowledge, load_knowledge
from ..catalogue.spelling import same_person, same_word
from ..model.assessment import (
    AssetRisk,
    Column,
    ControlState,
    RegisterState,
    Severity,
    VendorRisk,
)
from ..model.cells import months_after as months_after
from ..model.cells import several
from ..model.detection import Entity
from ..model.inventory import Asset, Inventory, RegisterRow, Row, Service, Vendor
from ..model.knowledge import Category
from ..model.register_table import RegisterTable
from ..model.rules import Rule
from ..model.value import Argument

Args = dict[str, Argument]
TIERS = ("none", "low", "medium", "high")
_NUMBERED = re.compile(r"(?<![\w.-])[A-Za-z]{1,6}[-_#.]?[0-9]{1,5}(?![\w.-])")
_REFERENCE = re.compile(r"[A-Za-z]{0,6}[-_#.]?[0-9]{1,5}[A-Za-z]?")


@dataclass(frozen=True, eq=False)
class Facts:
    """Everything known of one engagement when findings are sought.

    Parameters
    ----------
    inventory : Inventory
        What the client declared, with its registers.
    as_of : date
        The day the assessment speaks of; every "overdue" and "expired" is relative to it.
    assets, columns, controls, vendors, registers : tuples
        What the lower floors computed.
    categories : mapping of id to Category
        The categories of data: their tier, whether they are personal, and each law's view.
    entities : mapping of id to Entity
        Which category each entity found in free text belongs to; `find` takes the knowledge's.
    removed : mapping of control id to points
        Residual risk, in points of 0–100, that the control would remove if in place and proven.
    hashes : mapping of path to SHA-256, optional
        The files of the folder as they are now; None if nobody looked.
    knowledge : Knowledge
        What words and phases mean; `find` lays the one of the run over it.
    """

    inventory: Inventory
    as_of: dt.date
    assets: tuple[AssetRisk, ...] = ()
    columns: tuple[Column, ...] = ()
    controls: tuple[ControlState, ...] = ()
    vendors: tuple[VendorRisk, ...] = ()
    registers: tuple[RegisterState, ...] = ()
    categories: Mapping[str, Category] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    removed: Mapping[str, float] = field(default_factory=dict)
    hashes: Mapping[str, str] | None = None
    knowledge: Knowledge = field(default_factory=load_knowledge)

    def rows(self, register: str) -> RegisterTable:
        """Return the rows of one register, to be read as rows or by column."""
        if register not in self._tables:
            held = self.inventory.registers.get(register, ())
            self._tables[register] = RegisterTable.of(held)
        return self._tables[register]

    @cached_property
    def _tables(self) -> dict[str, RegisterTable]:
        return {}

    @cached_property
    def _kept(self) -> dict[tuple[str, str], Mapping[str, list[int]]]:
        return {}

    def grouped(self, register: str, column: str) -> Mapping[str, list[int]]:
        """Return the places of a register's rows by what a column says, folded; no empty cells."""
        if (register, column) not in self._kept:
            groups: dict[str, list[int]] = defaultdict(list)
            for place, key in self.rows(register).read((column, fold)):
                groups[key].append(place)
            groups.pop("", None)
            self._kept[register, column] = dict(groups)
        return self._kept[register, column]

    @cached_property
    def box_tiers(self) -> Mapping[str, set[str]]:
        """The tiers of every packed box: its own and those of the assets in it."""
        tiers: dict[str, set[str]] = defaultdict(set)
        boxes = self.rows("REG-BOX")
        for _, box, own, held in boxes.read(
            ("box_no", fold), ("tier", str), ("assets", self._tiers_of)
        ):
            tiers[box] |= held | {own}
        tiers.pop("", None)
        return {box: found & set(TIERS) for box, found in tiers.items()}

    def _tiers_of(self, assets: str) -> set[str]:
        found = (self.asset_called(id) for id in several(assets))
        return {asset.tier or "" for asset in found if asset}

    def personal(self, category: str) -> bool:
        """Say whether a category of data is about persons; an unknown one is taken to be."""
        known = self.categories.get(category)
        return known is None or known.personal

    def tier(self, category: str) -> str:
        """Return the tier of a category of data; an unknown one is taken to be medium."""
        known = self.categories.get(category)
        return known.tier if known else "medium"

    def sensitive(self, category: str, law: str) -> bool:
        """Say whether a law names the category as sensitive or special."""
        known = self.categories.get(category)
        view = dict(known.legal).get(law) if known else None  # type: ignore[call-overload]
        return view is not None and view.value == "yes"

    @property
    def event(self) -> dt.date | None:
        """The day of the transfer or the move, if the engagement has one."""
        return self.inventory.header.event_date

    @property
    def scenario(self) -> str:
        """What the engagement is about: transfer, relocation or steady."""
        return self.inventory.header.scenario

    @cached_property
    def declared(self) -> Mapping[str, Asset]:
        """The declared assets by id."""
        return {asset.id: asset for asset in self.inventory.assets}

    @cached_property
    def _asset_words(self) -> dict[str, Asset]:
        words = {fold(asset.name): asset for asset in self.inventory.assets}
        for asset in self.inventory.assets:
            words.update({fold(path): asset for path in asset.data})
        return words | {fold(asset.id): asset for asset in self.inventory.assets}

    def asset_called(self, word: str | None) -> Asset | None:
        """Return the asset a register means by an id, a name or a data path, or None."""
        return self._asset_words.get(fold(word)) if word else None

    def system(self, word: str) -> str:
        """Return the id of the asset a cell means, or the cell folded if it means none."""
        asset = self.asset_called(word)
        return asset.id if asset else fold(word)

    def phase(self, word: str) -> str:
        """Return the phase a cell means, or the cell folded if it means none."""
        return self.knowledge.meaning("phase", word) or fold(word)

    def words(self, vocabulary: str) -> dict[str, tuple[str, ...]]:
        """Return the words of every value of a vocabulary."""
        return {
            term.value: (*term.text.all, *term.also)
            for term in self.knowledge.entries("vocabularies").values()
            if term.vocabulary == vocabulary
        }

    @cached_property
    def vendor_by_id(self) -> Mapping[str, Vendor]:
        """The declared vendors by id."""
        return {vendor.id: vendor for vendor in self.inventory.vendors}

    @cached_property
    def _vendor_words(self) -> dict[str, str]:
        words = {fold(vendor.name): vendor.id for vendor in self.inventory.vendors}
        return words | {fold(vendor.id): vendor.id for vendor in self.inventory.vendors}

    @cached_property
    def confidentiality(self) -> Mapping[str, tuple[RegisterRow, ...]]:
        """The rows of the NDA register by vendor id."""
        rows = self.rows("REG-NDA")
        found: dict[str, list[RegisterRow]] = {}
        for place, vendor in enumerate(self.nda_vendors):
            if vendor:
                found.setdefault(vendor, []).append(rows[place])
        return {vendor: tuple(held) for vendor, held in found.items()}

    @cached_property
    def nda_vendors(self) -> list[str | None]:
        """The vendor each row of the NDA register is about: by its id, else by its name."""
        rows = self.rows("REG-NDA").read(("vendor", str), ("party", fold))
        return [
            vendor if vendor in self.vendor_by_id else self._vendor_words.get(party)
            for _, vendor, party in rows
        ]

    def touches_personal(self, service: Service) -> bool:
        """Say whether a service can reach personal data: through an asset or an account."""
        kinds = [
            k for a in service.assets if a in self.declared for k in self.declared[a].data_kinds
        ]
        if any(self.personal(kind) for kind in kinds):
            return True
        unknown = any(
            a in self.declared and not self.declared[a].data_kinds for a in service.assets
        )
        return unknown or service.logical_access not in (None, "none")


@dataclass(frozen=True)
class Hit:
    """What a check found: about what, what fills the sentence, and where it stands.

    `key` tells hits on the same subject apart. `severity` and `controls` go before the rule's.
    `scope` names the assets, activities or vendors a claim was made for, if it was for some.
    """

    subject: str
    args: Mapping[str, Argument] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    key: str = ""
    severity: Severity | None = None
    controls: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()


Check = Callable[[Facts, Rule], Iterator[Hit]]


def place(row: Row) -> str:
    """Return where a row stands, as file and line; never what stands there."""
    return f"{row.file}:{row.line}"


def cell(row: RegisterRow, column: str) -> str:
    """Return what stands in a cell, without the blanks around it; empty if nothing does."""
    return row.cells.get(column, "").strip()


def reference(rows: RegisterTable, at: int, column: str) -> str:
    """Return the box, seal or medium numbers in a cell, else the row it stands in.

    A cell may hold anything, a person's name too; only short numbers are repeated in a report:
    what the whole cell is, or what stands apart in it as letters and a number.

    Examples
    --------
    >>> from riskkit.model.register_table import Coded
    >>> numbers = Coded.of(["B-07", "Chan Tai Man"])
    >>> boxes = RegisterTable("registers/REG-BOX.csv", [6, 7], {"box_no": numbers})
    >>> reference(boxes, 0, "box_no"), reference(boxes, 1, "box_no")
    ('B-07', 'registers/REG-BOX.csv:7')
    >>> disks = Coded.of(["Disks SD-01, SD-02 of the old PC"])
    >>> reference(RegisterTable("registers/REG-DESTR.csv", [2], {"medium": disks}), 0, "medium")
    'SD-01, SD-02'
    """
    value = rows.cell(at, column)
    if _REFERENCE.fullmatch(value):
        return value
    return ", ".join(_NUMBERED.findall(value)[:3]) or rows.place(at)


def fold(word: str | None) -> str:
    """Fold case, width, spaces and script away, for telling whether two cells say the same."""
    return same_word(word or "")


def person(row: RegisterRow, column: str) -> str:
    """Return who stands in a cell, the same however the name is spelt; empty if nobody does."""
    return same_person(cell(row, column))
