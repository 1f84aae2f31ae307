"""The engagement folder: what a client declares, read and checked row by row.

In: a folder of CSV tables or one workbook, in English or Chinese. Out: an `Inventory`, or every
problem at once, each with file, row, column and what to write instead.
"""

from .reading import Reading, check_engagement, load_engagement, read_engagement
from .starting import create_engagement

__all__ = [
    "Reading",
    "check_engagement",
    "create_engagement",
    "load_engagement",
    "read_engagement",
]
