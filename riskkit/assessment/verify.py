"""A report checked by itself: that the assessment in it is intact and its numbers re-derive.

In: an HTML report, and the engagement folder if it is at hand. Out: one line a check, each held,
failed or not checked, with the reason in words and the places where something differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..catalogue import Knowledge, knowledge_with, load_knowledge
from ..errors import InputError
from ..files import file_hash
from ..model.assessment import Assessment
from ..model.value import Reason
from .embedded import data_of, id_of_data, read_report
from .rederive import (
    SCORING,
    Differing,
    levels_differ,
    map_differs,
    order_broken,
    scores_differ,
    states_differ,
    sums_differ,
    weights_of,
)
from .store import from_data

State = Literal["held", "failed", "not_checked"]
_SHOWN = 10


@dataclass(frozen=True)
class Checked:
    """One check: its id, how it came out, why, and where."""

    id: str
    state: State
    because: Reason
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verification:
    """What a report was found to be."""

    file: str
    checks: tuple[Checked, ...]
    assessment: Assessment | None = None

    @property
    def intact(self) -> bool:
        """Whether no check failed."""
        return all(check.state != "failed" for check in self.checks)


def verify(path: Path | str, *, engagement: Path | str | None = None) -> Verification:
    """Check an HTML report.

    Parameters
    ----------
    path : Path or str
        The report.
    engagement : Path or str, optional
        The folder it was made from; its files' hashes are compared and its own catalogue
        is used to compute the numbers again.

    Returns
    -------
    Verification
        ``intact`` unless a check failed. What could not be checked is listed as such.

    Raises
    ------
    InputError
        If the file cannot be read at all; a report without an assessment fails a check.
    """
    path = Path(path)
    folder = Path(engagement) if engagement is not None else None
    report = read_report(path)
    try:
        data = data_of(report)
        a = from_data(data, report.name)
    except InputError as error:
        fields = tuple(p.column for p in error.problems if p.column)[:_SHOWN]
        return Verification(path.name, (_failed("embedded", "verify.no_assessment", fields),))
    checks = [
        _held("embedded", "verify.embedded"),
        _id(data, report.stated, report.generator),
        _page(report.seal),
        _inputs(a, folder),
        *_numbers(a, folder),
    ]
    return Verification(path.name, tuple(checks), a)


def _held(id: str, sentence: str, **args: Any) -> Checked:
    return Checked(id, "held", Reason(rule=sentence, args=args))


def _skipped(id: str, sentence: str, **args: Any) -> Checked:
    return Checked(id, "not_checked", Reason(rule=sentence, args=args))


def _failed(id: str, sentence: str, places: Iterable[str] = (), **args: Any) -> Checked:
    return Checked(id, "failed", Reason(rule=sentence, args=args), tuple(places))


def _id(data: Any, stated: list[str], generator: str) -> Checked:
    computed = id_of_data(data)
    said = {one.strip() for one in stated}
    if not said:
        return _failed("id", "verify.no_id")
    if said != {computed} or computed[:12] not in generator:
        return _failed("id", "verify.other_id")
    return _held("id", "verify.id", mark=computed[:12])


def _page(seal: bool | None) -> Checked:
    if seal is None:
        return _failed("page", "verify.no_seal")
    return _held("page", "verify.page") if seal else _failed("page", "verify.page_changed")


def _inputs(a: Assessment, folder: Path | None) -> Checked:
    inputs = a.provenance.inputs
    if folder is None:
        return _skipped("inputs", "verify.inputs_not_given", n=len(inputs))
    differing = [one.path for one in inputs if not _same(folder, one.path, one.sha256)]
    if differing:
        return _failed("inputs", "verify.inputs_differ", differing, n=len(differing))
    return _held("inputs", "verify.inputs", n=len(inputs))


def _same(folder: Path, name: str, sha256: str) -> bool:
    """Say whether a file inside the folder has the hash; a path that leads out of it has not."""
    try:
        place = (folder / name).resolve()
        if not place.is_relative_to(folder.resolve()) or not place.is_file():
            return False
        return file_hash(place) == sha256
    except (OSError, ValueError):
        return False


def _numbers(a: Assessment, folder: Path | None) -> list[Checked]:
    checks = [
        _outcome("order", order_broken(a), len(a.assets) + len(a.scenarios)),
        _outcome("contributions", sums_differ(a), len(a.assets) + len(a.vendors)),
    ]
    own = load_knowledge(folder / "catalogue") if folder else knowledge_with(a.catalogue)
    doubt = _doubt(a, own, folder)
    if doubt is not None:
        return [*checks, _skipped("levels", doubt), _skipped("scores", doubt)]
    weights = weights_of(a, own)
    told = sum(asset.basis is not None for asset in a.assets)
    checks.append(_outcome("levels", levels_differ(a, weights), len(a.assets) + len(a.scenarios)))
    if not told:
        return [*checks, _skipped("scores", "verify.no_basis")]
    scores = (*scores_differ(a, weights), *map_differs(a, weights, own))
    return [
        *checks,
        _outcome("scores", scores, told),
        _outcome("controls", states_differ(a), len(a.controls)),
    ]


def _doubt(a: Assessment, knowledge: Knowledge, folder: Path | None) -> str | None:
    """Return why this knowledge is not the one the assessment was made of, or None if it is."""
    if knowledge.version != a.provenance.catalogue:
        return "verify.other_knowledge"
    own = [o for o in a.provenance.overrides if o.kind in SCORING]
    if own and folder is None and not a.catalogue:
        return "verify.own_catalogue"
    if folder is not None and knowledge.overrides != a.provenance.overrides:
        return "verify.other_overrides"
    return None


def _outcome(id: str, found: Iterable[Differing], n: int) -> Checked:
    differing = [one.place for one in found]
    if differing:
        return _failed(id, f"verify.{id}_differ", differing, n=len(differing))
    return _held(id, f"verify.{id}", n=n)
