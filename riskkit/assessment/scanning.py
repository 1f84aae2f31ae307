"""The data of every asset scanned, each column tied to its asset and its place in the folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..detect import scan_source
from ..errors import SourceError
from ..model.assessment import Column, Unseen
from ..model.inventory import Inventory
from ..model.value import Reason
from ..sources import Rows, resolve_inside, source_name

Tell = Callable[[str, int, int], None]


def scan_assets(
    inventory: Inventory, folder: Path, rows: Rows, tell: Tell
) -> tuple[tuple[Column, ...], tuple[Unseen, ...]]:
    """Scan what the assets' ``data`` names; what cannot be read is listed as not seen.

    A source that several assets share is scanned once.
    """
    wanted = [(asset.id, name) for asset in inventory.assets for name in asset.data]
    seen: dict[str, tuple[tuple[Column, ...], tuple[Unseen, ...]]] = {}
    columns: list[Column] = []
    unseen: list[Unseen] = []
    for done, (asset, name) in enumerate(wanted):
        tell("scan", done, len(wanted))
        if name not in seen:
            seen[name] = _scan(name, folder, rows)
            unseen.extend(seen[name][1])
        columns.extend(c.model_copy(update={"asset": asset}) for c in seen[name][0])
    tell("scan", len(wanted), len(wanted))
    return tuple(columns), tuple(unseen)


def _scan(name: str, folder: Path, rows: Rows) -> tuple[tuple[Column, ...], tuple[Unseen, ...]]:
    place = name if "://" in name else resolve_inside(folder, name)
    try:
        result = scan_source(place, name=name, rows=rows)
    except SourceError as error:
        reason = Reason(rule="sources.unreadable", args={"error": str(error)})
        return (), (Unseen(source=source_name(name), reason=reason),)
    return result.columns, result.unseen
