"""An engagement folder becomes an assessment: read, detect, measure, score, find."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .._version import __version__
from ..catalogue import Knowledge, load_knowledge
from ..engagement import load_engagement
from ..errors import ParameterError
from ..findings import Basis, Facts, find, find_activities, link, plan
from ..lint import lint_own
from ..model.assessment import (
    Action,
    Assessment,
    Finding,
    Method,
    Provenance,
    ScenarioRisk,
)
from ..model.inventory import Inventory
from ..model.value import Interval
from ..profiles import judge_profiles
from ..registers import assess_registers
from ..scoring import (
    asset_facts,
    control_states,
    risk_removed,
    score_assets,
    score_scenarios,
    system_map,
    total_removed,
    weights_for,
)
from ..screening import screen
from ..sources import Rows
from ..vendors import VendorLore, VendorRules, assess_vendors, portfolio_of
from .duties import calendar_of, on_day, with_duties
from .proofs import evidence_index
from .scanning import Scanned, scan_assets
from .store import FILE_NAME, load

Tell = Callable[[str, int, int], None]


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody."""


def assess(
    folder: Path | str,
    *,
    as_of: dt.date | None = None,
    rows: Rows = "all",
    profiles: tuple[str, ...] = (),
    progress: Tell | None = None,
) -> Assessment:
    """Assess an engagement folder.

    Parameters
    ----------
    folder : path
        The engagement folder.
    as_of : date, optional
        The day the assessment speaks of; by default the engagement's own, else today.
    rows : int or "all"
        Rows to read of each scanned table.
    profiles : tuple of str
        Legal profiles to judge by beside those the engagement names.
    progress : callable, optional
        Called with a stage's name, the steps done and the steps in all.

    Returns
    -------
    Assessment
        The same folder and day give the same value.

    Raises
    ------
    InputError
        With every problem of the folder, if it cannot be assessed.
    KnowledgeError
        If the engagement's own catalogue does not fit.
    """
    folder = Path(folder)
    knowledge = load_knowledge(folder / "catalogue")
    inventory = load_engagement(folder, knowledge=knowledge)
    day = as_of or inventory.header.as_of or dt.date.today()
    tell = progress or _silent
    inventory = _also_under(on_day(inventory, knowledge, day), profiles, knowledge)
    scanned = scan_assets(inventory, folder, rows, tell, knowledge=knowledge)
    tell("score", 0, 1)
    told = _Run(knowledge, inventory, day, scanned).assessment()
    return with_duties(told, inventory, knowledge)


def open_assessment(
    path: Path | str,
    *,
    as_of: dt.date | None = None,
    profiles: tuple[str, ...] = (),
    progress: Tell | None = None,
) -> Assessment:
    """Return the assessment at `path`: load an ``assessment.json``, or assess a folder now.

    An output folder that holds an ``assessment.json`` and no engagement is loaded.

    Raises
    ------
    InputError
        If there is neither.
    ParameterError
        If a saved assessment is asked for another day than its own.
    """
    path = Path(path)
    if path.is_dir():
        held = path / FILE_NAME
        engagement = any((path / f"engagement.{end}").exists() for end in ("yaml", "xlsx"))
        if not held.exists() or engagement:
            return assess(path, as_of=as_of, profiles=profiles, progress=progress)
        path = held
    saved = load(path)
    if as_of and as_of != saved.as_of:
        raise ParameterError(
            f"a saved assessment keeps its day, {saved.as_of}; give the engagement folder to "
            "assess another day"
        )
    return saved


def _also_under(inventory: Inventory, profiles: tuple[str, ...], knowledge: Knowledge) -> Inventory:
    heads = knowledge.entries("profiles/heads")
    unknown = [profile for profile in profiles if profile not in heads]
    if unknown:
        raise ParameterError(f"a profile is one of {', '.join(heads)}")
    held = tuple(dict.fromkeys((*inventory.header.profiles, *profiles)))
    header = inventory.header.model_copy(update={"profiles": held})
    return inventory.model_copy(update={"header": header})


