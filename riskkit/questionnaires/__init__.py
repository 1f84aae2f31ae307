"""Questionnaires received and sent: recognised by content, read cell by cell, sent back in shape.

In: a file as a vendor sent it (CAIQ, HECVAT, VSAQ, OSCAL, MVSP, or any table of questions and
answers). Out: every answer with the cell it stood in, what it means, where it belongs in
riskkit's own terms, and what became of every row.
"""

from .branching import branching_questions
from .export import write_like
from .forms import write_blank, write_branching
from .mapping import as_questionnaire, foreign_answers, our_answers, worst_of
from .own_score import own_score
from .pages import read_pages
from .reading import read_questionnaire

__all__ = [
    "as_questionnaire",
    "branching_questions",
    "foreign_answers",
    "our_answers",
    "own_score",
    "read_pages",
    "read_questionnaire",
    "worst_of",
    "write_blank",
    "write_branching",
    "write_like",
]
