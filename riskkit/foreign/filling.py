"""CNIL's JSON made from an assessment of our own: 36 answers, measures, evaluations, plan.

Every answer comes from facts of the assessment or from what people stated; where there is
none the answer stays empty and its evaluation says so, for nobody should sign an invention.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterable

from ..catalogue import Knowledge
from ..model.assessment import Action, Assessment, ControlState, ScenarioRisk
from ..model.cnil import CnilAnswer, CnilEvaluation, CnilMeasure, CnilPia, Kept
from ..model.foreign import CnilReference
from ..model.value import Language
from .facts import Facts

ITEMS = {
    "3.2": "illegitimate access",
    "3.3": "unwanted modification",
    "3.4": "disappearance",
}
_STEPS = 5


def fill_cnil(a: Assessment, knowledge: Knowledge, language: Language) -> CnilPia:
    """Return an assessment of our own as CNIL's tool imports it.

    Parameters
    ----------
    a : Assessment
    knowledge : Knowledge
    language : {"zh-Hans", "zh-Hant", "en"}
        Of the answers.

    Returns
    -------
    CnilPia
        With all 36 answers in the order of their references, empty where no fact fills them.
        Gauges are the steps of the matrix ``cnil-4x4`` for the worst scenario of each feared
        event; those of the evaluations are after the plan.
    """
    return _Filling(a, knowledge, language).pia()


class _Filling:
    def __init__(self, a: Assessment, knowledge: Knowledge, language: Language) -> None:
        self.a, self.knowledge, self.language = a, knowledge, language
        self.facts = Facts(a, knowledge, language)
        self.matrix = knowledge.entries("matrices")["cnil-4x4"]
        self.day = f"{a.as_of.isoformat()}T00:00:00.000Z"
        self.working = [c for c in a.controls if c.strength.value > 0]
        self.numbers = {control.id: number for number, control in enumerate(self.working, 1)}

    def pia(self) -> CnilPia:
        references: Iterable[CnilReference] = self.knowledge.entries("foreign/cnil").values()
        answers = tuple(self._answer(one) for one in references)
        pairs = zip(references, answers, strict=True)
        empty = [one for one, answer in pairs if one.kind == "text" and not answer.text]
        return CnilPia(
            record=self._record(),
            answers=answers,
            measures=tuple(self._measure(control) for control in self.working),
            evaluations=(
                *(self._unanswered(one) for one in empty if one.item.startswith("2.")),
                *(self._proof_of(control) for control in self.working),
                *(self._after_plan(item) for item in ITEMS),
            ),
        )

    def _record(self) -> Kept:
        head, signed = self.a.engagement, self.a.engagement.signoff
        return {
            "id": 1,
            "status": 0,
            "name": self._safe(head.title),
            "category": self._safe(head.sector or ""),
            "author_name": self._safe(", ".join(head.assessors)),
            "evaluator_name": self._safe(head.organisation or ""),
            "validator_name": self._safe(signed.decided_by or ""),
            "dpos_names": self._safe(head.officer or ""),
            "dpo_opinion": self._safe(signed.dpo_advice or ""),
            "dpo_status": None if signed.dpo_advice is None else 1,
            "concerned_people_searched_opinion": signed.subjects_consulted,
            "concerned_people_searched_content": self._safe(signed.subjects_why_not or ""),
            "concerned_people_opinion": self._safe(signed.subjects_views or ""),
            "concerned_people_status": None,
            "people_names": "",
            "rejection_reason": "",
            "applied_adjustments": "",
            "is_example": 0,
            "is_archive": 0,
            "progress": 0,
            "created_at": self.day,
            "updated_at": self.day,
        }

    def _answer(self, one: CnilReference) -> CnilAnswer:
        given = ("data", "text", "gauge", "list")
        kept = {"pia_id": 1, "created_at": self.day, "updated_at": self.day}
        text, gauge = "", 0
        items: tuple[str, ...] = ()
        if one.kind == "text":
            text = "<br />".join(map(self._safe, self.facts.lines(one)))
        elif one.kind == "list":
            words = self._list(one)
            items = tuple(dict.fromkeys(self._safe(word) for word in words))
        elif worst := self._worst(one.item):
            gauge = self._step(worst, one.axis, "residual")
            text = self._safe(self.facts.gauge(worst, one.axis))
        return CnilAnswer(
            reference=one.reference, text=text, gauge=gauge, items=items, given=given, kept=kept
        )

    def _list(self, one: CnilReference) -> list[str]:
        pathways = self._pathways(one.item)
        if one.section == "measures":
            return [self.facts.control(c.id) for c in self.working if self._works_on(c, pathways)]
        return self.facts.risk_words(one.section, pathways, self._scenarios(one.item))

    def _pathways(self, item: str) -> frozenset[str]:
        known = self.knowledge.entries("pathways").values()
        return frozenset(path.id for path in known if path.cnil == ITEMS[item])

    def _scenarios(self, item: str) -> list[ScenarioRisk]:
        pathways = self._pathways(item)
        return [s for s in self.a.scenarios if s.pathway in pathways and s.assets]

    def _worst(self, item: str) -> ScenarioRisk | None:
        held = self._scenarios(item)
        return max(held, key=lambda s: (s.residual.score, s.id), default=None)

    def _step(self, scenario: ScenarioRisk, axis: str, stage: str) -> int:
        risk = getattr(scenario, stage)
        steps = self.matrix.severity if axis == "severity" else self.matrix.likelihood
        return bisect_right([step.start for step in steps], getattr(risk, axis).value)

    def _works_on(self, control: ControlState, pathways: frozenset[str]) -> bool:
        effect = self.knowledge.entries("effects").get(control.id)
        return effect is not None and bool(pathways & set(effect.effects))

    def _measure(self, control: ControlState) -> CnilMeasure:
        return CnilMeasure(
            id=self.numbers[control.id],
            title=self._safe(self.facts.control(control.id)),
            content=self._safe(self.facts.measure(control)),
            kept={"pia_id": 1, "placeholder": "", "created_at": self.day, "updated_at": self.day},
        )

    def _evaluation(self, reference: str, status: int, **fields: object) -> CnilEvaluation:
        gauges = {"severity": 0, "likelihood": 0} | {
            axis: fields.pop(axis) for axis in ("severity", "likelihood") if axis in fields
        }
        kept: Kept = {
            "pia_id": 1,
            "global_status": 1 if status else 0,
            "created_at": self.day,
            "updated_at": self.day,
        }
        kept |= {"estimated_implementation_date": None} if not fields.get("due") else {}
        said = {name: value for name, value in fields.items() if value}
        return CnilEvaluation.model_validate(
            {"reference": reference, "status": status, "given": ("gauges", "x", "y"), "kept": kept}
            | gauges
            | said
        )

    def _unanswered(self, one: CnilReference) -> CnilEvaluation:
        place = f"{one.item}.{one.reference}"
        return self._evaluation(place, 1, comment=self.facts.say("cnil.nothing"))

    def _proof_of(self, control: ControlState) -> CnilEvaluation:
        place = f"3.1.{self.numbers[control.id]}"
        if control.status == "in_place" and control.proof != "none":
            return self._evaluation(place, 3)
        planned = [step for step in self._open() if step.control == control.id]
        step = planned[0] if planned else None
        text = step.statement.get(self.language) if step else self.facts.say("cnil.prove_it")
        due = step.due if step else control.due
        owner = step.owner if step else control.owner
        return self._evaluation(
            place,
            2,
            step=self._safe(text),
            owner=self._safe(owner or ""),
            due=f"{due.isoformat()}T00:00:00.000Z" if due else "",
        )

    def _after_plan(self, item: str) -> CnilEvaluation:
        worst = self._worst(item)
        if worst is None:
            return self._evaluation(item, 0)
        pathways, effects = self._pathways(item), self.knowledge.entries("effects")
        steps = [
            step
            for step in self._open()
            if step.control in effects and pathways & set(effects[step.control or ""].effects)
        ][:_STEPS]
        dated = [step.due for step in steps if step.due]
        return self._evaluation(
            item,
            2 if steps else 3,
            step="<br />".join(self._safe(s.statement.get(self.language)) for s in steps),
            owner=self._safe(", ".join(dict.fromkeys(s.owner for s in steps if s.owner))),
            due=f"{max(dated).isoformat()}T00:00:00.000Z" if dated else "",
            severity=self._step(worst, "severity", "planned"),
            likelihood=self._step(worst, "likelihood", "planned"),
        )

    def _open(self) -> list[Action]:
        held = [s for s in self.a.actions if s.status in ("open", "in_progress")]
        return sorted(held, key=lambda step: (-step.risk_removed, step.id))

    def _safe(self, text: str) -> str:
        # CNIL's tool shows answers as rich text: a client's "<" must stay a character.
        return html.escape(text, quote=False)
