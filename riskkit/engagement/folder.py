"""The engagement folder as files: what is in it, what a path in a cell may reach.

Nothing outside the folder is ever opened for a client's cell: not by ``../``, not by an
absolute path, not through a symbolic link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..errors import Problem
from ..files import file_hash
from ..model.inventory import Input
from .cell_errors import BadCell

URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_LOCAL_URL = re.compile(r"file:", re.IGNORECASE)
_SECRET = re.compile(r"://[^/@\s:]*:[^/@\s]+@")
_RESULT = "assessment.json"
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")
_INSIDE = "use a path inside the engagement folder, such as extracts/members.csv"


def find_inside(root: Path, text: str) -> Path | None:
    """Return the file or folder that a cell names; None for a URL or where nothing is there.

    Raises
    ------
    BadCell
        If the path leaves the engagement folder.
    """
    if _LOCAL_URL.match(text):
        raise BadCell("leaves the engagement folder", _INSIDE)
    if URL.match(text):
        return None
    if _ABSOLUTE.match(text) or "\0" in text:
        raise BadCell("leaves the engagement folder", _INSIDE)
    path = root / text.replace("\\", "/")
    try:
        whole = path.resolve()
        if not whole.is_relative_to(root.resolve()):
            raise BadCell("leaves the engagement folder", _INSIDE)
        return path if whole.exists() else None
    except (OSError, RuntimeError):
        return None


def is_url(text: str) -> bool:
    """Say whether a cell names a source by URL."""
    return URL.match(text) is not None


def holds_password(text: str) -> bool:
    """Say whether a URL holds a password, which has no place in a register."""
    return _SECRET.search(text) is not None


def list_files(root: Path) -> Iterator[Path]:
    """Yield the files of an engagement in the order of their names.

    Left out: hidden files, lock files of office programs, links that leave the folder, and
    folders that riskkit wrote (they hold an ``assessment.json``).
    """
    inside = root.resolve()
    for path in sorted(root.iterdir(), key=lambda path: path.name):
        if path.name.startswith((".", "~$")) or not path.resolve().is_relative_to(inside):
            continue
        if path.is_dir() and not path.is_symlink() and not (path / _RESULT).exists():
            yield from list_files(path)
        elif path.is_file():
            yield path


def list_inputs(root: Path) -> tuple[tuple[Input, ...], list[Problem]]:
    """Return path and hash of every file of the engagement, sorted by path."""
    inputs: list[Input] = []
    problems: list[Problem] = []
    for path in list_files(root):
        name = path.relative_to(root).as_posix()
        try:
            inputs.append(Input(path=name, sha256=file_hash(path)))
        except OSError as error:
            problems.append(Problem(shown(name), what=f"cannot be read ({error.strerror})"))
    return tuple(sorted(inputs, key=lambda one: one.path)), problems


def shown(name: str) -> str:
    r"""Return a file's name fit for a message: no control characters, not too long.

    >>> shown("a\x1b[31m.csv")
    'a?[31m.csv'
    """
    return "".join(c if c.isprintable() else "?" for c in name)[-200:]
