import datetime as dt
from itertools import product

import pytest
from openpyxl import load_workbook

from riskkit.catalogue import load_knowledge
from riskkit.engagement import check_engagement, create_engagement, load_engagement
from riskkit.errors import ParameterError
from riskkit.model.value import LANGUAGES, Interval

SCENARIOS = ["transfer", "relocation", "steady"]
SECTORS = ["bank", "ecommerce", "social", "healthcare", "manufacturing"]


@pytest.mark.parametrize(
    ("scenario", "language", "as_workbook"), list(product(SCENARIOS, LANGUAGES, [False, True]))
)
def test_a_new_folder_passes_the_check_untouched(tmp_path, scenario, language, as_workbook):
    folder = tmp_path / "new"
    written = create_engagement(
        folder, scenario=scenario, language=language, as_workbook=as_workbook
    )
    assert check_engagement(folder) == ()
    assert written == sorted(path for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_adds_its_assets(tmp_path, sector):
    create_engagement(tmp_path / "plain", scenario="steady")
    create_engagement(tmp_path / "new", scenario="steady", sector=sector)
    plain, own = load_engagement(tmp_path / "plain"), load_engagement(tmp_path / "new")
    assert own.header.sector == sector
    assert len(own.assets) > len(plain.assets)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_what_nobody_has_said_yet_is_unknown(tmp_path, scenario):
    create_engagement(tmp_path / "new", scenario=scenario)
    inventory = load_engagement(tmp_path / "new")
    assert {control.status for control in inventory.controls} == {"unknown"}
    assert {asset.volume for asset in inventory.assets} == {Interval()}
    assert {asset.tier for asset in inventory.assets} == {None}
    assert {answer.answer for answer in inventory.answers} == {None}
    assert not inventory.evidence
    assert all(asset.notes for asset in inventory.assets if asset.data_kinds)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_the_starter_set_follows_the_scenario(tmp_path, scenario):
    create_engagement(tmp_path / "new", scenario=scenario, language="en")
    inventory = load_engagement(tmp_path / "new")
    known = load_knowledge().entries("scenarios")[scenario]
    controls = [claim.control for claim in inventory.controls]
    assert len(inventory.assets) >= 11
    assert controls[: len(known.phases[0].controls)] == list(known.phases[0].controls)
    assert set(controls) >= {id for phase in known.phases for id in phase.controls}
    assert len(set(controls)) == len(controls)
    carriers = {asset.carrier for asset in inventory.assets}
    assert all(carriers.intersection(holding.carriers) for holding in known.assets)
    plan, ticks = inventory.registers["REG-PLAN"], inventory.registers["REG-CHECK"]
    assert [row.cells["phase"] for row in plan] == [phase.text.en for phase in known.phases]
    asked = [(item.en, p.text.en) for p in known.phases for item in p.checklist]
    assert set(asked) <= {(row.cells["item"], row.cells["phase"]) for row in ticks}
    assert {answer.vendor for answer in inventory.answers} == {v.id for v in inventory.vendors}


def test_what_was_said_on_creation_stands_in_the_head(tmp_path):
    create_engagement(
        tmp_path / "new",
        scenario="transfer",
        deal_type="asset_sale",
        event_date=dt.date(2026, 12, 15),
        language="zh-Hant",
    )
    header = load_engagement(tmp_path / "new").header
    assert (header.deal_type, header.event_date) == ("asset_sale", dt.date(2026, 12, 15))
    assert header.languages[0] == "zh-Hant"


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hans", "资产编号"), ("zh-Hant", "資產編號"), ("en", "Asset ID")]
)
def test_a_csv_opens_in_excel_in_its_language_and_explains_itself(tmp_path, language, word):
    create_engagement(tmp_path / "new", scenario="transfer", language=language)
    content = (tmp_path / "new" / "assets.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").splitlines()
    header = next(i for i, line in enumerate(lines) if line.startswith(word))
    assert header > 20
    assert all(line.lstrip('"').startswith("# ") for line in lines[:header])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hole_is_left_in_what_is_written(tmp_path, language):
    create_engagement(tmp_path / "new", scenario="transfer", language=language)
    for path in (tmp_path / "new").rglob("*.*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8-sig")
            assert "{" not in text and "}" not in text, path.name


