"""Findings: what a reader must know, each with its place, its proof, its clause and its cure.

A rule (``knowledge/rules``) names a check, its tables and its sentences; a check is a small pure
function over the facts of one run. `find` runs them all, `plan` turns what they found into a
treatment plan, both ordered by the risk removed.
"""

from .activities import find_activities
from .facts import Facts
from .find import find, link
from .plan import Basis, plan

__all__ = ["Basis", "Facts", "find", "find_activities", "link", "plan"]
