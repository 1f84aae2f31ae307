"""Documents and archives are read within bounds; what cannot be seen of them is told."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from riskkit.detect import scan_source
from riskkit.errors import SourceError
from riskkit.sources import open_source

PHONE = "13800138000"
MEMBERS = [
    ["姓名", "手机号"],
    *([f"李{c}", f"1380013{i:04d}"] for i, c in enumerate("伟芳娜敏静丽")),
]


def texts(path: Path) -> list[str]:
    """Everything a reader would find in the tables of a source, cell by cell."""
    with open_source(path) as source:
        extracts = [table.extract("all") for table in source]
        return [
            str(cell)
            for extract in extracts
            for column in (extract.columns, *extract.sample(10_000))
            for cell in column
            if cell is not None
        ]


def unseen(path: Path) -> list[tuple[str, str]]:
    result = scan_source(path)
    return [(part.part, part.reason.rule) for part in result.unseen]


def pdf(path: Path, *pages: str, image: bool = False) -> Path:
    """Write a PDF with a line of text on each page, or only a picture."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode() if text else b"")
        held = {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        if image:
            held[NameObject("/XObject")] = DictionaryObject({NameObject("/Im1"): stream})
        page[NameObject("/Resources")] = DictionaryObject(held)
        page[NameObject("/Contents")] = writer._add_object(stream)
    writer.write(path)
    return path


def test_a_word_document_is_read_with_its_margins_and_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("客户李娜，电话" + PHONE)
    document.sections[0].header.paragraphs[0].text = "编号 HD-77"
    document.add_comment(document.paragraphs[0].runs, text="ask Tom Baker")
    table = document.add_table(rows=0, cols=2)
    for row in MEMBERS:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = row
    form = document.add_table(rows=1, cols=2)
    form.cell(0, 0).text, form.cell(0, 1).text = "身份证", "11010519491231002X"
    document.save(tmp_path / "a.docx")
    with open_source(tmp_path / "a.docx") as source:
        found = {table.name: table.extract("all") for table in source}
        body = [str(cell) for cell in found[""].sample(100)[0]]
    assert body[0] == "客户李娜，电话" + PHONE
    assert {"身份证 11010519491231002X", "编号 HD-77", "ask Tom Baker"} <= set(body)
    assert (found["table 1"].columns, found["table 1"].rows) == (("姓名", "手机号"), 6)


def test_a_pdf_is_read_line_by_line(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", f"Call Tom on {PHONE}", "second page")
    assert texts(path) == ["text", f"Call Tom on {PHONE}", "second page"]


def test_scanned_pages_are_told(tmp_path: Path) -> None:
    pdf(tmp_path / "s.pdf", "", "", image=True)
    result = scan_source(tmp_path / "s.pdf")
    [part] = result.unseen
    assert (part.reason.rule, part.reason.args) == ("sources.pages_are_pictures", {"pages": 2})


@pytest.mark.parametrize("password", ["geheim", ""])
def test_a_pdf_that_needs_a_password_is_not_seen_and_one_that_needs_none_is(
    tmp_path: Path, password: str
) -> None:
    pdf(tmp_path / "plain.pdf", "words to read")
    writer = pypdf.PdfWriter(clone_from=tmp_path / "plain.pdf")
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    (tmp_path / "x").mkdir()
    writer.write(tmp_path / "x" / "locked.pdf")
    if password:
        assert unseen(tmp_path / "x") == [("x/locked.pdf", "sources.unreadable")]
    else:
        assert "words to read" in texts(tmp_path / "x")


def test_an_html_page_is_read_as_people_and_programs_see_it(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{name}<td>{phone}</tr>" for name, phone in MEMBERS)
    (tmp_path / "a.html").write_text(
        f"<!doctype html><title>会员</title><style>p{{color:red}}</style><p>电话 <b>{PHONE}</b></p>"
        "<script>var hidden = 1</script>"
        f"<script type='application/json'>{{'a': 'in data'}}</script>"
        f"<input value='typed in'><a href='mailto:a@b.example'>x</a><table>{rows}</table>"
        "<!-- left by an editor --><img src='x.png' alt='face'>",
        encoding="utf-8",
    )
    found = texts(tmp_path / "a.html")
    for told in ("会员", f"电话 {PHONE}", "left by an editor", "手机号", "13800130005"):
        assert told in found
    assert any("typed in" in text and "a@b.example" in text for text in found)
    assert not any("color:red" in text or "hidden" in text for text in found)
    assert {rule for _, rule in unseen(tmp_path / "a.html")} == {
        "sources.pictures_in_document",
        "sources.scripts_in_page",
    }


def test_a_page_that_closes_nothing_is_read_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><table><tr><td>one<table><td>two <p>three")
    assert "one" in " ".join(texts(tmp_path / "a.html"))
    assert "three" in " ".join(texts(tmp_path / "a.html"))


def test_a_notebook_is_read_with_its_outputs(tmp_path: Path) -> None:
    table = "<table>" + "".join(f"<tr><td>{a}<td>{b}</tr>" for a, b in MEMBERS) + "</table>"
    outputs = [
        {"output_type": "stream", "text": ["printed ", f"{PHONE}\n"]},
        {"output_type": "execute_result", "data": {"text/html": table, "text/plain": "same"}},
        {"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}},
        {"output_type": "error", "traceback": ["KeyError: 'no row of Tom'"]},
    ]
    cells = [{"cell_type": "code", "source": ["df.head()"], "outputs": outputs}]
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
    found = texts(path)
    for told in ("df.head()", f"printed {PHONE}", "KeyError: 'no row of Tom'", "手机号"):
        assert told in found
    assert unseen(path) == [("", "sources.pictures_in_document")]
    path.write_text('{"cells": 3}')
    assert unseen(path) == [("", "sources.unreadable")]


def test_a_message_is_read_with_its_attachments(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "王芳 <wang@shop.example>", "li@shop.example"
    message["Subject"] = "名单"
    message.set_content(f"请联系 {PHONE}\n谢谢")
    lines = "".join(",".join(row) + "\n" for row in MEMBERS)
    message.add_attachment(lines, subtype="csv", filename="../../会员.csv")
    path = tmp_path / "m.eml"
    path.write_bytes(message.as_bytes())
    found = texts(path)
    for told in ("From: 王芳 <wang@shop.example>", f"请联系 {PHONE}", "手机号", "13800130003"):
        assert told in found
    assert [p.name for p in tmp_path.iterdir()] == ["m.eml"]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name, content)
    return path


def test_the_members_of_an_archive_are_scanned(tmp_path: Path) -> None:
    lines = "".join(",".join(row) + "\n" for row in MEMBERS).encode()
    inner = archive(tmp_path / "inner.zip", {"deep.csv": lines}).read_bytes()
    deepest = archive(tmp_path / "deepest.zip", {"inner.zip": inner}).read_bytes()
    path = archive(
        tmp_path / "a.zip",
        {
            "../up.csv": lines,
            "dir/": b"",
            "b.png": b"\x89PNG\r\n\x1a\n" + bytes(256),
            "in.zip": inner,
        }
        | {"three.zip": deepest},
    )
    result = scan_source(path)
    assert {c.source for c in result.columns} == {"a.zip/up.csv", "a.zip/in.zip/deep.csv"}
    assert {(u.part, u.reason.rule) for u in result.unseen} == {
        ("a.zip/b.png", "sources.image"),
        ("a.zip/three.zip/inner.zip", "sources.archive"),
    }
    assert not (tmp_path / "up.csv").exists()


@pytest.mark.parametrize(("ending", "pack"), [("gz", gzip), ("bz2", bz2), ("xz", lzma)])
def test_a_packed_file_is_scanned_as_what_it_is(tmp_path: Path, ending: str, pack: object) -> None:
    lines = "".join(",".join(row) + "\n" for row in MEMBERS).encode()
    (tmp_path / f"m.csv.{ending}").write_bytes(pack.compress(lines))  # type: ignore[attr-defined]
    [_, phone] = scan_source(tmp_path / f"m.csv.{ending}").columns
    assert (phone.source, phone.entity) == (f"m.csv.{ending}", "PHONE_NUMBER")


def test_a_bomb_is_left_packed(tmp_path: Path) -> None:
    zeros = b"0" * (130 << 20)
    archive(tmp_path / "z.zip", {"bomb.csv": zeros, "fine.txt": b"words\n"})
    (tmp_path / "g.csv.gz").write_bytes(gzip.compress(zeros))
    result = scan_source(tmp_path)
    assert [c.source.split("/", 1)[1] for c in result.columns] == ["z.zip/fine.txt"]
    rules = {u.part.split("/", 1)[1]: u.reason.rule for u in result.unseen}
    assert rules == {
        "z.zip · bomb.csv": "sources.out_of_proportion",
        "g.csv.gz": "sources.unreadable",
    }


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    path = archive(tmp_path / "e.zip", {"a.csv": b"a,b\n1,2\n"})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    assert unseen(path) == [("a.csv", "sources.encrypted")]


def ole(stream: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + stream.encode("utf-16-le") + bytes(512)
    )


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("locked.xlsx", ole("EncryptedPackage"), "sources.encrypted"),
        ("old.xls", ole("Workbook"), "sources.old_office"),
        ("old.doc", ole("WordDocument"), "sources.old_office"),
        ("a.7z", b"7z\xbc\xaf\x27\x1c" + bytes(64), "sources.archive"),
        ("broken.docx", b"PK\x03\x04 not really", "sources.archive"),
        ("broken.pdf", b"%PDF-1.7\n nothing", "sources.unreadable"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_reason(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "fine.csv").write_text("a,b\n1,x\n2,y\n")
    result = scan_source(tmp_path, name="f")
    assert [(u.part, u.reason.rule) for u in result.unseen] == [(f"f/{name}", rule)]
    assert {c.source for c in result.columns} == {"f/fine.csv"}


def test_a_workbook_says_what_of_it_was_not_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "open"
    for row in (["name", "share"], *(["x", 0.8] for _ in range(6))):
        book.active.append(row)
    for cell in book.active["B"][1:]:
        cell.number_format = "0%"
    secret = book.create_sheet("geheim")
    secret.sheet_state = "hidden"
    for row in MEMBERS:
        secret.append(row)
    secret["D2"] = "=A1"
    book.save(tmp_path / "b.xlsx")
    assert "80%" in texts(tmp_path / "b.xlsx")
    result = scan_source(tmp_path / "b.xlsx")
    assert [(u.part, u.reason.rule) for u in result.unseen] == [
        ("geheim", "sources.formulas_unsolved")
    ]
    hidden = {
        c.table: any(r.rule == "sources.hidden_sheet" for r in c.because) for c in result.columns
    }
    assert hidden == {"open": False, "geheim": True}


def test_a_document_type_and_a_bomb_in_word_are_refused(tmp_path: Path) -> None:
    document = docx.Document()
    document.save(tmp_path / "a.docx")
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as old,
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            new.writestr(item, old.read(item.filename))
        new.writestr("word/media/x.xml", b" " * (100 << 20))
    (tmp_path / "a.docx").write_bytes(bomb.getvalue())
    assert unseen(tmp_path / "a.docx") == [("", "sources.unreadable")]
    hostile = (
        '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><w>&a;</w>'
    )
    archive(tmp_path / "b.docx", {"word/document.xml": hostile.encode()})
    assert not [text for text in texts_or_nothing(tmp_path / "b.docx") if "root:" in text]


def texts_or_nothing(path: Path) -> list[str]:
    try:
        return texts(path)
    except SourceError:
        return []


def test_names_of_files_cannot_steer_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\u202evsc.csv").write_text("a\x1b[2J,b\n1,x\n2,y\n")
    columns = scan_source(tmp_path).columns
    assert not any("\x1b" in c.source + c.column or "\u202e" in c.source for c in columns)


def test_a_missing_driver_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "psycopg.conninfo", None)
    with pytest.raises(SourceError, match=r"install riskkit\[postgres\]") as caught:
        open_source("postgresql://ann:geheim@host/db")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("ending", ["tar", "tar.gz", "tar.xz"])
def test_the_files_of_a_tar_are_scanned_under_it_whatever_they_call_themselves(
    tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"p.{ending}"
    rows = "手机号\n" + "".join(f"1380013{i:04d}\n" for i in range(80))
    mode = "w:" + ending.partition(".")[2]
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name in ("a/b.csv", "../../up.csv", "/etc/abs.csv"):
            member = tarfile.TarInfo(name)
            member.size = len(rows.encode())
            archive.addfile(member, io.BytesIO(rows.encode()))
        link = tarfile.TarInfo("link.csv")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    result = scan_source(path)
    below = {column.source.removeprefix(f"p.{ending}/") for column in result.personal}
    assert below == {"a/b.csv", "up.csv", "etc/abs.csv"}
    assert not (tmp_path.parent / "up.csv").exists()
    assert result.unseen == ()


def test_a_tar_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "p.tar"
    with tarfile.open(path, "w:") as archive:
        member = tarfile.TarInfo("a.csv")
        member.size = 50_000
        archive.addfile(member, io.BytesIO(b"1" * 50_000))
    path.write_bytes(path.read_bytes()[:20_000])
    [part] = scan_source(path).unseen
    assert (part.reason.rule, part.reason.args["error"]) == (
        "sources.unreadable",
        "the archive is damaged",
    )
