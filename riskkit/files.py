"""Files written whole or not at all, and names that are safe to write."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

_UNSAFE = re.compile(r"[^\w.-]+", re.UNICODE)
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_CHUNK = 1 << 20


def write_whole(path: Path, content: bytes | str) -> Path:
    r"""Write a file so that a reader sees the old one or the new one, never half of it.

    The folder is created if needed; text is written as UTF-8 with ``\n`` line ends.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.chmod(0o644)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    return path


def safe_name(text: str) -> str:
    """Return `text` as a file name without path parts, control characters or leading dots.

    Examples
    --------
    >>> safe_name("../a b/c")
    'a-b-c'
    >>> safe_name("客户 甲/乙")
    '客户-甲-乙'
    """
    name = _UNSAFE.sub("-", text).strip("-. ")[:80]
    return f"_{name}" if _RESERVED.match(name) else name or "_"


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
