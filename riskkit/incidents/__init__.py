"""Incidents: how far one reaches, which terms run, what a notice must say and what it lacks."""

from .file import Known, incident_files
from .notice import draft, drafts
from .scope import estimate

__all__ = ["Known", "draft", "drafts", "estimate", "incident_files"]
