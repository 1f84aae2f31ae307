"""The data of every asset scanned, each column tied to its asset and its place in the folder."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..catalogue import Knowledge
from ..detect import ScanResult, scan_source
from ..detect.persons import Tally, persons_of
from ..errors import SourceError
from ..model.assessment import Column, Unseen
from ..model.inventory import Inventory
from ..model.persons import Persons
from ..model.value import Reason
from ..sources import Rows, resolve_inside, source_name

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Scanned:
    """What the scan of all assets found, could not see, and whom it counted."""

    columns: tuple[Column, ...]
    unseen: tuple[Unseen, ...]
    persons: Persons


def scan_assets(
    inventory: Inventory, folder: Path, rows: Rows, tell: Tell, *, knowledge: Knowledge
) -> Scanned:
    """Scan what the assets' ``data`` names; what cannot be read is listed as not seen.

    A source that several assets share is scanned once. Persons are counted by hashes whose salt
    is made for this run and kept nowhere.
    """
    wanted = [(asset.id, name) for asset in inventory.assets for name in asset.data]
    secret = secrets.token_hex(16)
    seen: dict[str, ScanResult] = {}
    columns: list[Column] = []
    unseen: list[Unseen] = []
    tallies: dict[str, list[Tally]] = defaultdict(list)
    for done, (asset, name) in enumerate(wanted):
        tell("scan", done, len(wanted))
        if name not in seen:
            seen[name] = _scan(name, folder, rows, secret, knowledge)
            unseen.extend(seen[name].unseen)
        columns.extend(c.model_copy(update={"asset": asset}) for c in seen[name].columns)
        tallies[asset].extend(seen[name].tallies)
    tell("scan", len(wanted), len(wanted))
    return Scanned(tuple(columns), tuple(unseen), persons_of(tallies))


def _scan(name: str, folder: Path, rows: Rows, secret: str, knowledge: Knowledge) -> ScanResult:
    place = name if "://" in name else resolve_inside(folder, name)
    try:
        return scan_source(place, name=name, rows=rows, secret=secret, knowledge=knowledge)
    except SourceError as error:
        reason = Reason(rule="sources.unreadable", args={"error": str(error)})
        return ScanResult((), (Unseen(source=source_name(name), reason=reason),))
