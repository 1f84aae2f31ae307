"""From a folder to its findings: what was declared against what the scan found and counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from riskkit import assess
from riskkit.model.assessment import Assessment
from riskkit.model.value import Interval

HEAD = "client: c\ntitle: t\nscenario: transfer\nas_of: 2026-11-20\nprofiles: [pipia, gdpr]\n"
COLUMNS = "id,name,carrier,owner,data_kinds,subjects,volume,tier,identifiers,data"


def phone(number: int) -> str:
    return f"138{number * 36_969_697 % 100_000_000:08d}"


LOGS = {
    "clean": "time,level,event\n"
    + "".join(f"2026-10-{1 + i % 28:02d} 10:00:00,INFO,job {i % 9} done\n" for i in range(300)),
    "phones": "time,event,caller\n"
    + "".join(f"2026-10-{1 + i % 28:02d} 10:00:00,call ended,{phone(i)}\n" for i in range(300)),
    "texts": "time,message\n"
    + "".join(
        f"2026-10-{1 + i % 28:02d} 10:00:00,"
        + (f"短信发送失败：客户手机{phone(i)}无法接通" if i % 3 == 0 else f"任务{i % 9}完成")
        + "\n"
        for i in range(300)
    ),
}


def assessed(tmp_path: Path, rows: list[str], files: dict[str, str]) -> Assessment:
    (tmp_path / "extracts").mkdir()
    (tmp_path / "engagement.yaml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "assets.csv").write_text("\n".join([COLUMNS, *rows, ""]), encoding="utf-8")
    for name, text in files.items():
        (tmp_path / "extracts" / name).write_text(text, encoding="utf-8")
    return assess(tmp_path)


@pytest.mark.parametrize(
    ("log", "declared", "rules"),
    [
        ("clean", "aggregate,,0,low,none", set()),
        ("phones", "aggregate,,0,low,none", {"F-NOT-ANONYMOUS", "F-TIER-LOW"}),
        ("texts", "aggregate,,0,low,none", {"F-NOT-ANONYMOUS", "F-TIER-LOW"}),
        ("phones", "online_id,employee,10,low,direct", {"F-DATA-UNDECLARED", "F-TIER-LOW"}),
        ("phones", "contact,employee,10,high,direct", set()),
    ],
)
def test_a_log_holds_what_was_declared_of_it_and_nothing_else(
    tmp_path: Path, log: str, declared: str, rules: set[str]
) -> None:
    row = f"A-LOG,Log,log,o,{declared},extracts/app.csv"
    result = assessed(tmp_path, [row], {"app.csv": LOGS[log]})
    told = {f.rule: f for f in result.findings if f.subject == "A-LOG"}
    about = {"F-NOT-ANONYMOUS", "F-TIER-LOW", "F-DATA-UNDECLARED"}
    assert set(told) & about == rules
    column = {"phones": "caller", "texts": "message"}.get(log)
    for rule in rules - {"F-TIER-LOW"}:
        assert any(column and column in place for place in told[rule].evidence)


def test_a_text_of_several_categories_counts_its_rows_once(tmp_path: Path) -> None:
    row = "A-LOG,Log,log,o,aggregate,,0,low,none,extracts/app.csv"
    result = assessed(tmp_path, [row], {"app.csv": LOGS["texts"]})
    [finding] = [f for f in result.findings if f.rule == "F-NOT-ANONYMOUS"]
    [column] = [c for c in result.columns if c.column == "message"]
    assert column.hits == 100 and len(column.entities) >= 1
    assert "hits: 100)" in finding.statement.en


def test_persons_are_counted_once_over_assets_and_thresholds_rest_on_them(tmp_path: Path) -> None:
    members = "会员号,手机号\n" + "".join(f"M{i:06d},{phone(i)}\n" for i in range(900))
    copies = "手机号,金额\n" + "".join(f"{phone(i)},{i % 90}\n" for i in range(100, 900))
    rows = [
        "A-CRM,CRM,appsys,o,contact;member_id,customer,900,high,direct,extracts/m.csv",
        "A-COPY,Copy,endpoint,o,contact;transaction,customer,unknown,high,direct,extracts/c.csv",
    ]
    result = assessed(tmp_path, rows, {"m.csv": members, "c.csv": copies})
    assert result.persons is not None
    assert {c.asset: (c.persons.lo, c.by) for c in result.persons.assets} == {
        "A-CRM": (900, "phone"),
        "A-COPY": (800, "phone"),
    }
    assert [(s.asset, s.other, s.shared) for s in result.persons.shared] == [
        ("A-CRM", "A-COPY", 800)
    ]
    assert (result.persons.union.lo, result.persons.union.hi) == (900, 900)
    risks = {risk.id: risk.persons for risk in result.assets}
    assert (risks["A-COPY"].lo, risks["A-COPY"].hi) == (800, None)
    assert (risks["A-CRM"].lo, risks["A-CRM"].hi) == (900, 900)


def test_the_same_folder_gives_the_same_counts_with_another_salt(tmp_path: Path) -> None:
    members = "手机号\n" + "".join(f"{phone(i)}\n" for i in range(200))
    row = "A,CRM,appsys,o,contact,customer,200,high,direct,extracts/m.csv"
    one = assessed(tmp_path, [row], {"m.csv": members})
    assert one.model_dump_json() == assess(tmp_path).model_dump_json()


def test_a_database_that_cannot_be_reached_is_told_without_its_password(tmp_path: Path) -> None:
    row = "A,CRM,db,o,contact,customer,200,high,direct,postgresql://ann:geheim@localhost:1/crm"
    result = assessed(tmp_path, [row], {})
    [part] = result.unseen
    assert (part.source, part.reason.rule) == ("localhost:1/crm", "sources.unreadable")
    assert "geheim" not in result.model_dump_json()


def test_vendors_incidents_and_the_route_count_each_person_once(tmp_path: Path) -> None:
    members = "会员号,手机号\n" + "".join(f"M{i:06d},{phone(i)}\n" for i in range(900))
    copies = "手机号,金额\n" + "".join(f"{phone(i)},{i % 90}\n" for i in range(100, 1100))
    rows = [
        "A-CRM,CRM,appsys,o,contact;member_id,customer,900,high,direct,extracts/m.csv",
        "A-COPY,Copy,endpoint,o,contact;transaction,customer,1000,high,direct,extracts/c.csv",
    ]
    tables = {
        "vendors.csv": "id,name,kind,country\nV-IT,IT,it_service,CN\n",
        "services.csv": "id,vendor,name,assets,role,logical_access,countries\n"
        "S-1,V-IT,Care,A-CRM;A-COPY,processor,admin,SG\n",
        "registers/REG-INCIDENT.csv": "incident_no,discovered,assets,level\n"
        "INC-1,2026-11-18 09:00,A-CRM;A-COPY,major\n",
    }
    (tmp_path / "registers").mkdir()
    for name, text in tables.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    result = assessed(tmp_path, rows, {"m.csv": members, "c.csv": copies})
    union = Interval.exactly(1100)
    assert result.persons.union == union
    assert result.vendors[0].persons == union
    [moved] = result.vendors[0].transfers
    assert (moved.general, moved.sensitive) == (Interval(lo=900, hi=1100), Interval(lo=0, hi=1000))
    assert result.duties and result.duties.incidents[0].scope.persons.hi == 1100
    contact = next(item for item in result.profiles.data_items if item.id == "contact")
    assert contact.persons == union


@pytest.mark.parametrize("known", [False, True])
def test_the_scan_knows_the_words_of_the_client_s_own_catalogue(
    tmp_path: Path, known: bool
) -> None:
    """What this house calls a member number, nobody else does."""
    if known:
        words = "entries:\n  - {id: house, kind: entity, entity: CUSTOMER_ID, words: 星团码}\n"
        (tmp_path / "catalogue" / "detection").mkdir(parents=True)
        (tmp_path / "catalogue" / "detection" / "headers.yaml").write_text(words, encoding="utf-8")
    data = "星团码,数量\n" + "".join(f"Q{i * 7919 % 10**6:06d}Z,{i % 9}\n" for i in range(300))
    row = "A,Stars,appsys,o,transaction,customer,300,high,direct,extracts/s.csv"
    result = assessed(tmp_path, [row], {"s.csv": data})
    found = {column.column: column.entity for column in result.columns if column.personal}
    assert found == ({"星团码": "CUSTOMER_ID"} if known else {})
