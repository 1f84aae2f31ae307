"""Questions to put to a vendor again, those that decide first."""

from __future__ import annotations

from ..model.assessment import VendorRisk
from ..model.value import Argument
from ..model.vendor_facts import FollowUp
from .rules import VendorRules

SILENT = ("unreadable", "unanswered", "outsourced", "na")


def follow_up(risk: VendorRisk, rules: VendorRules) -> tuple[FollowUp, ...]:
    """Return what has to be asked of a vendor again.

    Parameters
    ----------
    risk : VendorRisk
        The vendor as assessed.
    rules : VendorRules

    Returns
    -------
    tuple of FollowUp
        Fatal questions first, then by what they add to the gap. A plain "no" is not asked
        again: it is an answer, and belongs into the plan.
    """
    taken_back: dict[str, set[str]] = {}
    for one in risk.contradictions:
        if one.question:
            taken_back.setdefault(one.question, set()).add(one.rule)
    shares = {part.id: part.share for part in risk.contributions}
    found = []
    for answer in risk.answers:
        id = str(answer["question"])
        why = "contradicted" if id in taken_back else _why(answer)
        if why is None:
            continue
        question = rules.questions.get(id)
        if question is None:
            continue  # a question of another catalogue: nobody here knows its words
        found.append(
            FollowUp.model_validate(
                {
                    "question": id,
                    "why": why,
                    "fatal": question.fatal is not None,
                    "proofs": question.proofs,
                    "share": shares.get(id, 0.0),
                    "rules": tuple(sorted(taken_back.get(id, ()))),
                }
            )
        )
    return tuple(sorted(found, key=lambda one: (not one.fatal, -one.share, one.question)))


def _why(answer: dict[str, Argument]) -> str | None:
    if answer["state"] == "unknown":
        return str(answer["answer"]) if answer["answer"] in SILENT else "unanswered"
    if answer["stale"]:
        return "stale"
    return "unproven" if answer["state"] == "unproven" else None
