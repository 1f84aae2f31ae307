"""Reports made from an assessment: one, or all of them in processes of their own.

Each report is made in a process that ends with it, forked where the system can fork from one
that has imported everything, so no report sees what another left behind.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from ..assessment import RUNS, open_assessment, save
from ..model.assessment import Assessment
from .jobs import Job, job_of
from .making import make_report

FILE_NAME = "assessment.json"
_ALL = ("dpia", "portfolio", "vendor")
_COMPARED = ("portfolio", "vendor")
Tell = Callable[[str, int, int], None]


def render(
    assessment: Path | str,
    kind: str,
    *,
    out: Path | str,
    language: str = "zh-Hans",
    vendor: str = "",
    runs: Path | str = "",
    kernel: bool | None = None,
) -> Path:
    """Make one report.

    Parameters
    ----------
    assessment : Path or str
        ``assessment.json``, or an engagement folder, which is then assessed.
    kind : {"dpia", "portfolio", "vendor", "explore"}
        ``dpia-cnil`` and the like tell the DPIA in the order of a legal profile.
    out : Path or str
        The folder the report is written to; the executed notebook goes beside it into
        ``notebooks``.
    language : {"zh-Hans", "zh-Hant", "en"}
    vendor : str
        The id of the vendor a vendor report is about.
    runs : Path or str
        Where runs were kept: those of a trend, or the one that vendors are compared with.
    kernel : bool, optional
        Run the notebook in an ordinary kernel; by default only inside JupyterLab.

    Returns
    -------
    Path
        The HTML file: self-contained, without a network, the assessment embedded as JSON.

    Raises
    ------
    ParameterError
        If kind, language or vendor are not known.
    ReportError
        If the notebook stops with an error.
    """
    source, folder = Path(assessment), Path(out)
    if source.is_dir() and not (source / FILE_NAME).is_file():
        source = save(open_assessment(source), folder)
    elif source.is_dir():
        source = source / FILE_NAME
    opened = open_assessment(source)
    kind, _, profile = kind.partition("-")
    job = job_of(
        opened, source, folder, kind=kind, language=language, vendor=vendor, profile=profile
    )
    return make_report(replace(job, runs=str(runs)), kernel=kernel)


def render_all(
    assessment: Path | str,
    out: Path | str,
    *,
    languages: Sequence[str] | None = None,
    only: str | None = None,
    profile: str = "",
    jobs: int = 2,
    progress: Tell | None = None,
) -> list[Path]:
    """Make every report of an assessment.

    Where runs were kept beside the assessment or in `out`, portfolio and vendors tell what
    moved since the last of them.

    Parameters
    ----------
    assessment : Path or str
        ``assessment.json``.
    out : Path or str
        The folder the reports are written to.
    languages : sequence of {"zh-Hans", "zh-Hant", "en"}, optional
        By default those of the engagement. DPIA and portfolio are made in each, vendors' in
        the first, or in each of those given where only they are asked for.
    only : {"dpia", "portfolio", "vendor", "explore"}, optional
        Make only this kind.
    profile : str
        Tell the DPIA in the order of this legal profile.
    jobs : int
        Reports made at the same time, at least 1.
    progress : callable, optional
        Called with a name, the reports done and the reports in all.

    Returns
    -------
    list of Path
        The HTML files in a fixed order.
    """
    source = Path(assessment)
    opened = open_assessment(source)
    work = plan_jobs(opened, source, Path(out), languages=languages, only=only, profile=profile)
    kept = next((str(f.resolve()) for f in (source.parent, Path(out)) if (f / RUNS).is_dir()), "")
    work = [replace(job, runs=kept if job.kind in _COMPARED else "") for job in work]
    done: dict[int, Path] = {}
    with _pool(max(1, min(jobs, len(work)))) as pool:
        waiting = {pool.submit(make_report, job): index for index, job in enumerate(work)}
        try:
            for finished in as_completed(waiting):
                done[waiting[finished]] = finished.result()
                if progress:
                    progress("reports", len(done), len(work))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return [done[index] for index in sorted(done)]


def plan_jobs(
    a: Assessment,
    source: Path,
    out: Path,
    *,
    languages: Iterable[str] | None = None,
    only: str | None = None,
    profile: str = "",
) -> list[Job]:
    """Return the reports to make: in each language, vendors beside others in the first only."""
    chosen = tuple(languages or a.engagement.languages)
    result = []
    for kind in (only,) if only else _ALL:
        # there are many vendors: in several languages only where just that is asked for
        for language in chosen[:1] if kind == "vendor" and not (only and languages) else chosen:
            for vendor in [v.id for v in a.vendors] if kind == "vendor" else [""]:
                order = profile if kind == "dpia" else ""
                result.append(
                    job_of(
                        a,
                        source,
                        out,
                        kind=kind,
                        language=language,
                        vendor=vendor,
                        profile=order,
                    )
                )
    return result


def _pool(jobs: int) -> ProcessPoolExecutor:
    if sys.platform == "win32" or "forkserver" not in multiprocessing.get_all_start_methods():
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.{name}" for name in ("execution", "page")])
    # One report a process: what a client's notebook did ends with it.
    return ProcessPoolExecutor(jobs, context, max_tasks_per_child=1)
