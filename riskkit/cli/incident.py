"""The command on incidents: scope, terms, notices drafted with what they still lack."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import ParameterError, did_you_mean
from ..files import safe_name, write_whole
from ..model.value import Language
from .commands import AsOf, Folder, Languages, day_of, languages_of, rows_of
from .show import progress, say, show_table
from .write import Pages, write_pages


def incident(
    folder: Folder,
    number: Annotated[str | None, typer.Argument(help="Draft the notices of this one.")] = None,
    as_of: AsOf = None,
    lang: Languages = None,
    out: Pages = None,
    rows: str = "1000",
) -> None:
    """Tell how far each incident reaches and which terms run; draft the notices of one.

    Drafts repeat the register's own words: they are for the client and go into files of their
    own beside the page, never into the assessment or the engagement; without `--out` they are
    shown in one language.
    """
    from .. import assessment as hub
    from ..tables import words_of
    from ..tables.duties import clocks, incident_fields, incidents

    languages = languages_of(lang)
    with progress() as tell:
        result = hub.assess(folder, as_of=day_of(as_of), rows=rows_of(rows), progress=tell)
    w = words_of(result, languages[0] if languages else result.engagement.languages[0])
    files = result.duties.incidents if result.duties else ()
    if number is not None and number not in [one.id for one in files]:
        hint = did_you_mean(number, [one.id for one in files])
        raise ParameterError(f"the incident register has no such number; {hint}".rstrip("; "))
    told = _only(result, number)
    for grid in (incidents(told, w), incident_fields(told, w), clocks(told, w)):
        show_table(grid, w)
    if number is not None:
        chosen = languages or list(result.engagement.languages)
        for name, text in _drafts(folder, result, number, chosen if out else chosen[:1]):
            say(str(write_whole(out / name, text)) if out else _plain(text))
    for path in write_pages(result, out, "duties", languages):
        say(str(path))


def _only(result: Any, number: str | None) -> Any:
    """Return the assessment with one of its incidents, or all."""
    if number is None or result.duties is None:
        return result
    chosen = tuple(one for one in result.duties.incidents if one.id == number)
    return result.model_copy(
        update={"duties": result.duties.model_copy(update={"incidents": chosen})}
    )


def _plain(text: str) -> str:
    """Return a text without what would steer a terminal: it repeats a client's cells."""
    return "".join(c if c.isprintable() or c == "\n" else "?" for c in text)


def _drafts(
    folder: Path, result: Any, number: str, languages: Sequence[Language]
) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every draft for an incident, form by form."""
    import datetime as dt

    from ..catalogue import load_knowledge
    from ..engagement import load_engagement
    from ..incidents import Known, drafts

    knowledge = load_knowledge(folder / "catalogue")
    known = Known(
        load_engagement(folder, knowledge=knowledge),
        knowledge,
        {asset.id: asset for asset in result.assets},
        result.columns,
        {control.id: control for control in result.controls},
        dt.datetime.combine(result.as_of, dt.time(23, 59, 59)),
        result.persons,
    )
    for draft in drafts(known, number):
        for language in languages:
            lines = [f"# {draft.title.get(language)}"]
            lines += [paragraph.get(language) for paragraph in draft.paragraphs]
            yield f"{safe_name(number)}-{draft.form}.{language}.md", "\n\n".join(lines) + "\n"
