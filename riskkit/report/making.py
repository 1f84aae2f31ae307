"""One report made from start to end: notebook run, cleaned, set as a page, both written whole."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from ..assessment import open_assessment
from ..files import write_whole
from ..tables.wording import clean, words_of
from .jobs import Job, notebooks_folder
from .page import page
from .parameters import TAG, declared

_INJECTED = "injected-parameters"


def make_report(job: Job, *, kernel: bool | None = None) -> Path:
    """Run the notebook of a job and write its page and the notebook; return the page's path."""
    import nbformat

    from .execution import run_notebook

    values = {"assessment": job.assessment, "language": job.language}
    if job.kind == "vendor":
        values["vendor"] = job.vendor
    if job.kind == "trend" or job.runs:
        values["runs"] = job.runs
    if job.profile:
        values["profile"] = job.profile
    executed = run_notebook(notebooks_folder() / f"{job.notebook}.ipynb", values, kernel=kernel)
    shown = values | {"assessment": Path(job.assessment).name}
    if "runs" in values:
        shown["runs"] = Path(job.runs).name
    tidy(executed, shown)
    a = open_assessment(Path(job.assessment))
    w = words_of(a, job.language)
    about = next((v.name for v in a.vendors if v.id == job.vendor), a.engagement.title)
    title = f"{clean(about)} · {w.say(f'report.kind_{job.kind}')}"
    out, name = Path(job.out), job.name
    html = page(executed, a, w, title=title)
    write_whole(out / "notebooks" / f"{name}.ipynb", nbformat.writes(executed) + "\n")
    return write_whole(out / f"{name}.html", html)


def tidy(notebook: Any, values: dict[str, str]) -> None:
    """Remove from an executed notebook what a run leaves in it: paths, times, random ids.

    The parameters are set where they are declared, the assessment by its file name only, so
    that the notebook runs again beside that file.
    """
    import nbformat

    notebook.cells = [c for c in notebook.cells if _INJECTED not in c.metadata.get("tags", [])]
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    for place, cell in enumerate(notebook.cells):
        tags = [t for t in cell.metadata.get("tags", []) if not t.startswith("papermill")]
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell.id = hashlib.sha256(f"{place}:{cell.source}".encode()).hexdigest()[:8]
        if cell.cell_type == "code":
            cell.execution_count = None
            if TAG in tags:
                told = {name: known.default for name, known in declared(notebook).items()} | values
                lines = (f"{k}: {type(v).__name__} = {v!r}" for k, v in told.items())
                cell.source = "\n".join(lines)
            cell.outputs = [_tidied(output) for output in cell.outputs]


def _tidied(output: Any) -> Any:
    from nbformat.v4 import new_output

    if output.output_type == "execute_result":
        return new_output("display_data", data=output.data, metadata=output.metadata)
    return output
