"""The command line: one paragraph for every error, an exit code a script can trust.

Exit codes: 0 done, 1 the input has errors (or a scan's ``--fail-on`` fired), 2 wrong usage,
3 some of a batch failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from ..errors import ProblemsError, RiskkitError
from . import (
    commands,
    coverage,
    diff,
    gates,
    incident,
    lint,
    locate,
    questionnaire,
    scanning,
    trend,
    verify,
)
from .show import error_console, in_words, spoken

app = typer.Typer(
    name="riskkit",
    help="Privacy risk, assessed from a client's folder: check, scan, assess, report.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("new")(commands.new)
app.command("check")(commands.check)
app.command("scan")(scanning.scan)
app.command("assess")(commands.assess)
app.command("report")(commands.report)
app.command("gates")(gates.gates)
app.command("incident")(incident.incident)
app.command("locate")(locate.locate)
app.command("trend")(trend.trend)
app.command("coverage")(coverage.coverage)
app.command("lint")(lint.lint)
app.command("convert")(lint.convert)
app.command("diff")(diff.diff)
app.command("verify")(verify.verify)
app.add_typer(questionnaire.app)
app.command("lab", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(
    commands.lab
)


def _version(wanted: bool) -> None:
    if wanted:
        from .._version import __version__

        typer.echo(f"riskkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="No progress, no summary."),
    version: bool = typer.Option(
        False, "--version", help="Print the version and exit.", is_eager=True, callback=_version
    ),
) -> None:
    os.environ["RISKKIT_DEBUG"] = "1" if debug else ""
    os.environ["RISKKIT_QUIET"] = "1" if quiet else ""


def main(args: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; errors go to stderr in plain words."""
    words = list(sys.argv[1:] if args is None else args)
    try:
        result = typer.main.get_command(app).main(words, "riskkit", standalone_mode=False)
    except typer.exceptions.TyperException as error:
        getattr(error, "show", str)()
        return 2
    except (typer.Abort, KeyboardInterrupt):
        _tell(in_words("stopped."))
        return 130
    except RiskkitError as error:
        return _told(error)
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _unexpected(error)
    return result if isinstance(result, int) else 0


def _told(error: RiskkitError) -> int:
    if isinstance(error, ProblemsError):
        from ..catalogue.messages import tell

        count, language = len(error.problems), spoken()
        heading = in_words(f"{count} problem{'s' if count != 1 else ''}")
        more = in_words(f"… and {count - 50} more: `riskkit check` lists them")
        told = [tell(problem, language) for problem in error.problems[:50]]
        _tell("\n".join([heading, *told, *([more] if count > 50 else [])]))
    else:
        _tell(in_words(str(error)))
    _trace()
    return 1


def _unexpected(error: Exception) -> int:
    # The text of an unforeseen error may quote a client's value: only its kind is shown.
    kind = type(error).__name__
    _tell(
        in_words(
            f"an unexpected fault ({kind}) stopped the run. Nothing was left half-written. Run it "
            "again with --debug before the command to see where, and report it."
        )
    )
    _trace()
    return 1


def _tell(text: str) -> None:
    error_console().print(f"riskkit: {text}", markup=False, highlight=False, soft_wrap=True)


def _trace() -> None:
    if os.environ.get("RISKKIT_DEBUG"):
        import traceback

        traceback.print_exc()
