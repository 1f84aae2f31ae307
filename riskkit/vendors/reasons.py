"""Why a vendor stands where it stands: the reasons behind residual tier and verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model.value import Argument, Reason
from ..model.vendors import VendorTierId
from .answers import Item
from .knockouts import is_open
from .rules import VendorRules
from .verdict import Standing, by_table


def reasons_of(
    standing: Standing,
    items: Sequence[Item],
    residual: VendorTierId,
    *,
    rules: VendorRules,
    ignored: int = 0,
) -> tuple[Reason, ...]:
    """Return every reason, the gravest first.

    Parameters
    ----------
    standing : Standing
    items : sequence of Item
    residual : str
        The residual tier after the fatal rules.
    rules : VendorRules
    ignored : int
        How many answers belong to no question asked.
    """
    return (
        *_fatal(standing, residual, rules),
        *_scored(standing, rules),
        *_thresholds(standing, rules),
        *_quality(items, ignored),
    )


def _fatal(standing: Standing, residual: VendorTierId, rules: VendorRules) -> Iterator[Reason]:
    broken = [knockout for knockout in standing.knockouts if is_open(knockout)]
    broken.sort(key=lambda knockout: (-rules.states[knockout.state].rank, knockout.rule))
    for rule, state in dict.fromkeys((knockout.rule, knockout.state) for knockout in broken):
        args: dict[str, Argument] = {"which": f"fatal.{rule}", "state": f"knockout_state.{state}"}
        yield Reason(rule="vendors.knockout", args=args)
    before = by_table(standing.tier, standing.overall.value if standing.overall else 1.0, rules)
    if rules.rank(residual) > rules.rank(before):
        yield Reason(
            rule="vendors.raised",
            args={
                "count": len({knockout.rule for knockout in broken}),
                "before": f"level.{before}",
                "after": f"level.{residual}",
            },
        )


def _scored(standing: Standing, rules: VendorRules) -> Iterator[Reason]:
    overall = standing.overall
    if overall is None:
        yield Reason(rule="vendors.no-questions")
        return
    tier = by_table(standing.tier, overall.value, rules)
    yield Reason(
        rule="vendors.gap",
        args={
            "gap": overall.value,
            "mean": overall.mean,
            "tail": overall.tail,
            "tier": f"level.{tier}",
        },
    )


def _thresholds(standing: Standing, rules: VendorRules) -> Iterator[Reason]:
    for rule in rules.verdicts.values():
        if rule.coverage_below is not None and standing.coverage < rule.coverage_below:
            args: dict[str, Argument] = {
                "coverage": standing.coverage,
                "floor": rule.coverage_below,
            }
            yield Reason(rule="vendors.coverage", args=args)
        if rule.na_share_above is not None and standing.not_applicable > rule.na_share_above:
            args = {"share": standing.not_applicable, "limit": rule.na_share_above}
            yield Reason(rule="vendors.not-applicable", args=args)
        if rule.best_residual_at_least is not None and standing.overall is not None:
            best = by_table(standing.tier, standing.overall.lo, rules)
            if rules.rank(best) >= rules.rank(rule.best_residual_at_least):
                yield Reason(rule="vendors.hopeless", args={"tier": f"level.{best}"})


def _quality(items: Sequence[Item], ignored: int) -> Iterator[Reason]:
    counts = {
        "vendors.not-approved": sum(item.unapproved for item in items),
        "vendors.unreadable": sum(item.answer == "unreadable" for item in items),
        "vendors.repeated": sum(item.repeated for item in items),
        "vendors.stale": sum(item.stale for item in items),
        "vendors.evidence-missing": sum(item.missing for item in items),
        "vendors.ignored": ignored,
    }
    for rule, count in counts.items():
        if count:
            yield Reason(rule=rule, args={"count": count})
