"""What the source documents name, requirement by requirement: holdings, data, threats, cases, laws.

Each table is keyed by the id of the requirement in ``riskkit/knowledge/trace.csv``.
"""

import pytest
from finding_cases import CASES as SEEDED
from finding_world import KNOWLEDGE, RULES, date, findings, in_scenario, world

from riskkit.coverage import requirements
from riskkit.engagement import create_engagement, load_engagement
from riskkit.gates import Proofs, gates
from riskkit.people import untaught
from riskkit.scoring import score_scenarios, weights_for
from riskkit.scoring.assets import asset_facts

TRACE = {row.id: row for row in requirements()}
CATEGORIES = KNOWLEDGE.entries("categories")
CONTROLS = KNOWLEDGE.entries("controls")
REGISTERS = KNOWLEDGE.entries("registers")
SCENARIOS = KNOWLEDGE.entries("scenarios")
MOVE = {"scenario": "relocation", "event_date": date("2026-10-17"), "deal_type": None}

# id: (a client's own word for it, the carrier it is read as)
HOLDINGS = {
    "S1-10": ("登记表", "paper"), "S1-11": ("合同", "paper"), "S1-12": ("笔记", "paper"),
    "S1-13": ("名片", "paper"), "S1-14": ("问卷", "paper"), "S1-16": ("电脑", "endpoint"),
    "S1-17": ("服务器", "server"), "S1-18": ("U盘", "removable"),
    "S1-19": ("移动硬盘", "removable"), "S1-20": ("光盘", "removable"),
    "S1-21": ("平板", "endpoint"), "S1-22": ("手机", "endpoint"), "S1-23": ("终端", "endpoint"),
    "S1-24": ("CRM", "appsys"), "S1-25": ("销售管理系统", "appsys"), "S1-26": ("网站后台", "web"),
    "S1-27": ("邮箱", "mail"), "S1-28": ("活动报名", "web"), "S1-29": ("监控录像", "av"),
    "S1-30": ("录音", "av"), "S1-82": ("ERP", "appsys"), "S1-83": ("网站数据库", "db"),
    "S2-02": ("云存储", "cloud"),
}  # fmt: skip
# id: the words a client may use for kinds of data, each with its category
KINDS = {
    "S1-01": {"联系方式": "contact"},
    "S1-02": {"购买记录": "transaction"},
    "S1-03": {"偏好": "behaviour"},
    "S2-01": {"姓名": "name", "交易记录": "transaction", "行为": "behaviour"},
    "S2-33": {"姓名": "name", "性别": "demographic", "职业": "occupation"},
    "S2-34": {"住址": "address", "电话": "contact", "电子邮箱": "email"},
    "S2-35": {"购买记录": "transaction"},
    "S2-36": {"偏好": "behaviour"},
    "S2-37": {"评价": "feedback"},
}
# id: categories with the tier the source document gives them
TIERS = {
    "S1-04": {"id_document": "high", "id_photo": "high"},
    "S1-32": {"id_document": "high", "name": "medium", "aggregate": "low"},
    "S1-33": {"id_document": "high"},
    "S1-34": {"bank_account": "high"},
    "S1-35": {"contact": "high"},
    "S1-36": {"address": "high"},
    "S1-37": {"health": "high"},
    "S1-38": {"biometric": "high"},
    "S1-40": {"name": "medium"},
    "S1-41": {"email": "medium"},
    "S1-42": {"occupation": "medium"},
    "S1-43": {"organisation": "medium"},
    "S1-45": {"aggregate": "low"},
    "S1-46": {"aggregate": "low"},
    "S2-16": {"name": "medium", "contact": "high", "address": "high"},
    "S2-65": {"id_document": "high", "health": "high", "biometric": "high"},
    "S2-163": {"id_document": "high", "health": "high"},
}
# id: threats of the scenarios that say it
THREATS = {
    "S0-07": ["steady.phishing"],
    "S1-05": ["relocation.box_lost", "relocation.worker_looks"],
    "S1-49": ["relocation.box_lost", "relocation.route_deviation"],
    "S1-154": ["relocation.box_lost", "relocation.backup_unreadable"],
    "S1-155": ["relocation.equipment_stolen"],
    "S1-156": ["relocation.cutover_failure"],
    "S1-157": ["relocation.insider_copies"],
    "S2-45": ["steady.hacking"],
    "S2-46": ["steady.carelessness"],
    "S2-47": ["steady.phishing"],
    "S2-48": ["steady.social_engineering"],
    "S2-49": ["steady.misuse"],
    "S2-189": ["steady.insider_sale", "steady.misuse", "steady.partner_leak"],
}
LAWS = {
    "S0-29": {"pipl", "csl", "dsl"},
    "S1-173": {"pipl"},
    "S1-174": {"csl"},
    "S1-175": {"dsl"},
    "S1-176": {"gdpr"},
    "S1-177": {"ccpa"},
    "S2-10": {"pipl", "csl", "dsl", "gdpr", "gb35273"},
    "S2-99": {"csl", "pipl"},
    "S2-165": {"gdpr", "ccpa"},
}
# id: the sector whose case it is; None: any sector
CASES = {
    **dict.fromkeys(["S2-52", "S2-53", "S2-54", "S2-157", "S2-158", "S2-159"], "bank"),
    **dict.fromkeys(["S2-56", "S2-57", "S2-58", "S2-59"], "ecommerce"),
    **dict.fromkeys(["S2-160", "S2-161", "S2-162"], "ecommerce"),
    **dict.fromkeys(["S2-61", "S2-62", "S2-63"], "social"),
    "S2-164": "healthcare",
    **dict.fromkeys(["S2-166", "S2-167", "S2-168"], "manufacturing"),
    **dict.fromkeys(["S2-08", "S2-64", "S2-136"]),
}
# id: phases (or stages) that must have a gate with a control of the requirement
PHASES = {
    "S1-133": ["R1"], "S1-134": ["R2"], "S1-135": ["R3"], "S1-136": ["R4"], "S1-137": ["R5"],
    "S1-138": ["R6"], "S1-195": ["R1", "R3", "R7"], "S2-07": ["L1", "L2", "L3", "L4"],
    "S2-27": ["L1", "L2", "L3", "L4", "L5"], "S2-30": ["L1"], "S2-31": ["L2"], "S2-32": ["L4"],
}  # fmt: skip


