"""The commands on an engagement folder: new, check, assess, report, lab."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Literal

import typer

from ..errors import ParameterError
from ..model.value import LANGUAGES, Language
from .show import known_language, progress, say, spoken

Folder = Annotated[Path, typer.Argument(help="An engagement folder.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write.")]
Languages = Annotated[
    list[str] | None,
    typer.Option("--lang", help="zh-Hans, zh-Hant or en; repeat or separate by commas."),
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Assess as of this day (YYYY-MM-DD).")]


def new(
    folder: Annotated[Path, typer.Argument(help="The folder to create.")],
    scenario: Annotated[str, typer.Option(help="transfer, relocation or steady.")],
    sector: Annotated[str | None, typer.Option(help="For steady: bank, ecommerce, …")] = None,
    deal_type: Annotated[str | None, typer.Option(help="For transfer: asset_sale, …")] = None,
    event_date: Annotated[str | None, typer.Option(help="Day of the event.")] = None,
    lang: Annotated[str, typer.Option(help="Language of headers and comments.")] = "zh-Hans",
    workbook: Annotated[
        bool, typer.Option(help="Workbooks with drop-downs instead of CSVs.")
    ] = False,
) -> None:
    """Create an engagement folder that explains itself and passes `check` untouched."""
    from ..engagement import create_engagement

    written = create_engagement(
        folder,
        scenario=scenario,
        sector=sector,
        language=language_of(lang),
        event_date=day_of(event_date),
        deal_type=deal_type,
        as_workbook=workbook,
    )
    say(f"{len(written)} files in {folder}")
    say(f"next: fill in the tables, then  riskkit check {folder}")


def check(
    folder: Folder,
    lang: Annotated[str, typer.Option(help="zh-Hans, zh-Hant or en; else the locale's.")] = "",
) -> None:
    """Report every error and warning of an engagement folder; exit 1 if it has errors."""
    from ..catalogue.messages import tell, translated
    from ..engagement import check_engagement

    language = language_of(lang) if lang else spoken()
    problems = check_engagement(folder)
    for problem in problems:
        typer.echo(f"{translated(problem.severity, language)}: {tell(problem, language)}")
    errors = sum(problem.severity == "error" for problem in problems)
    say(translated(f"{errors} errors, {len(problems) - errors} warnings", language))
    if errors:
        raise typer.Exit(1)


def assess(folder: Folder, out: Out, as_of: AsOf = None, rows: str = "all") -> None:
    """Assess a folder: assessment.json and risk-register.xlsx."""
    from .. import assessment as hub
    from ..report import write_risk_register

    with progress() as tell:
        result = hub.assess(folder, as_of=day_of(as_of), rows=rows_of(rows), progress=tell)
        say(str(hub.save(result, out)))
        say(str(hub.keep(result, out)))
        languages = result.engagement.languages
        say(str(write_risk_register(result, out / "risk-register.xlsx", languages[0])))


def report(
    source: Annotated[Path, typer.Argument(help="An engagement folder or an assessment.json.")],
    out: Out,
    lang: Languages = None,
    only: Annotated[str | None, typer.Option(help="dpia, vendor or portfolio.")] = None,
    profile: Annotated[
        str, typer.Option(help="DPIA in the order of edpb-2026, cnil, ico, pipia or cppa.")
    ] = "",
    as_of: AsOf = None,
    jobs: Annotated[int, typer.Option(help="Reports made at the same time.")] = 2,
) -> None:
    """Make the reports: DPIA, every vendor, portfolio; one HTML file each."""
    from .. import assessment as hub
    from ..report import KINDS, render_all, write_exports, write_risk_register

    if only is not None and only not in KINDS:
        raise ParameterError(f"--only takes one of {', '.join(KINDS)}")
    languages = languages_of(lang)
    with progress() as tell:
        under = (profile,) if profile else ()
        result = hub.open_assessment(source, as_of=day_of(as_of), profiles=under, progress=tell)
        saved = hub.save(result, out)
        if source.is_dir():
            hub.keep(result, out)
        first = (languages or result.engagement.languages)[0]
        register = write_risk_register(result, out / "risk-register.xlsx", first)
        exports = write_exports(result, out, first)
        pages = render_all(
            saved,
            out,
            languages=languages or None,
            only=only,
            profile=profile,
            jobs=jobs,
            progress=tell,
        )
    for path in (*pages, register, *exports, saved):
        say(str(path))


def lab(
    context: typer.Context,
    port: Annotated[int | None, typer.Option(help="Port of the server.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
) -> None:
    """Open JupyterLab on the notebooks; further options go to JupyterLab as they are."""
    import os
    import sys

    from ..report import lab_settings_folder, notebooks_folder

    words = [sys.executable, "-m", "jupyterlab", str(notebooks_folder())]
    words += [f"--port={port}"] if port else []
    words += [] if browser else ["--no-browser"]
    # A client's machine asks nobody for news: the prompt is off, not only answered.
    words += [f"--LabApp.app_settings_dir={lab_settings_folder()}", "--LabApp.news_url=None"]
    # The server takes this process's place, so that what stops the one stops the other.
    os.execv(sys.executable, [*words, *context.args])


def language_of(word: str) -> Language:
    """Return a language as riskkit writes it, or refuse."""
    language = known_language(word)
    if language is None:
        raise ParameterError(f"--lang takes {', '.join(LANGUAGES)}")
    return language


def languages_of(given: list[str] | None) -> tuple[Language, ...]:
    """Return the languages that were asked for, each word split at commas."""
    return tuple(language_of(word) for words in given or () for word in words.split(","))


def day_of(word: str | None) -> dt.date | None:
    """Return the day a word names, or refuse."""
    try:
        return dt.date.fromisoformat(word) if word else None
    except ValueError:
        raise ParameterError("a day is written YYYY-MM-DD, such as 2026-11-20") from None


def rows_of(word: str) -> int | Literal["all"]:
    """Return a number of rows, or ``all``."""
    if word == "all":
        return "all"
    if not word.isdigit() or int(word) == 0:
        raise ParameterError("--rows takes a whole number above 0, or `all`")
    return int(word)
