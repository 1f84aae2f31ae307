"""Columns of a table seen together: each rule with a case for it and a case against it."""

from __future__ import annotations

import random

import pytest

from riskkit.catalogue import load_knowledge
from riskkit.detect.cells import Cells
from riskkit.detect.columns import judge
from riskkit.detect.dates import read_year
from riskkit.detect.rulebook import Rulebook
from riskkit.detect.settling import settle

RULES = Rulebook.of(load_knowledge())
R = random.Random(7)
ROWS = 120


def col(make) -> list[str]:
    return [make(i) for i in range(ROWS)]


NAMES = col(
    lambda i: (
        R.choice("王李张刘陈杨赵黄周吴") + R.choice("伟芳娜敏静丽强磊军洋") + R.choice("华英明")
    )
)
MOBILES = col(lambda i: "13" + "".join(R.choices("0123456789", k=9)))
AGES = col(lambda i: str(R.randint(18, 79)))
SEXES = col(lambda i: R.choice("男女"))
JOBS = col(lambda i: R.choice(["教师", "工程师", "会计", "司机"]))
FAITHS = col(lambda i: R.choice(["佛教", "基督教", "道教", "伊斯兰教"]))
BIRTHS = col(lambda i: f"{R.randint(1945, 2004)}-{R.randint(1, 12):02}-{R.randint(1, 28):02}")
LATS, LNGS = (col(lambda i, a=a: f"{a + R.random() * 9:.6f}") for a in (25, 105))
FIRMS = col(lambda i: f"上海{i:03}信息技术有限公司")
LINES = col(lambda i: f"021-6{R.randint(1000000, 9999999)}")
MACS = col(lambda i: ":".join(f"{R.randint(0, 255):02X}" for _ in range(6)))
OWN = col(lambda i: f"u{i}.{R.randint(10, 99)}@firm.example.com")
OFFICE = col(lambda i: f"info@firm{i}.example.com")
CODES = col(lambda i: f"X{R.randint(100, 999)}")


def table(**columns: list[str]) -> dict[str, tuple[str | None, bool]]:
    verdicts = [judge(header, Cells(cells, RULES), RULES) for header, cells in columns.items()]
    return {v.header: (v.entity, v.personal) for v in settle(verdicts, RULES)}


@pytest.mark.parametrize("who", [{"姓名": NAMES}, {"手机": MOBILES}])
def test_attributes_beside_a_direct_identifier_are_personal(who: dict[str, list[str]]) -> None:
    found = table(**who, 年龄=AGES, 性别=SEXES, 职业=JOBS)
    assert found["年龄"] == ("AGE", True)
    assert found["性别"] == ("GENDER", True)
    assert found["职业"] == ("OCCUPATION", True)


def test_answers_of_a_survey_nobody_can_link_keep_their_entity_and_are_not_personal() -> None:
    found = table(问卷编号=CODES, 年龄=AGES, 性别=SEXES, 职业=JOBS)
    assert found["年龄"] == ("AGE", False)
    assert found["性别"] == ("GENDER", False)
    assert found["职业"] == ("OCCUPATION", False)


def test_a_survey_says_why_it_is_not_personal() -> None:
    verdicts = [judge(h, Cells(c, RULES), RULES) for h, c in (("年龄", AGES), ("性别", SEXES))]
    told = [reason.rule for v in settle(verdicts, RULES) for reason in v.because]
    assert told.count("detect.table_none") == 2


def test_days_of_birth_with_two_more_traits_can_be_linked() -> None:
    assert table(出生日期=BIRTHS, 性别=SEXES, 职业=JOBS)["出生日期"] == ("DATE_OF_BIRTH", True)