def test_every_table_speaks_of_requirements_there_are():
    for table in (HOLDINGS, KINDS, TIERS, THREATS, LAWS, CASES, PHASES):
        assert set(table) <= set(TRACE)


@pytest.mark.parametrize("id", HOLDINGS)
def test_a_holding_of_the_source_documents_is_asked_for_and_read(id):
    word, carrier = HOLDINGS[id]
    assert KNOWLEDGE.meaning("carrier", word) == carrier, f"a client writes '{word}'"
    held = {c for s in SCENARIOS.values() for h in s.assets for c in h.carriers}
    assert carrier in held


@pytest.mark.parametrize("id", KINDS)
def test_a_kind_of_data_of_the_source_documents_is_known_by_its_words(id):
    assert {word: KNOWLEDGE.meaning("category", word) for word in KINDS[id]} == KINDS[id]


@pytest.mark.parametrize("id", TIERS)
def test_a_kind_of_data_has_the_tier_of_the_source_document(id):
    order = ("none", "low", "medium", "high")
    for category, tier in TIERS[id].items():
        found = CATEGORIES[category].tier
        # What is not about a person has no tier of a person's data, or the low one.
        about = CATEGORIES[category].personal
        assert found == tier if about else order.index(found) <= order.index(tier), category


@pytest.mark.parametrize("id", THREATS)
def test_a_threat_of_the_source_documents_leads_to_a_feared_event_that_is_scored(id):
    threats = {t.id: (s, t) for s in SCENARIOS.values() for t in s.threats}
    for name in THREATS[id]:
        scenario, threat = threats[name]
        carrier = "paper" if threat.carriers[0] == "all" else threat.carriers[0]
        asset = {"id": "A1", "name": "x", "carrier": carrier, "data_kinds": ("id_document",)}
        inventory = world(
            header={**MOVE, "scenario": scenario.id}, assets=[asset], services=()
        ).inventory
        weights = weights_for(KNOWLEDGE, inventory.header)
        facts = asset_facts(inventory, (), weights, date("2026-11-20"))
        scores = {s.pathway: s for s in score_scenarios(inventory, facts, weights, KNOWLEDGE)}
        assert threat.pathway in scores, name
        assert scores[threat.pathway].inherent.hi > 0, name


@pytest.mark.parametrize("id", LAWS)
def test_a_law_the_source_documents_name_is_cited_with_its_articles(id):
    cited = {law.law for law in KNOWLEDGE.entries("laws").values()}
    assert LAWS[id] <= cited


@pytest.mark.parametrize("id", CASES)
def test_a_case_of_a_sector_is_told_and_stresses_what_it_teaches(id, tmp_path):
    sectors = {s.id: s for s in SCENARIOS["steady"].sectors}
    chosen = [sectors[CASES[id]]] if CASES[id] else list(sectors.values())
    asked = set(CONTROLS) & set(TRACE[id].controls)
    for sector in chosen:
        assert sector.case.en and sector.data.en and sector.kpi
        planned = {c for p in SCENARIOS["steady"].phases for c in p.controls} | set(sector.stress)
        assert asked <= planned, f"{sector.id} does not ask for {asked - planned}"
    folder = tmp_path / "new"
    create_engagement(folder, scenario="steady", sector=chosen[0].id, language="en")
    claimed = {row.control for row in load_engagement(folder).controls}
    assert asked <= claimed


@pytest.mark.parametrize("id", PHASES)
def test_a_phase_or_stage_of_the_source_documents_has_its_gate(id):
    scenario = "relocation" if PHASES[id][0].startswith("R") else "steady"
    inventory = world(header={**MOVE, "scenario": scenario}).inventory
    found = {g.phase: g for g in gates(inventory, KNOWLEDGE, Proofs(), as_of=date("2026-10-01"))}
    for phase in PHASES[id]:
        assert {item.kind for item in found[phase].items} >= {"control", "check"}
    planned = {c for p in SCENARIOS[scenario].phases for c in p.controls}
    assert planned & set(TRACE[id].controls)


