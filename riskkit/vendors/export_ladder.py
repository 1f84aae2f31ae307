"""The path personal data must take out of mainland China: a total function of the counts.

The ladder is first match wins, from strict to light; it never becomes lighter when a count
grows or the handler turns out to be an operator of critical infrastructure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from ..model.value import Interval

ASSESSMENT, CONTRACT, EXEMPT = "assessment", "contract", "exempt"
PATHS = (EXEMPT, CONTRACT, ASSESSMENT)
"""From the lightest to the strictest."""


@dataclass(frozen=True)
class Rung:
    """The persons from which a path applies: either count reaching its number suffices."""

    path: str
    general: float
    sensitive: float


@dataclass(frozen=True)
class Flow:
    """What goes abroad in a calendar year, as far as it is known.

    Parameters
    ----------
    general, sensitive : Interval
        Persons whose general, and whose sensitive, data go out since 1 January; counted apart.
    cii : bool or None
        Whether the handler operates critical information infrastructure; None if not known.
    important : bool or None
        Whether important data are among them.
    exempted : bool or None
        Whether the flow fits an exemption by its purpose (contract, staff, emergency, transit,
        free-trade-zone list).
    """

    general: Interval
    sensitive: Interval
    cii: bool | None = False
    important: bool | None = False
    exempted: bool | None = False


def export_paths(flow: Flow, ladder: Sequence[Rung]) -> tuple[str, ...]:
    """Return every path the flow may have to take, the lightest first.

    Parameters
    ----------
    flow : Flow
        The counts and flags, each possibly unknown.
    ladder : sequence of Rung
        The thresholds of ``assessment`` and ``contract``; both numbers included.

    Returns
    -------
    tuple of str
        One of ``exempt``, ``contract`` (standard contract or certification), ``assessment``,
        or all that the unknowns touch.

    References
    ----------
    Provisions on cross-border data flows (CAC Order 16, 2024) 3-8; counts since 1 January of
    the current year.

    Examples
    --------
    >>> ladder = [Rung("assessment", 1_000_000, 10_000), Rung("contract", 100_000, 1)]
    >>> few = Flow(Interval(lo=99_999, hi=100_000), Interval.exactly(0))
    >>> export_paths(few, ladder)
    ('exempt', 'contract')
    """
    touched: set[str] = set()
    flags = (_may(flow.cii), _may(flow.important), _may(flow.exempted))
    for cii, important, exempted in product(*flags):
        least = _path(flow.general.lo, flow.sensitive.lo, (cii, important, exempted), ladder)
        most = _path(_top(flow.general), _top(flow.sensitive), (cii, important, exempted), ladder)
        # Each count passes every number between its bounds, so no path between is jumped over;
        # an operator of critical infrastructure goes from nothing to assessment at one person.
        between = PATHS[PATHS.index(least) : PATHS.index(most) + 1]
        touched |= {least, most} if cii else set(between)
    return tuple(path for path in PATHS if path in touched)


def _path(
    general: float, sensitive: float, flags: tuple[bool, bool, bool], ladder: Sequence[Rung]
) -> str:
    cii, important, exempted = flags
    if exempted and not important:
        return EXEMPT
    if important or (cii and general + sensitive > 0):
        return ASSESSMENT
    for rung in sorted(ladder, key=lambda rung: -PATHS.index(rung.path)):
        if general >= rung.general or sensitive >= rung.sensitive:
            return rung.path
    return EXEMPT


def _may(flag: bool | None) -> tuple[bool, ...]:
    return (False, True) if flag is None else (flag,)


def _top(count: Interval) -> float:
    return float("inf") if count.hi is None else count.hi