@dataclass(frozen=True, eq=False)
class _Run:
    """One pass over an engagement; each step reads what the steps before it made."""

    knowledge: Knowledge
    inventory: Inventory
    as_of: dt.date
    scanned: Scanned

    def assessment(self) -> Assessment:
        know, inventory, day = self.knowledge, self.inventory, self.as_of
        weights = weights_for(know, inventory.header)
        facts = asset_facts(inventory, self.scanned.columns, weights, day, counted=self._counted)
        removed = total_removed(risk_removed(facts, weights, weights.effects))
        assets = score_assets(inventory, facts, weights)
        known = Facts(
            inventory=inventory,
            as_of=day,
            assets=assets,
            columns=self.scanned.columns,
            controls=control_states(
                inventory, facts, weights=weights, knowledge=know, removed=removed, as_of=day
            ),
            vendors=assess_vendors(
                inventory,
                assets,
                VendorRules.of(know.entries),
                as_of=day,
                lore=VendorLore.of(know.entries),
                persons=self.scanned.persons,
            ),
            registers=assess_registers(
                inventory,
                know.entries("registers"),
                weights.effects,
                calendar_of(inventory, know, day),
            ),
            categories=know.entries("categories"),
            entities=know.entries("detection/entities"),
            removed=removed,
            hashes={input.path: input.sha256 for input in inventory.inputs},
        )
        scenarios = score_scenarios(inventory, facts, weights, know)
        methods = tuple(Method(id=name, version=know.version) for name in weights.methods)
        return self._told(known, scenarios, methods)

    def _told(
        self, known: Facts, scenarios: tuple[ScenarioRisk, ...], methods: tuple[Method, ...]
    ) -> Assessment:
        know, inventory = self.knowledge, self.inventory
        findings, actions = self._find(known)
        provenance = Provenance(
            riskkit=__version__,
            catalogue=know.version,
            inputs=inventory.inputs,
            overrides=know.overrides,
        )
        told = Assessment(
            engagement=inventory.header,
            as_of=self.as_of,
            provenance=provenance,
            assets=known.assets,
            columns=self.scanned.columns,
            unseen=self.scanned.unseen,
            persons=self.scanned.persons,
            activities=find_activities(inventory, know),
            controls=known.controls,
            scenarios=scenarios,
            vendors=known.vendors,
            portfolio=portfolio_of(
                inventory,
                known.assets,
                known.vendors,
                rules=VendorRules.of(know.entries),
                lore=VendorLore.of(know.entries),
                as_of=self.as_of,
                persons=self.scanned.persons,
            ),
            registers=known.registers,
            findings=findings,
            actions=actions,
            screening=screen(
                inventory, known.assets, self.scanned.columns, know, persons=self.scanned.persons
            ),
            methods=methods,
            catalogue=know.overlays,
        )
        return self._judged(told)

    def _judged(self, told: Assessment) -> Assessment:
        know, inventory = self.knowledge, self.inventory
        weights = weights_for(know, inventory.header)
        found = {
            "evidence": evidence_index(told, inventory, weights),
            "system_map": system_map(told, weights, know),
            "profiles": judge_profiles(inventory, told, know),
        }
        told = told.model_copy(update=found)
        return told.model_copy(update={"lint": lint_own(told, know)})

    @property
    def _counted(self) -> dict[str, Interval]:
        return self.scanned.persons.counted()

    def _find(self, facts: Facts) -> tuple[tuple[Finding, ...], tuple[Action, ...]]:
        rules = self.knowledge.entries("rules")
        findings = find(facts, rules, self.knowledge)
        basis = Basis(
            inventory=self.inventory,
            as_of=self.as_of,
            controls=facts.controls,
            removed=facts.removed,
            rules=rules,
            due=self.knowledge.entries("rules/due"),
            knowledge=self.knowledge,
        )
        actions = plan(findings, basis)
        return link(findings, actions), actions