ASKED = [r.id for r in TRACE.values() if r.feature == "vendors" and "demand" in r.test]


@pytest.mark.parametrize("id", ASKED)
def test_a_vendor_is_asked_what_the_source_documents_demand(id):
    questions = KNOWLEDGE.entries("questionnaires").values()
    asked = {control for question in questions for control in question.controls}
    assert asked & set(TRACE[id].controls), f"no question is about {TRACE[id].controls}"


FAULTS = {rule: (bad, good) for rule, bad, good in SEEDED}
CHECKED = [r.id for r in TRACE.values() if r.feature == "checks"]


def is_found(id):
    """Each rule of a requirement finds its record broken, and not its clean twin."""
    controls = set(TRACE[id].controls)
    for name in TRACE[id].rules:
        rule, (bad, good) = RULES[name], FAULTS[name]
        kept = {c for r in rule.registers for c in REGISTERS[r].controls}
        assert controls & {*rule.controls, *kept}, f"{name} is not about {sorted(controls)}"
        (found,) = findings(name, in_scenario(name, bad))
        assert found.statement.zh_hans and found.statement.zh_hant and found.statement.en
        assert not findings(name, in_scenario(name, good))
    assert TRACE[id].rules


@pytest.mark.parametrize("id", [id for id in CHECKED if id.startswith("S0")])
def test_a_broken_record_of_a_transfer_is_found(id):
    is_found(id)


@pytest.mark.parametrize("id", [id for id in CHECKED if id.startswith("S1")])
def test_a_broken_record_of_a_move_is_found(id):
    is_found(id)


@pytest.mark.parametrize("id", [id for id in CHECKED if id.startswith("S2")])
def test_a_broken_record_of_daily_use_is_found(id):
    is_found(id)


# id: the element of the syllabus, and courses that teach it (one a language)
TAUGHT = {
    "S1-112": ("law", ["个人信息保护法与合规", "個人資料保護法規", "Privacy law"]),
    "S1-113": ("policy", ["公司制度与流程", "公司政策與流程", "Company policy"]),
    "S1-114": ("classification", ["敏感数据识别与分级", "敏感資料分級", "Data classification"]),
    "S1-115": ("safe_operation", ["文件传输与密码", "檔案傳輸與密碼", "Safe file transfer"]),
    "S1-116": ("incident", ["泄露应急与报告", "外洩應變與通報", "Breach response"]),
    "S2-84": ("access_control", ["权限与加密", "權限與加密", "Using access rights"]),
    "S0-03": ("policy", ["信息保护制度宣讲", "資料保護制度說明", "Our protection policy"]),
    "S2-106": ("law", ["个人信息保护", "個資保護意識", "Legal awareness: privacy"]),
    "S2-177": ("insider", ["防内部泄露与纪律", "防內部洩露與紀律", "Insider discipline"]),
}
POSTS = {
    "S1-117": ("IT 主管", "encryption_erasure", ["数据加密与系统加固", "Encryption, hardening"]),
    "S1-118": ("档案管理员", "archives", ["档案封装与销毁", "Archive packing"]),
}


@pytest.mark.parametrize("id", [*TAUGHT, *POSTS])
def test_an_element_of_the_syllabus_is_missed_where_no_course_names_it(id):
    """Whatever else is taught; and no longer, once a course of any language names it."""
    assert {r.id for r in TRACE.values() if r.feature == "syllabus"} == {*TAUGHT, *POSTS}
    post, element, courses = POSTS.get(id) or ("", *TAUGHT[id])
    for course in courses:
        for taught in ("Fire drill", course):
            row = {"person": "Ann", "course": taught, "date": "2026-11-01"}
            role = {"role": post or "clerk", "person": "Ann"}
            registers = {"REG-TRAIN": [row], "REG-ROLE": [role]}
            facts = world(registers=registers)
            missing = untaught(facts.inventory, KNOWLEDGE, as_of=facts.as_of)
            told = findings("F-SYLLABUS-POST", {"registers": registers})
            assert (bool(told) if post else element in missing) is (taught == "Fire drill"), taught


KEPT = [r.id for r in TRACE.values() if r.how == "R"]


@pytest.mark.parametrize("id", KEPT)
def test_a_record_the_source_documents_ask_for_has_a_register_that_is_checked(id):
    """Every R row: a register of one of its controls with a check, or a question to vendors."""
    controls = set(TRACE[id].controls)
    registers = [r for r in REGISTERS.values() if controls & set(r.controls)]
    checked = any(check.rules for register in registers for check in register.checks)
    asked = any(controls & set(q.controls) for q in KNOWLEDGE.entries("questionnaires").values())
    assert checked or asked, f"{TRACE[id].requirement}: {sorted(controls)}"
