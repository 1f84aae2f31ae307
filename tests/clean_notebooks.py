"""Remove from notebooks what a run leaves in them: outputs, counts and metadata.

Outputs in git are noise in a diff, and for a client's engagement a leak.
"""

import json
import sys
from pathlib import Path

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE_INFO = {"name": "python"}


def cleaned(notebook: dict) -> dict:
    """Return the notebook as it belongs in git."""
    return {
        **notebook,
        "cells": [cleaned_cell(cell) for cell in notebook["cells"]],
        "metadata": {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO},
    }


def cleaned_cell(cell: dict) -> dict:
    """Return the cell without its results; of its metadata only the tags stay."""
    tags = cell["metadata"].get("tags")
    cell = {**cell, "metadata": {"tags": tags} if tags else {}}
    if cell["cell_type"] == "code":
        cell |= {"outputs": [], "execution_count": None}
    return cell


def main(paths: list[str]) -> None:
    """Rewrite each notebook that is not clean."""
    for path in map(Path, paths):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if cleaned(notebook) != notebook:
            text = json.dumps(cleaned(notebook), ensure_ascii=False, indent=1, sort_keys=True)
            path.write_text(text + "\n", encoding="utf-8")
            print(f"cleaned {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
