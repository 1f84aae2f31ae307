"""How an assessment looks and what it concludes: colours by meaning, rules of the decision box."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .value import Id, Reason, Share, Text, Value

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
Outcome = Literal["go", "conditions", "undecided", "stop"]


class Paint(Value):
    """A colour or a scale that always means the same thing, on a light and on a dark page.

    A scale runs from the least to the worst; each step is darker (on a dark page: lighter)
    than the one before, so that it can be read in grey print.
    """

    id: Id
    meaning: str
    light: tuple[Colour, ...] = Field(min_length=1)
    dark: tuple[Colour, ...] = Field(min_length=1)


class Bound(Value):
    """A condition on one fact of the assessment: at least, or below, a number."""

    fact: Id
    at_least: float | None = None
    below: float | None = None

    def holds(self, value: float) -> bool:
        """Say whether `value` lies within the bound."""
        low = self.at_least is None or value >= self.at_least
        return low and (self.below is None or value < self.below)


class DecisionRule(Value):
    """One row of the decision table: if all of `when` hold, the box says `outcome`.

    The rows are read from the top; the first that holds decides.
    """

    id: Id
    outcome: Outcome
    when: tuple[Bound, ...] = ()
    sentence: Id
    rationale: str

    def reason(self, facts: dict[str, float]) -> Reason:
        """Return why this rule decided, with the facts it looked at."""
        return Reason(rule=self.sentence, args=dict(facts))


class Resolution(Value):
    """How often a matrix keeps the order of two random risks, ties them, or turns it round.

    Shares of random pairs with even spread; the `_negative` ones of pairs whose likelihood and
    severity correlate negatively.
    """

    id: Id
    text: Text
    kept: Share
    tied: Share
    turned: Share
    kept_negative: Share
    turned_negative: Share
