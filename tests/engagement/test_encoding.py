import pytest

from riskkit.engagement import read_engagement
from riskkit.engagement.encoding import decode_all

HANS = "编号,名称,载体,备注\nA01,会员登记表,纸质,放在前台抽屉里，约三千份\n"
HANT = "編號,名稱,載體,備註\nA01,會員登記表,紙本,放在櫃檯抽屜裡，約三千份\n"
HEADERS = ["编号", "名称", "載體", "編號", "名稱"]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((text, encoding) for text in (HANS, HANT) for encoding in ENCODINGS),
        (HANT, "big5hkscs"),  # which has no simplified characters
    ],
)
@pytest.mark.parametrize("headers", [HEADERS, []], ids=["known", "unknown"])
def test_an_encoding_is_recognised(text, encoding, headers):
    texts, problems = decode_all({"a.csv": text.encode(encoding)}, headers)
    assert not problems
    assert texts["a.csv"].removeprefix("\ufeff") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_its_mark_is_recognised_by_a_known_header(encoding):
    assert decode_all({"a.csv": HANS.encode(encoding)}, HEADERS)[0] == {"a.csv": HANS}


def test_a_file_too_short_to_tell_follows_the_others_of_its_folder():
    short = {"short.csv": "店长\n".encode("gb18030")}
    assert decode_all(short, [])[1][0].what == "may be GB18030 or Big5"
    texts, problems = decode_all(short | {"long.csv": HANS.encode("gb18030")}, HEADERS)
    assert not problems
    assert texts["short.csv"] == "店长\n"


def test_chinese_that_is_utf8_by_chance_is_not_read_as_greek():
    texts, _ = decode_all({"a.csv": "a,b\n1,未知\n".encode("gb18030")}, [])
    assert texts["a.csv"] == "a,b\n1,未知\n"


@pytest.mark.parametrize("text", ["naïve café\n", "Ω λόγος\n", "Привет мир\n"])
def test_other_scripts_in_utf8_stay_as_they_are(text):
    assert decode_all({"a.csv": text.encode()}, [])[0] == {"a.csv": text}


@pytest.mark.parametrize(
    ("data", "row", "what"),
    [
        ("会员\n登记".encode()[:-1] + b"x", 2, "damaged"),
        ("naïve,café\n".encode("cp1252"), 1, "not UTF-8"),
        ("氏名,東京\nテスト".encode("shift-jis"), 0, "not UTF-8"),
        (b"id,name\nA1,a\0b\n", 2, "NUL"),
        (b"\xef\xbb\xbfid\n\xff\n", 2, "marked as UTF-8"),
        ("a\nb\0c".encode("utf-16"), 2, "NUL"),
        (bytes(range(256)) * 8, 1, "NUL"),
    ],
)
def test_what_cannot_be_read_surely_is_an_error_with_its_row(data, row, what):
    texts, problems = decode_all({"a.csv": data}, [])
    assert texts == {}
    assert [(problem.file, problem.row) for problem in problems] == [("a.csv", row)]
    assert what in problems[0].what


def test_characters_lost_before_are_a_warning():
    _, problems = decode_all({"a.csv": "a\n�\n".encode()}, [])
    assert [(problem.row, problem.severity) for problem in problems] == [(2, "warning")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5hkscs"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_folder_reads_the_same_in_every_encoding_and_delimiter(folder, encoding, delimiter):
    rows = [
        ["資產編號", "資產名稱", "載體", "備註"],
        ["A1", "會員登記表", "紙本", "櫃檯"],
        ["A2", "表", "紙本", ""],
    ]
    folder.write("assets.csv", folder.as_csv(rows, delimiter).encode(encoding))
    reading = read_engagement(folder.root)
    assert reading.errors == ()
    assert [asset.name for asset in reading.inventory.assets] == ["會員登記表", "表"]
    assert {asset.carrier for asset in reading.inventory.assets} == {"paper"}
