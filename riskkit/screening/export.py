"""The path personal data must take out of mainland China, by how much of it goes.

The ladder is first match wins, from strict to light; it never becomes lighter when a count
grows or the handler turns out to be an operator of critical infrastructure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..model.value import Interval
from ..vendors.export_ladder import Flow, Rung, export_paths
from .case import Case, Decision, Holding, State, decided, ids


def export_rung(case: Case, path: str, ladder: Sequence[Rung], home: Iterable[str]) -> Decision:
    """Decide whether `path` is the one the engagement's exports must take."""
    going = _exports(case, frozenset(home))
    if going.state == "no":
        return decided("no", "no_export")
    flow, touched = going.flow(case)
    paths = export_paths(flow, ladder)
    state: State = "no"
    if path in paths:
        state = "yes" if len(paths) == 1 and going.state == "yes" else "undecided"
    names = tuple(f"export.{one}" for one in paths)
    reason = decided(
        state,
        "export_paths",
        paths=names,
        assets=_or_none(ids(touched)),
        general=_span(flow.general),
        sensitive=_span(flow.sensitive),
    )
    if flow.cii is None:
        return Decision(state, reason.because + decided(state, "cii_unknown").because)
    return reason


def exported(case: Case, home: Iterable[str]) -> Decision:
    """Decide whether personal data leave home: by services, storage and activities."""
    going = _exports(case, frozenset(home))
    if going.state == "yes":
        return decided(
            "yes",
            "exported",
            services=_or_none(going.services),
            activities=_or_none(going.activities),
        )
    if going.state == "undecided":
        return decided(
            "undecided",
            "export_unknown",
            services=_or_none(going.open_services),
            activities=_or_none(going.open_activities),
        )
    return decided("no", "no_export")


@dataclass(frozen=True)
class _Exports:
    state: State
    services: tuple[str, ...]
    activities: tuple[str, ...]
    open_services: tuple[str, ...]
    open_activities: tuple[str, ...]
    assets: frozenset[str]
    exempted: bool

    def flow(self, case: Case) -> tuple[Flow, list[Holding]]:
        """Return the counts of what goes abroad, and the assets they are counted on.

        Everyone in an asset that goes abroad is counted. Assets of which it is not known whether
        they hold sensitive data widen both counts.
        """
        touched = [h for h in case.holdings if h.asset.id in self.assets]
        counted = touched or list(case.holdings if self.state == "undecided" else ())
        sure = [h for h in counted if _names(case, h, "yes")]
        maybe = [h for h in counted if h not in sure and (not h.known or _names(case, h, "open"))]
        plain = [h for h in counted if h not in sure and h not in maybe]
        blind = self.state == "yes" and not counted and not self.exempted
        flow = Flow(
            general=_wider(case, plain, maybe, blind),
            sensitive=_wider(case, sure, maybe, blind),
            cii=case.inventory.header.cii_operator,
            important=any(h.asset.important_data is True for h in touched),
            exempted=self.exempted,
        )
        return flow, counted


def _exports(case: Case, home: frozenset[str]) -> _Exports:
    inventory = case.inventory
    holding = {h.asset.id for h in case.holdings}
    touching = [s for s in inventory.services if set(s.assets) & holding]
    abroad = [s for s in touching if any(c.upper() not in home for c in s.countries)]
    bound = [s for s in abroad if s.transfer_mechanism != "exempt"]
    stored = {a.id for a in inventory.assets if any(c.upper() not in home for c in a.countries)}
    sending = [a for a in inventory.activities if a.cross_border]
    open_services = tuple(s.id for s in touching if not s.countries)
    open_activities = tuple(a.id for a in inventory.activities if a.cross_border is None)
    yes = abroad or sending or stored & holding
    state: State = "yes" if yes else "undecided" if open_services or open_activities else "no"
    if not inventory.activities and not inventory.services and not yes:
        state = "undecided"
    assets = {a for s in bound for a in s.assets} | stored
    if not abroad:
        assets |= {a for activity in sending for a in activity.assets}
    return _Exports(
        state=state,
        services=tuple(s.id for s in abroad),
        activities=tuple(a.id for a in sending),
        open_services=open_services,
        open_activities=open_activities,
        assets=frozenset(assets),
        exempted=bool(abroad) and not bound and not stored & holding,
    )


def _or_none(ids: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids, or a dash where a sentence would show nothing."""
    return ids or ("—",)


def _wider(case: Case, sure: list[Holding], maybe: list[Holding], blind: bool) -> Interval:
    """Return the persons of some assets, bounded above by those that may belong to them too."""
    most = None if blind else case.persons([*sure, *maybe]).hi
    return Interval(lo=case.persons(sure).lo, hi=most)


def _names(case: Case, holding: Holding, view: str) -> bool:
    wanted = ("harm_test", "other") if view == "open" else ("yes",)
    return any(case.named("pipl_28", category) in wanted for category in holding.categories)


def _span(count: Interval) -> str:
    if count.known:
        return f"{count.lo:,.0f}"
    return f"{count.lo:,.0f}–{count.hi:,.0f}" if count.hi is not None else f"≥ {count.lo:,.0f}"
