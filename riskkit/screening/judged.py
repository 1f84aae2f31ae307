"""What a person judged of a trigger: it settles what the facts leave open, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.inventory import Statement
from ..model.value import Argument, Reason
from .case import Decision, State


def settled(decision: Decision, trigger: str, statements: Iterable[Statement]) -> Decision:
    """Return how a trigger stands after a person's yes or no.

    Parameters
    ----------
    decision : Decision
        As the facts decide; only one that is undecided can be settled.
    trigger : str
        Its id. The statement is of the fact ``trigger.<id>``.
    statements : iterable of Statement
        What people stated: a judgement has an answer, a reason in words and a name.

    Returns
    -------
    Decision
        With the judgement among its reasons; one that the facts contradict is told, not followed.
    """
    said = next(
        (s for s in statements if s.fact == f"trigger.{trigger}" and _judges(s)),
        None,
    )
    if said is None:
        return decision
    answer: State = "yes" if said.answer else "no"
    args: dict[str, Argument] = {"by": said.by}
    if decision.state == "undecided":
        why = Reason(rule="screening.judged", args={**args, "text": said.text})
        return Decision(answer, (why, *decision.because))
    if decision.state == answer:
        return decision
    why = Reason(rule="screening.judged_otherwise", args=args)
    return Decision(decision.state, (*decision.because, why))


def _judges(said: Statement) -> bool:
    return said.answer is not None and bool(said.by) and bool(said.text)
