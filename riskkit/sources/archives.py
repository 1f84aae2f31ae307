"""Archives unpacked within bounds: how much they say they hold is never believed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from ..errors import SourceError
from .delimited import Tell
from .duck import Reader
from .header import printable

MAX_MEMBERS = 2_000
MAX_BYTES = 1 << 30
"""Bytes one archive may unpack to."""
MAX_RATIO = 200
RATIO_FROM = 64 << 20
_BROKEN = (
    *(zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError),
    *(NotImplementedError, EOFError, OSError),
)

_OPENED: dict[str, Callable[[Path], Any]] = {
    "gzip": gzip.open,
    "bzip2": bz2.open,
    "xz": lzma.open,
}

Member = tuple[str, Path]
"""The name of a member, and the file it was unpacked to."""


def unzip(path: Path, reader: Reader, tell: Tell) -> Iterator[Member]:
    """Unpack the members of a zip archive one after the other.

    An encrypted or damaged member, and what lies beyond the bounds (2,000 members, 1 GB, 200
    times their packed size), is told and left out.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if len(members) > MAX_MEMBERS:
                tell("sources.too_many_files", "", files=len(members))
            left = MAX_BYTES
            for member in members[:MAX_MEMBERS]:
                unpacked = _member(archive, member, reader, tell, left=left)
                if unpacked:
                    left -= unpacked.stat().st_size
                    yield below(member.filename), unpacked
    except _BROKEN:
        raise SourceError(f"{path.name}: the archive is damaged") from None


def untar(path: Path, reader: Reader, tell: Tell) -> Iterator[Member]:
    """Unpack the files of a tar archive one after the other, within the same bounds.

    Links and devices in it are not followed; they hold no data of their own.
    """
    left = MAX_BYTES
    try:
        with tarfile.open(path, "r:") as archive:
            for number, member in enumerate(archive):
                if number >= MAX_MEMBERS:
                    tell("sources.too_many_files", "", files=number)
                    return
                stream = archive.extractfile(member) if member.isfile() else None
                if stream is None:
                    continue
                try:
                    unpacked = copy(stream, member.name, reader, left)
                except SourceError:
                    tell("sources.out_of_proportion", member.name)
                    continue
                left -= unpacked.stat().st_size
                yield below(member.name), unpacked
    except _BROKEN:
        raise SourceError(f"{path.name}: the archive is damaged") from None


def below(name: str) -> str:
    """Return what a member is called below its archive, whatever it calls itself.

    >>> below("../a/./b.csv"), below("/etc/b.csv")
    ('a/b.csv', 'etc/b.csv')
    """
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("..", "/", "//")) or "member"


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, reader: Reader, tell: Tell, *, left: int
) -> Path | None:
    name = member.filename
    if member.flag_bits & 1:
        tell("sources.encrypted", name)
        return None
    bound = min(left, max(RATIO_FROM, member.compress_size * MAX_RATIO))
    try:
        with archive.open(member) as stream:
            return copy(stream, name, reader, bound)
    except SourceError:
        tell("sources.out_of_proportion", name)
    except _BROKEN:
        tell("sources.member_damaged", name)
    return None


def unpack(path: Path, kind: str, reader: Reader) -> Iterator[Member]:
    """Unpack a file that gzip, bzip2 or xz packed.

    Raises
    ------
    SourceError
        If it is damaged or unpacks out of proportion.
    """
    bound = min(MAX_BYTES, max(RATIO_FROM, path.stat().st_size * MAX_RATIO))
    try:
        with _OPENED[kind](path) as stream:
            yield path.stem, copy(stream, path.stem, reader, bound)
    except _BROKEN:
        raise SourceError(f"{path.name}: the packed file is damaged") from None


def copy(stream: IO[bytes], name: str, reader: Reader, bound: int) -> Path:
    """Copy a member into a folder of its own, under the last part of its name.

    Raises
    ------
    SourceError
        If it is longer than `bound` bytes.
    """
    folder = reader.folder / reader.fresh("member")
    folder.mkdir()
    base = printable(PurePosixPath(name.replace("\\", "/")).name)[-80:]
    target = folder / (base if base.strip(". ") else "member")
    written = 0
    with target.open("wb") as file:
        while written <= bound and (block := stream.read(1 << 20)):
            written += len(block)
            file.write(block)
    if written > bound:
        target.unlink()
        raise SourceError("unpacks out of proportion to its size")
    return target
