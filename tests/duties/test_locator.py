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
