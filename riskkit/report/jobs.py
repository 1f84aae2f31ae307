"""The kinds of report, where their notebooks are, and one report to make."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import ParameterError, RiskkitError
from ..files import safe_name
from ..model.assessment import Assessment
from ..model.value import LANGUAGES, Language

KINDS = ("dpia", "portfolio", "vendor", "explore", "event", "duties", "trend", "coverage")
"""The kinds of report, each a notebook of the same name."""


class ReportError(RiskkitError):
    """A notebook stopped with an error while it was made into a report."""


@dataclass(frozen=True)
class Job:
    """One report to make: from which file, of which kind, to which folder, in which language."""

    assessment: str
    kind: str
    out: str
    language: Language
    vendor: str = ""
    runs: str = ""
    profile: str = ""

    @property
    def notebook(self) -> str:
        """The name of the notebook that makes it."""
        return "profile" if self.profile else self.kind

    @property
    def name(self) -> str:
        """The name of the report's files without ending: kind, vendor or profile, language."""
        which = self.vendor or self.profile
        about = f"{self.kind}-{safe_name(which)}" if which else self.kind
        return f"{about}.{self.language}"


def job_of(
    a: Assessment,
    source: Path,
    out: Path,
    *,
    kind: str,
    language: str,
    vendor: str = "",
    profile: str = "",
) -> Job:
    """Return the job of one report.

    Raises
    ------
    ParameterError
        If kind, language, vendor or profile are not known.
    """
    if kind not in KINDS:
        raise ParameterError(f"kind takes one of {', '.join(KINDS)}")
    spoken = next((known for known in LANGUAGES if known == language), None)
    if spoken is None:
        raise ParameterError(f"language takes one of {', '.join(LANGUAGES)}")
    ids = [v.id for v in a.vendors]
    if kind == "vendor" and vendor not in ids:
        raise ParameterError(f"vendor takes one of {', '.join(ids) or 'none: there are none'}")
    if kind != "vendor" and vendor:
        raise ParameterError(f"a {kind} report is not about one vendor")
    if profile and (kind != "dpia" or profile not in a.engagement.profiles):
        held = ", ".join(a.engagement.profiles) or "none"
        raise ParameterError(f"profile takes one the assessment was made under: {held}")
    return Job(str(source.resolve()), kind, str(out), spoken, vendor, profile=profile)


def lab_settings_folder() -> Path:
    """Return the settings JupyterLab starts with: it fetches no news and no updates."""
    return Path(__file__).resolve().parent / "assets" / "lab"


def notebooks_folder() -> Path:
    """Return where the notebooks are: in the checkout, or inside an installed package."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent / "notebooks", package / "notebooks"):
        if (folder / "dpia.ipynb").is_file():
            return folder
    raise ParameterError("the notebooks are not where riskkit was installed; install it again")
