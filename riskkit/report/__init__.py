"""Reports: a notebook and an assessment in, one HTML file that a reviewer keeps out.

In: an assessment and a language. Out: self-contained pages and the executed notebooks; the
workbook of the risk register; and `open_view`, which shows the same parts in JupyterLab.
"""

from .exports import write_exports
from .jobs import KINDS, ReportError, lab_settings_folder, notebooks_folder
from .printing import render, render_all
from .register import write_risk_register
from .view import View, open_view

__all__ = [
    "KINDS",
    "ReportError",
    "View",
    "lab_settings_folder",
    "notebooks_folder",
    "open_view",
    "render",
    "render_all",
    "write_exports",
    "write_risk_register",
]