def test_a_day_of_birth_that_all_rows_share_cannot_be_linked() -> None:
    same = ["1980-01-01", "1981-01-01"] * (ROWS // 2)
    found = table(出生日期=same, 性别=["男", "女"] * (ROWS // 2), 职业=["教师"] * ROWS)
    assert not any(personal for _, personal in found.values())


def test_counts_of_persons_are_no_persons() -> None:
    counts = col(lambda i: str(R.randint(100, 9000)))
    found = table(出生日期=BIRTHS, 性别=SEXES, 宗教=FAITHS, 人数=counts)
    assert not any(personal for _, personal in found.values())


def test_a_sensitive_trait_alone_in_a_file_is_personal_and_one_of_an_unlinked_table_is_not() -> (
    None
):
    assert table(宗教=FAITHS)["宗教"] == ("RELIGION", True)
    assert table(宗教=FAITHS, 编号=CODES, 金额=AGES)["宗教"] == ("RELIGION", False)


def test_two_columns_make_a_place_and_one_without_a_name_does_not() -> None:
    assert table(姓名=NAMES, c2=LATS, c3=LNGS)["c3"] == ("GEO_COORDINATE", True)
    assert table(姓名=NAMES, c2=LATS)["c2"][0] is None
    assert table(姓名=NAMES, 纬度=LATS)["纬度"] == ("GEO_COORDINATE", True)


def test_numbers_of_a_list_of_firms_are_the_firms() -> None:
    assert table(公司名称=FIRMS, 电话=LINES)["电话"] == ("PHONE_NUMBER", False)
    assert table(姓名=NAMES, 电话=LINES)["电话"] == ("PHONE_NUMBER", True)


def test_beside_a_contact_person_the_office_line_stays_the_firms() -> None:
    found = table(公司名称=FIRMS, 联系人=NAMES, 联系人手机=MOBILES, 公司电话=LINES)
    assert found["公司电话"] == ("PHONE_NUMBER", False)
    assert found["联系人手机"] == ("PHONE_NUMBER", True)


def test_the_device_in_a_row_of_a_person_is_that_persons() -> None:
    assert table(手机=MOBILES, 设备mac=MACS)["设备mac"] == ("MAC_ADDRESS", True)
    assert table(机柜=CODES, 设备mac=MACS)["设备mac"] == ("MAC_ADDRESS", False)


def test_a_mailbox_of_ones_own_at_a_firm_is_personal_and_that_of_the_office_is_not() -> None:
    assert table(姓名=NAMES, 公司邮箱=OWN)["公司邮箱"] == ("EMAIL_ADDRESS", True)
    assert table(姓名=NAMES, 公司邮箱=OFFICE)["公司邮箱"] == ("EMAIL_ADDRESS", False)


def test_measures_are_of_a_body_only_where_more_tells_of_one() -> None:
    weights = col(lambda i: f"{R.uniform(45, 95):.1f}")
    assert table(姓名=NAMES, 年龄=AGES, weight_kg=weights)["weight_kg"] == ("HEALTH", True)
    assert table(产品=CODES, weight_kg=weights)["weight_kg"] == (None, False)


@pytest.mark.parametrize(
    ("value", "year"),
    [("Dec 15, 2009", 2009), ("March 3rd, 1980", 1980), ("7/25/53", 1953), ("4/8/07", 2007),
     ("1985-03-12", 1985), ("民國74年3月12日", 1985), ("13/45/53", 0), ("1985", 0)],
)  # fmt: skip
def test_dates_are_read_in_the_ways_people_write_them(value: str, year: int) -> None:
    assert read_year(value)[0] == year


@pytest.mark.parametrize(
    "word", ["N/A", "n/a", "暂无", "未填寫", "Not Available", "(blank)", "缺号"]
)
def test_words_that_fill_gaps_are_no_values(word: str) -> None:
    cells = [c if i % 3 else word for i, c in enumerate(MOBILES)]
    found = judge("c1", Cells(cells, RULES), RULES)
    assert (found.entity, found.share) == ("PHONE_NUMBER", 1.0)


def test_brands_and_colours_that_repeat_are_no_persons() -> None:
    brands = [
        "Kenneth Cole",
        "Dyson",
        "Jo Malone",
        "Levi's",
        "Ted Baker",
        "Paul Smith",
        "Kent",
    ] * 30
    assert not judge("c1", Cells(brands, RULES), RULES).personal
    staff = ["Kenneth Cole", "Jo Malone", "Ted Baker", "Paul Smith", "Amy Wong", "Lee Hart"] * 30
    assert judge("c1", Cells(staff, RULES), RULES).entity == "PERSON"
