"""The commands on assessments of any origin: find defects, and make CNIL's JSON of ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import InputError, ParameterError, Problem
from ..files import write_whole
from .commands import language_of
from .show import say

_GATES = ("info", "low", "medium", "high", "critical")


def lint(
    files: Annotated[
        list[Path],
        typer.Argument(help="assessment.json, HTML reports, CNIL or Dutch JSON, risk sheets."),
    ],
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the results here.")
    ] = None,
    fail_on: Annotated[str, typer.Option(help="Exit 1 from this severity on, or never.")] = "high",
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en.")] = "en",
) -> None:
    """Find defects of assessments, ours or made elsewhere, by rule L01 to L20."""
    from ..catalogue import load_knowledge

    if fail_on not in (*_GATES, "never"):
        raise ParameterError(f"--fail-on takes one of {', '.join((*_GATES, 'never'))}")
    language = language_of(lang)
    knowledge = load_knowledge()
    found = _lint_all(files, knowledge)
    for file, (results, unchecked, notes) in found.items():
        say(f"{file}: {len(results)}")
        for one in results:
            name = knowledge.label(f"lint.{one.rule}", language)
            say(f"  {one.severity} {one.rule} {name} [{one.place}] {one.statement.get(language)}")
        for note in notes:
            if note.reason:
                say(f"  note [{note.place}] {knowledge.say(note.reason, language)}")
        if unchecked:
            say(f"  not checked: {', '.join(unchecked)}")
    if json_file is not None:
        write_whole(json_file, _json(found))
    worst = [one for results, _, _ in found.values() for one in results]
    if fail_on != "never" and any(
        _GATES.index(one.severity) >= _GATES.index(fail_on) for one in worst
    ):
        raise typer.Exit(1)


def convert(
    source: Annotated[Path, typer.Argument(help="An assessment.json, HTML report or CNIL JSON.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="The JSON file to write.")],
    lang: Annotated[str, typer.Option(help="Language of the answers.")] = "en",
) -> None:
    """Write CNIL's JSON: of an assessment of ours, or of an imported one, nothing lost."""
    from ..assessment import from_data, open_either
    from ..catalogue import knowledge_with
    from ..foreign import fill_cnil, read_cnil, write_cnil
    from ..foreign.bounded import read_json

    language = language_of(lang)
    if source.suffix.lower() == ".json":
        data = read_json(source)
        if not _is_own(data):
            say(str(write_cnil(read_cnil(data, source.name), out)))
            return
        a = from_data(data, source.name)
    else:
        a = open_either(source)
    say(str(write_cnil(fill_cnil(a, knowledge_with(a.catalogue), language), out)))


def _is_own(data: Any) -> bool:
    return isinstance(data, dict) and "schema_version" in data


def _lint_all(files: list[Path], knowledge: Any) -> dict[str, tuple[Any, Any, Any]]:
    from ..lint import lint as run
    from ..lint import lint_beside

    shapes, editions = [], []
    names = _names(files)
    for path, name in names.items():
        shape, edition, known = _open(path, name, knowledge)
        shapes.append((shape, known))
        editions += [edition] if edition else []
    beside = lint_beside([shape for shape, _ in shapes], editions, knowledge)
    result = {}
    for shape, known in shapes:
        linted = run(shape, known)
        results = (*linted.results, *beside.get(shape.file, ()))
        compared = {"L17"} if len(shapes) > 1 else set()
        unchecked = [rule for rule in linted.unchecked if rule not in compared]
        result[shape.file] = (results, unchecked, shape.remarks)
    return result


def _names(files: list[Path]) -> dict[Path, str]:
    """Return each file with a name that tells it apart: its own, else with its folder."""
    plain = [path.name for path in files]
    return {
        path: path.name if plain.count(path.name) == 1 else f"{number}:{path.name}"
        for number, path in enumerate(files, 1)
    }


def _open(path: Path, name: str, knowledge: Any) -> tuple[Any, Any, Any]:
    """Return a file in the common shape, the report that it is, and the rules for it."""
    from ..assessment import from_data
    from ..assessment.embedded import ENDINGS, data_of, read_report
    from ..catalogue import knowledge_with
    from ..foreign import from_json, read_foreign
    from ..foreign.bounded import read_json
    from ..foreign.reading import SHEETS
    from ..lint import Edition, own_shape

    ending = path.suffix.lower()
    if ending in ENDINGS:
        report = read_report(path)
        a = from_data(data_of(report), path.name)
        sections = [one for one in report.anchors if not one.startswith("figure")]
        of = f"{report.generator} {len(sections)}"
        edition = Edition(name, of, report.language, report.text)
        own = knowledge_with(a.catalogue)
        return own_shape(a, own, file=name), edition, own
    if ending in SHEETS:
        return read_foreign(path, knowledge).model_copy(update={"file": name}), None, knowledge
    if ending != ".json":
        hint = "it reads .json, .html and .xlsx"
        raise InputError([Problem(path.name, what="not a file lint reads", hint=hint)])
    data = read_json(path)
    if _is_own(data):
        a = from_data(data, path.name)
        own = knowledge_with(a.catalogue)
        return own_shape(a, own, file=name), None, own
    shape = from_json(data, path.name, knowledge).model_copy(update={"file": name})
    return shape, None, knowledge


def _json(found: dict[str, tuple[Any, Any, Any]]) -> str:
    data = {
        file: {
            "results": [one.model_dump(mode="json", by_alias=True) for one in results],
            "not_checked": list(unchecked),
            "notes": [note.model_dump(mode="json", by_alias=True) for note in notes],
        }
        for file, (results, unchecked, notes) in found.items()
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
