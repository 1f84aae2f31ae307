"""The smallest values: a frozen record, a text in three languages, an interval, a reason."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, model_validator

Language = Literal["zh-Hans", "zh-Hant", "en"]
LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "en")

Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\s/\\;,|<>\"'`=]+$")]
Share = Annotated[float, Field(ge=0, le=1)]
Points = Annotated[float, Field(ge=0, le=100)]
Severity = Literal["info", "low", "medium", "high", "critical"]


class Value(BaseModel):
    """A frozen record that refuses fields it does not know."""

    # A message must not quote a client's value, whoever prints it.
    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, hide_input_in_errors=True
    )


class Text(Value):
    """One wording in each of the three languages; none may be missing."""

    zh_hans: str = Field(
        min_length=1,
        validation_alias=AliasChoices("zh-Hans", "zh_hans"),
        serialization_alias="zh-Hans",
    )
    zh_hant: str = Field(
        min_length=1,
        validation_alias=AliasChoices("zh-Hant", "zh_hant"),
        serialization_alias="zh-Hant",
    )
    en: str = Field(min_length=1)

    def get(self, language: Language) -> str:
        """Return the wording in `language`."""
        return {"zh-Hans": self.zh_hans, "zh-Hant": self.zh_hant, "en": self.en}[language]

    @property
    def all(self) -> tuple[str, str, str]:
        """The three wordings, for matching a client's own word."""
        return (self.zh_hans, self.zh_hant, self.en)


class Interval(Value):
    """A quantity that is known only between two bounds; `hi` None means no upper bound is known."""

    lo: float = 0
    hi: float | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.hi is not None and self.lo > self.hi:
            raise ValueError("the lower bound is above the upper bound")
        return self

    @classmethod
    def exactly(cls, value: float) -> Self:
        """Return the interval that holds only `value`."""
        return cls(lo=value, hi=value)

    @property
    def known(self) -> bool:
        """Whether both bounds are the same number."""
        return self.hi == self.lo

    @property
    def bounded(self) -> bool:
        """Whether anything at all is known of it."""
        return self.hi is not None


Argument = str | int | float | bool | date | tuple[str, ...] | None


class Reason(Value):
    """Why a number is what it is: a sentence of the knowledge and what fills it.

    The sentence itself stands in ``knowledge/sentences``; kept apart, the same reason
    reads in every language with the same numbers.
    """

    rule: str
    args: dict[str, Argument] = {}
