"""What common practice would say of the same answers: the two averages riskkit does not use.

Both look at the answers alone: neither at proof, nor at fatal rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.assessment import VendorRisk
from ..model.vendors import AnswerCredit


@dataclass(frozen=True)
class Averages:
    """Two averages of one vendor's answers on 0–100; None where nothing can be averaged.

    `total` counts what is not answered as nothing (the sum of a HECVAT workbook), `answered`
    leaves it out (the mean of common questionnaires' tools).
    """

    total: float | None
    answered: float | None


def plain_averages(risk: VendorRisk, credits: Mapping[str, AnswerCredit]) -> Averages:
    """Return what a vendor's answers come to on average, weighted as asked.

    Parameters
    ----------
    risk : VendorRisk
        Its answers with their weights; those approved as not applicable are left out.
    credits : mapping of answer to AnswerCredit
        What an answer is worth (0–1); None for one that says nothing.

    Returns
    -------
    Averages
    """
    rows = [row for row in risk.answers if row.get("state") != "not_applicable"]
    told = [(_weight(row.get("weight")), _credit(row.get("answer"), credits)) for row in rows]
    asked = sum(weight for weight, _ in told)
    answered = sum(weight for weight, credit in told if credit is not None)
    met = 100 * sum(weight * credit for weight, credit in told if credit is not None)
    return Averages(met / asked if asked else None, met / answered if answered else None)


def _credit(answer: object, credits: Mapping[str, AnswerCredit]) -> float | None:
    known = credits.get(str(answer))
    return known.credit if known else None


def _weight(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
