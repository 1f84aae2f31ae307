"""What an assessment of our own says to each of CNIL's questions, as lines of one language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ..catalogue import Knowledge
from ..model.assessment import Assessment, AssetRisk, ControlState, ScenarioRisk
from ..model.foreign import CnilReference
from ..model.value import Interval, Language

_UNKNOWN = "—"
_SOURCES = 6
_HOME = frozenset({"CN"})


class Facts:
    """The facts of an assessment as lines of text.

    Parameters
    ----------
    a : Assessment
    knowledge : Knowledge
    language : {"zh-Hans", "zh-Hant", "en"}
    """

    def __init__(self, a: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.a, self.knowledge, self.language = a, knowledge, language
        self._by_section: dict[str, Callable[[], Iterator[str]]] = {
            "processing": self._processing,
            "responsibilities": self._responsibilities,
            "standards": self._standards,
            "data": self._data,
            "lifecycle": self._lifecycle,
            "assets": self._assets,
            "purposes": self._purposes,
            "basis": self._basis,
            "minimisation": self._minimisation,
            "retention": self._retention,
            "processors": self._vendors,
            "transfers": self._transfers,
        }

    def say(self, rule: str, **args: Any) -> str:
        """Return a sentence of the knowledge, filled."""
        shown = {name: _UNKNOWN if value in (None, "") else value for name, value in args.items()}
        return self.knowledge.sentence(rule, self.language, **shown)

    def label(self, id: str) -> str:
        """Return what an id is called."""
        return self.knowledge.label(id, self.language)

    def lines(self, one: CnilReference) -> list[str]:
        """Return everything known of one text answer: from facts, then as people stated it."""
        computed = self._by_section.get(one.section, lambda: iter(()))
        stated = [f for f in self.a.profiles.facts if f.fact in one.facts and f.value]
        texts = [f"{f.item}: {f.value}" if f.item else str(f.value) for f in stated]
        return [*computed(), *texts]

    def control(self, id: str) -> str:
        """Return a control's id and name."""
        return f"{id} {self.label(f'control.{id}')}"

    def measure(self, control: ControlState) -> str:
        """Return how a control stands."""
        return self.say(
            "cnil.measure",
            status=f"status.{control.status}",
            proof=f"proof.{control.proof}",
            evidence=", ".join(control.evidence),
            strength=control.strength.value,
        )

    def gauge(self, scenario: ScenarioRisk, axis: str) -> str:
        """Return from where a gauge comes."""
        value = getattr(scenario.residual, axis)
        name = scenario.name.get(self.language)
        return self.say(
            "cnil.gauge_why", scenario=name, value=value.value, lo=value.lo, hi=value.hi
        )

    def risk_words(
        self, section: str, pathways: frozenset[str], scenarios: list[ScenarioRisk]
    ) -> list[str]:
        """Return impacts, threats or sources of one feared event."""
        if section == "threats":
            return [s.name.get(self.language) for s in scenarios]
        touched = {asset for scenario in scenarios for asset in scenario.assets}
        held = [asset for asset in self.a.assets if asset.id in touched]
        return self._sources(pathways) if section == "sources" else list(self._impacts(held))

    def _sources(self, pathways: frozenset[str]) -> list[str]:
        weight: dict[str, float] = {}
        for asset in self.a.assets:
            for part in asset.contributions:
                if part.kind in pathways:
                    weight[part.id] = weight.get(part.id, 0) + part.share
        ranked = sorted(weight, key=lambda id: (-weight[id], id))
        return [self.label(f"factor.{id}") for id in ranked[:_SOURCES]]

    def _impacts(self, assets: list[AssetRisk]) -> Iterator[str]:
        categories = self.knowledge.entries("categories")
        for tier in ("high", "medium", "low"):
            kinds = {kind for asset in assets for kind in (*asset.declared, *asset.found)}
            named = sorted(k for k in kinds if k in categories and categories[k].tier == tier)
            if named:
                labels = tuple(f"category.{kind}" for kind in named)
                yield self.say("cnil.impact", kinds=labels, tier=f"tier.{tier}")

    def _processing(self) -> Iterator[str]:
        head = self.a.engagement
        yield self.say(
            "cnil.processing",
            title=head.title,
            client=head.client,
            scenario=f"scenario.{head.scenario}",
            as_of=self.a.as_of,
        )
        yield from self._purposes()

    def _responsibilities(self) -> Iterator[str]:
        head = self.a.engagement
        yield self.say(
            "cnil.responsible",
            client=head.client,
            organisation=head.organisation,
            officer=head.officer,
        )
        yield from self._vendors()

    def _standards(self) -> Iterator[str]:
        profiles = tuple(f"profile.{id}" for id in self.a.engagement.profiles)
        yield self.say("cnil.profiles", profiles=profiles)

    def _data(self) -> Iterator[str]:
        for asset in self.a.assets:
            kinds = tuple(f"category.{k}" for k in dict.fromkeys((*asset.declared, *asset.found)))
            yield self.say(
                "cnil.asset_data",
                id=asset.id,
                name=asset.name,
                kinds=kinds or _UNKNOWN,
                persons=_count(asset.persons),
            )

    def _lifecycle(self) -> Iterator[str]:
        for asset in self.a.assets:
            phase = f"phase.{asset.phase}" if asset.phase else _UNKNOWN
            parties = ", ".join(asset.third_parties)
            yield self.say(
                "cnil.asset_life", id=asset.id, name=asset.name, phase=phase, parties=parties
            )

    def _assets(self) -> Iterator[str]:
        for asset in self.a.assets:
            yield self.say(
                "cnil.asset_carrier",
                id=asset.id,
                name=asset.name,
                carrier=f"carrier.{asset.carrier}",
                location=asset.location,
            )

    def _purposes(self) -> Iterator[str]:
        for one in self.a.activities:
            yield self.say("cnil.activity", id=one.id, name=one.name, purpose=one.purpose)

    def _basis(self) -> Iterator[str]:
        for one in self.a.activities:
            basis = tuple(f"basis_{law}.{b}" for law, b in sorted(one.basis.items()) if b)
            if basis:
                yield self.say("cnil.activity_basis", id=one.id, name=one.name, basis=basis)

    def _minimisation(self) -> Iterator[str]:
        for asset in self.a.assets:
            kinds = tuple(f"category.{k}" for k in asset.found if k not in asset.declared)
            if kinds:
                yield self.say("cnil.undeclared", id=asset.id, name=asset.name, kinds=kinds)

    def _retention(self) -> Iterator[str]:
        for item in self.a.profiles.data_items:
            periods = [_count(months) for months in item.retention_months if months.bounded]
            if periods:
                label = f"category.{item.id}"
                yield self.say("cnil.item_retention", item=label, months=", ".join(periods))

    def _vendors(self) -> Iterator[str]:
        for one in self.a.vendors:
            yield self.say(
                "cnil.vendor",
                id=one.id,
                name=one.name,
                kind=f"vendor_kind.{one.kind}",
                verdict=f"verdict.{one.verdict}",
            )

    def _transfers(self) -> Iterator[str]:
        for one in self.a.activities:
            if one.cross_border:
                yield self.say("cnil.activity_abroad", id=one.id, name=one.name)
        for vendor in self.a.vendors:
            if set(vendor.countries) - _HOME:
                countries = ", ".join(vendor.countries)
                yield self.say(
                    "cnil.vendor_countries", id=vendor.id, name=vendor.name, countries=countries
                )


def _count(value: Interval) -> str:
    if value.hi is None:
        return f"≥ {value.lo:,.0f}" if value.lo else _UNKNOWN
    return f"{value.lo:,.0f}" if value.known else f"{value.lo:,.0f}–{value.hi:,.0f}"