def test_the_workbook_offers_words_and_keeps_ranges_from_turning_into_dates(tmp_path):
    create_engagement(tmp_path / "new", scenario="relocation", as_workbook=True)
    book = load_workbook(tmp_path / "new" / "engagement.xlsx")
    sheet = book["assets"]
    headers = {cell.value: cell for cell in sheet[1]}
    assert headers["载体"].comment.text
    assert book["_lists"].sheet_state == "hidden"
    assert any(
        headers["载体"].column_letter in str(rule.sqref)
        for rule in sheet.data_validations.dataValidation
    )
    letter = headers["涉及人数"].column_letter
    assert sheet.column_dimensions[letter].number_format == "@"


def test_the_same_call_writes_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        create_engagement(tmp_path / name, scenario="transfer", as_workbook=True)
    ours, theirs = load_engagement(tmp_path / "a"), load_engagement(tmp_path / "b")
    assert ours.inputs == theirs.inputs


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"scenario": "transfr"}, "did you mean 'transfer'"),
        ({"scenario": "transfer", "sector": "bank"}, "takes none"),
        ({"scenario": "steady", "sector": "banc"}, "did you mean 'bank'"),
        ({"scenario": "steady", "deal_type": "merger"}, "takes none"),
        ({"scenario": "transfer", "deal_type": "gift"}, "use one of"),
        ({"scenario": "transfer", "language": "fr"}, "zh-Hans"),
    ],
)
def test_an_unknown_word_is_refused_and_nothing_written(tmp_path, wrong, words):
    with pytest.raises(ParameterError, match=words):
        create_engagement(tmp_path / "new", **wrong)
    assert not (tmp_path / "new").exists()


def test_a_folder_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(ParameterError, match="not empty"):
        create_engagement(tmp_path, scenario="transfer")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_workbooks_every_register_has_its_header_in_words_and_its_choices_to_pick(
    tmp_path, language
):
    create_engagement(tmp_path / "new", scenario="relocation", language=language, as_workbook=True)
    registers = load_knowledge().entries("registers")
    files = sorted((tmp_path / "new" / "registers").iterdir())
    assert {path.suffix for path in files} == {".xlsx"}
    assert {path.stem for path in files} >= {"REG-DESTR", "REG-SEAL", "REG-PLAN", "REG-CHECK"}
    for path in files:
        register = registers[path.stem]
        sheet = load_workbook(path)[path.stem]
        heads = [cell.value for cell in next(sheet.iter_rows(max_row=1))]
        assert heads == [column.text.get(language) for column in register.columns]
        picked = {str(one.sqref)[0] for one in sheet.data_validations.dataValidation}
        chosen = {
            chr(ord("A") + place)
            for place, column in enumerate(register.columns)
            if column.choices and not column.many
        }
        assert chosen <= picked, path.name


def test_a_new_transfer_tells_the_route_of_its_deal_and_asks_for_the_judgement(tmp_path):
    def made(deal):
        create_engagement(tmp_path / deal, scenario="transfer", language="en", deal_type=deal)
        folder = tmp_path / deal
        statements = (folder / "statements.csv").read_text(encoding="utf-8-sig")
        return (folder / "README.md").read_text(encoding="utf-8"), statements

    readme, statements = made("asset_sale")
    assert "deal.article_22" in statements and "Article 22 (notice) or 23" in readme
    readme, statements = made("list_sale")
    assert "deal.article_22" not in statements
    assert "Ask everyone for separate consent and record it" in readme
    readme, _ = made("share_deal")
    assert "Ask everyone" not in readme and "the handler stays the same" in readme
