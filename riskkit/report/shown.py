"""What a notebook cell shows: safe HTML and figures, the same in JupyterLab and in a report."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

FIGURE = "application/vnd.plotly.v1+json"


class Shown:
    """Blocks of HTML and figures in the order they are read.

    Only `Markup`, which the report's own templates made, is shown as HTML; an ordinary text
    is escaped. A part that is no text is a plotly figure.
    """

    def __init__(self, *parts: Any) -> None:
        self.parts = parts

    def bundles(self) -> Iterable[tuple[dict[str, Any], dict[str, Any]]]:
        """Yield the data and the metadata of each part, as Jupyter displays it."""
        for part in self.parts:
            if isinstance(part, str):
                yield {"text/html": str(Markup.escape(part)), "text/plain": "…"}, {}
            else:
                data = json.loads(part.to_json())
                yield {FIGURE: data, "text/plain": data["layout"]["meta"]["title"]}, {}

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for data, metadata in self.bundles():
            display(data, metadata=metadata, raw=True)

    def __repr__(self) -> str:
        return f"<{len(self.parts)} parts of a report, shown in a notebook>"
