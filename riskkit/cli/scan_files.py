"""What a scan leaves for programs: JSON with everything, SARIF 2.1.0 for code hosts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from ..catalogue import Knowledge
from ..catalogue.messages import in_language
from ..detect.advice import advice_reason, strictest_category
from ..model.assessment import Column, Unseen
from ..model.persons import UNCOUNTED, PersonCount, Persons
from ..model.value import Argument, Interval, Language, Reason

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


@dataclass(frozen=True)
class Result:
    """A scan of one or several sources, its words, and what its gate caught.

    `persons` counts by the numbers of the sources, which `names` tells; `failed` is how many
    sources could not be opened at all, `blind` those of which nothing could be read.
    """

    columns: tuple[Column, ...]
    unseen: tuple[Unseen, ...]
    knowledge: Knowledge
    language: Language
    gate: str | None = None
    persons: Persons = UNCOUNTED
    names: Mapping[str, str] = field(default_factory=dict)
    failed: int = 0
    blind: tuple[str, ...] = ()

    def sentence(self, rule: str, **args: Argument) -> str:
        """Return a sentence in the language asked for."""
        return self.knowledge.sentence(rule, self.language, **args)

    def say(self, reason: Reason) -> str:
        """Return a reason in the language asked for."""
        return self.knowledge.say(in_language(reason, self.language), self.language)

    def tier(self, column: Column) -> str:
        """Return the tier of the gravest thing a column holds."""
        category = self._category(column)
        return category.tier if category else "medium"

    def _category(self, column: Column) -> Any:
        entries = self.knowledge.entries
        return strictest_category(column, entries("detection/entities"), entries("categories"))

    @property
    def caught(self) -> tuple[Column, ...]:
        """The columns for which the gate stays shut."""
        if self.gate is None:
            return ()
        held = (column for column in self.columns if column.personal)
        return tuple(c for c in held if self.gate == "personal" or self.tier(c) == "high")

    @property
    def shut(self) -> bool:
        """Whether the gate stops what was scanned: it saw what it must not, or nothing at all."""
        return self.gate is not None and bool(self.caught or self.blind)

    def verdict(self) -> list[str]:
        """Return what the gate says, then why, a line for each column it caught."""
        rule = "gate.scan_failed" if self.shut else "gate.scan_passed"
        count = len(self.caught) if self.shut else len(self.columns)
        args: dict[str, Argument] = {
            "gate": self.gate,
            "columns": count,
            "unseen": len(self.unseen),
        }
        blind = [self.sentence("gate.scan_blind", source=name) for name in self.blind]
        return [self.say(Reason(rule=rule, args=args)), *blind, *map(self._why, self.caught)]

    def _why(self, column: Column) -> str:
        category = self._category(column)
        args: dict[str, Argument] = {
            "place": place(column),
            "entity": f"entity.{column.entity}",
            "category": f"category.{category.id}" if category else "category.feedback",
            "tier": f"tier.{self.tier(column)}",
            "probability": column.probability,
            "hits": column.hits,
            "scanned": column.scanned,
        }
        told = Reason(rule="gate.scan_column", args=args)
        return "  " + " ".join(map(self.say, (told, *column.because, self.advice(column))))

    def advice(self, column: Column) -> Reason:
        """Return what to do with a column, and why."""
        return advice_reason(column, self.knowledge.entries("detection/entities"))

    def told_persons(self) -> list[str]:
        """Return a line for each source with persons, and one for all of them together."""
        counts = self.persons.assets
        lines = [self._counted(count) for count in counts]
        if len(counts) > 1:
            lines.append(self.sentence("scan.persons_together", persons=span(self.persons.union)))
        return lines

    def _counted(self, count: PersonCount) -> str:
        args: dict[str, Argument] = {"source": self.names[count.asset]}
        if count.by is None and not count.persons.bounded:
            return self.sentence("scan.persons_unknown", **args)
        if count.by is None:
            return self.sentence("scan.persons_by_row", persons=span(count.persons), **args)
        args |= {"persons": span(count.persons), "by": f"person_key.{count.by}"}
        if count.in_text:
            return self.sentence("scan.persons_in_text", **args)
        return self.sentence(
            "scan.persons" if count.persons.bounded else "scan.persons_open", **args
        )


def span(count: Interval) -> str:
    """Write how many persons there are, between bounds."""
    if count.hi is None:
        return f"≥ {count.lo:,.0f}"
    return f"{count.lo:,.0f}" if count.known else f"{count.lo:,.0f}–{count.hi:,.0f}"


def place(column: Column) -> str:
    """Return where a column stands, as ``source::table::column``."""
    return "::".join(part for part in (column.source, column.table, column.column) if part)


def to_json(result: Result) -> str:
    """Return a scan as JSON: `columns`, `unseen`, `gate`; reasons as rules and as sentences."""
    data: dict[str, Any] = {
        "columns": [_column(c, result) for c in result.columns],
        "unseen": [
            u.model_dump(mode="json", by_alias=True) | {"why": result.say(u.reason)}
            for u in result.unseen
        ],
        "persons": _persons(result),
        "language": result.language,
        "gate": None,
    }
    if result.gate:
        data["gate"] = {
            "fail_on": result.gate,
            "failed": result.shut,
            "columns": [place(c) for c in result.caught],
            "why": result.verdict(),
        }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _persons(result: Result) -> dict[str, Any]:
    sources = [
        {
            "source": result.names[count.asset],
            "lo": count.persons.lo,
            "hi": count.persons.hi,
            "by": count.by,
            "in_text": count.in_text,
        }
        for count in result.persons.assets
    ]
    union = result.persons.union if sources else Interval.exactly(0)
    return {
        "sources": sources,
        "lo": union.lo,
        "hi": union.hi,
        "why": result.told_persons(),
    }


def _column(column: Column, result: Result) -> dict[str, Any]:
    return column.model_dump(mode="json", by_alias=True) | {
        "why": [result.say(reason) for reason in column.because],
        "advice_why": result.say(result.advice(column)),
        "tier": result.tier(column) if column.personal else "none",
    }


def to_sarif(result: Result) -> str:
    """Return the columns with personal data as SARIF 2.1.0, what was not seen as notifications."""
    found = [c for c in result.columns if c.personal]
    rules = sorted({c.entity or "FREE_TEXT_PII" for c in found})
    missed = sorted({u.reason.rule for u in result.unseen})
    run = {
        "tool": {"driver": _driver(rules, missed, result)},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(s)}} for s in _sources(result)],
        "results": [_result(c, rules, result) for c in found],
        "invocations": [
            {
                "executionSuccessful": not result.failed,
                "toolExecutionNotifications": [_missed(u, missed, result) for u in result.unseen],
            }
        ],
        "properties": {"persons": _persons(result)},
    }
    data = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def _driver(rules: Sequence[str], missed: Sequence[str], result: Result) -> dict[str, Any]:
    from .._version import __version__

    def named(rule: str) -> dict[str, Any]:
        label = result.knowledge.label(f"entity.{rule}", result.language)
        return {
            "id": rule,
            "name": "".join(word.capitalize() for word in rule.split("_")),
            "shortDescription": {"text": label},
            "defaultConfiguration": {"level": "warning"},
        }

    return {
        "name": "riskkit",
        "version": __version__,
        "semanticVersion": __version__,
        "language": {"en": "en", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}[result.language],
        "rules": [named(rule) for rule in rules],
        "notifications": [{"id": rule} for rule in missed],
    }


def _result(column: Column, rules: Sequence[str], result: Result) -> dict[str, Any]:
    rule = column.entity or "FREE_TEXT_PII"
    words = [result.say(reason) for reason in (*column.because, result.advice(column))]
    return {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": "error" if result.tier(column) == "high" else "warning",
        "message": {"text": _plain(f"{place(column)}: " + " ".join(words))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": _uri(column.source),
                        "index": _sources(result).index(column.source),
                    },
                    "region": {"startLine": 1},
                },
                "logicalLocations": [
                    {
                        "name": column.column,
                        "fullyQualifiedName": place(column),
                        "kind": "member",
                    }
                ],
            }
        ],
        "partialFingerprints": {"column/v1": f"{place(column)}::{rule}"},
        "properties": {
            "probability": column.probability,
            "rows": column.rows,
            "scanned": column.scanned,
            "hits": column.hits,
            "upperBound": column.upper_bound,
            "tier": result.tier(column),
            "advice": column.advice,
        },
    }


def _missed(part: Unseen, rules: Sequence[str], result: Result) -> dict[str, Any]:
    name = " · ".join(word for word in (part.source, part.part) if word)
    rule = part.reason.rule
    return {
        "descriptor": {"id": rule, "index": rules.index(rule)},
        "level": "warning",
        "message": {"text": _plain(f"{name}: {result.say(part.reason)}")},
    }


def _sources(result: Result) -> list[str]:
    return sorted({column.source for column in result.columns})


def _uri(source: str) -> str:
    """Return a source's name as a relative URI reference; `::`, blanks and letters are escaped."""
    return quote(source.replace("\\", "/"), safe="/")


def _plain(text: str) -> str:
    """Return a text whose brackets are no links: SARIF reads ``[text](target)`` as one."""
    return re.sub(r"([\\\[\]])", r"\\\1", text)
