"""Assessments made elsewhere: CNIL's JSON in and out, the Dutch state model, risk sheets.

In: a file of a stranger. Out: a `ForeignAssessment`, in which every text is plain and every
thing has its place; and CNIL's JSON, from an import or from an assessment of our own.
"""

from .cnil import cnil_data, read_cnil, write_cnil
from .filling import fill_cnil
from .reading import from_json, read_foreign

__all__ = ["cnil_data", "fill_cnil", "from_json", "read_cnil", "read_foreign", "write_cnil"]
