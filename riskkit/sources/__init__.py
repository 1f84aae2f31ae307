"""Data sources: any file, folder or database as tables whose rows can be read within bounds.

In: a path or URL. Out: a `Source` that opens its tables one after the other and keeps a list
of what could not be seen. DuckDB does the reading; nothing is loaded whole, nothing is
written beside the source, and no message carries a cell's content or a password.
"""

from .open import open_source, resolve_inside, shown_name, source_name
from .source import Source
from .table import Extract, Rows, Search, Table

__all__ = [
    "Extract",
    "Rows",
    "Search",
    "Source",
    "Table",
    "open_source",
    "resolve_inside",
    "shown_name",
    "source_name",
]
