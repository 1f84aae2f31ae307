"""A person found by a keyed hash: places and counts, never a cell."""

import pytest
from finding_world import asset, world

from riskkit.errors import ParameterError
from riskkit.locator import fingerprint, locate, plain

KEY = b"0123456789abcdef-test"
PHONE = "13912345678"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.csv").write_text(
        f"name,phone,note\nx,{PHONE},-\ny,13900000000,call +86 139-1234-5678 back\n"
        f"z,139-1234-5678,x\n", encoding="utf-8",
    )  # fmt: skip
    (tmp_path / "b.csv").write_text("mail\nann@example.com\nANN@EXAMPLE.COM\n", encoding="utf-8")
    return tmp_path


def found(folder, identifier, key=KEY, **more):
    held = [asset(id="A1", data=("a.csv",)), asset(id="A2", data=("b.csv",)), asset(id="A3")]
    inventory = world(assets=held, **more).inventory
    return locate(inventory, folder, fingerprint(identifier, key), KEY)


def test_a_person_is_found_in_every_spelling_and_counted(folder):
    result = found(folder, "+86 " + PHONE)
    assert {(p.asset, p.column, p.rows) for p in result.places} == {
        ("A1", "phone", 2), ("A1", "note", 1),
    }  # fmt: skip
    assert result.searched == 5
    assert result.without_data == ("A3",)


def test_mail_is_found_whatever_its_case(folder):
    (place,) = found(folder, "Ann@Example.com").places
    assert (place.asset, place.rows) == ("A2", 2)


def test_another_key_or_another_person_finds_nothing(folder):
    assert found(folder, PHONE, key=b"another-key-of-16-bytes").places == ()
    assert found(folder, "13912345679").places == ()


def test_neither_the_hash_nor_the_result_holds_the_identifier(folder):
    result = found(folder, PHONE)
    assert PHONE not in result.model_dump_json() + fingerprint(PHONE, KEY)


def test_a_source_that_cannot_be_read_is_told(folder):
    held = [asset(id="A1", data=("gone.csv",))]
    inventory = world(assets=held).inventory
    result = locate(inventory, folder, fingerprint(PHONE, KEY), KEY)
    assert result.unseen == ("gone.csv",)


@pytest.mark.parametrize("bad", ["", "123", "not-a-hash", "g" * 64])
def test_what_is_no_hash_is_refused(folder, bad):
    with pytest.raises(ParameterError):
        locate(world(assets=[asset()]).inventory, folder, bad, KEY)


def test_a_short_key_or_identifier_is_refused():
    with pytest.raises(ParameterError):
        fingerprint(PHONE, b"short")
    with pytest.raises(ParameterError):
        fingerprint("1", KEY)


def test_the_same_identifier_is_compared_the_same_way():
    assert plain("44030719900101123x") == plain("４４０３０７１９９００１０１１２３Ｘ")


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("+852 6002 8619", "60028619"),
        ("60028619", "聯絡電話 +852 6002-8619（晚上）"),
        ("+886 902 000 778", "0902-000-778"),
        ("886-0902-000-778", "請打0902000778找我"),
        ("+853 6612 3456", "66123456"),
        ("Q668754(3)", "身份證 Q6687543"),
        ("MY2010004046", "会员号MY2010004046，已换号"),
        ("ann@example.com", "邮箱ann@example.com，常用"),
        ("邓海燕", "退卡人鄧海燕本人"),
        ("鄧海燕", "邓海燕先生"),
        ("李明", "李 明"),
        ("44030719900101123x", "证件44030719900101123X已核"),
    ],
)
def test_every_notation_of_a_person_is_found_in_a_cell_and_within_a_text(tmp_path, asked, written):
    filler = "甲" * 6000
    (tmp_path / "a.csv").write_text(
        f'note,n\n"{written}",1\n"{filler}，{written}",2\nnobody,3\n', encoding="utf-8"
    )
    (tmp_path / "b.csv").write_text("mail\n-\n", encoding="utf-8")
    (place,) = found(tmp_path, asked).places
    assert (place.column, place.rows) == ("note", 2)


def test_a_number_is_found_however_its_file_types_it(tmp_path):
    from contextlib import closing
    from sqlite3 import connect

    with closing(connect(tmp_path / "a.csv.sqlite")) as base:
        base.execute("create table t(p integer, q real)")
        base.execute("insert into t values (13912345678, 13912345678.0)")
        base.commit()
    held = [asset(id="A1", data=("a.csv.sqlite",))]
    result = locate(world(assets=held).inventory, tmp_path, fingerprint(PHONE, KEY), KEY)
    assert {p.column for p in result.places} == {"p", "q"}
