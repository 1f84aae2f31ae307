"""E-mail messages: who wrote to whom, the text, and the attachments as files."""

from __future__ import annotations

import email
import email.policy
import io
from email.message import EmailMessage
from pathlib import Path

from ..errors import SourceError
from .archives import Member, copy
from .documents import MAX_DOCUMENT, Document
from .duck import Reader
from .markup import add_html

MAX_PARTS = 500
_HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Sender", "Subject")


def read_email(path: Path, reader: Reader) -> tuple[Document, list[Member]]:
    """Read a message; return its text, and its attachments unpacked.

    Raises
    ------
    SourceError
        If it is larger than 64 MB.
    """
    if path.stat().st_size > MAX_DOCUMENT:
        raise SourceError(f"{path.name}: larger than {MAX_DOCUMENT >> 20} MB")
    with path.open("rb") as stream:
        message = email.message_from_binary_file(stream, policy=email.policy.default)
    document, members = Document(), []
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            document.miss("sources.too_many_files", files=number)
            break
        for name in _HEADERS if not number or part.get("From") else ():
            for value in _header(part, name):
                document.add(f"{name}: {value}")
        member = _read_part(part, document, reader)
        members += [member] if member else []
    return document, members


def _header(part: EmailMessage, name: str) -> list[str]:
    try:
        return [str(value) for value in part.get_all(name, [])]
    except Exception:  # the parser of headers raises on some that are broken
        return []


def _read_part(part: EmailMessage, document: Document, reader: Reader) -> Member | None:
    if part.is_multipart():
        return None
    kind = part.get_content_type()
    try:
        name = part.get_filename() or ""
        if kind in ("text/plain", "text/html") and not name:
            text = part.get_content()
            if kind == "text/html":
                add_html(document, text)
            else:
                for line in text.splitlines():
                    document.add(line)
            return None
        content = part.get_payload(decode=True)
    except Exception:  # an unknown character set, a broken encoding: told, and the rest is read
        document.miss("sources.member_damaged")
        return None
    if not isinstance(content, bytes) or not content:
        return None
    name = name or f"attachment.{part.get_content_subtype()}"
    return name, copy(io.BytesIO(content), name, reader, MAX_DOCUMENT)
