"""A believable assessment for the tests of tables, figures and reports: a store is sold.

Everything is made from a seed, so the bounds hold and the contributions sum; `canary` puts
hostile texts wherever a client could have typed one.
"""

import datetime as dt
import random

from riskkit.model.assessment import (
    Action,
    ActivityRecord,
    Assessment,
    AssetRisk,
    Column,
    Contribution,
    ControlState,
    Exposure,
    Finding,
    Gap,
    Gauge,
    Knockout,
    Method,
    Override,
    Provenance,
    RegisterState,
    Risk,
    ScenarioRisk,
    Sensitivity,
    Trigger,
    Unseen,
    VendorRisk,
)
from riskkit.model.inventory import Header, Input
from riskkit.model.value import Interval, Reason, Text

LEVELS = ("negligible", "low", "moderate", "high", "critical")
ASSETS = [
    ("A01", "会员数据库", "db", ["name", "contact", "member_id", "transaction"], ["id_document"]),
    ("A02", "会员纸质申请表", "paper", ["name", "contact", "address"], []),
    ("A03", "店长笔记本电脑", "endpoint", ["name", "contact"], ["bank_account", "id_document"]),
    ("A04", "收银系统", "appsys", ["transaction", "member_id"], []),
    ("A05", "门店 CCTV 录像", "av", ["image"], ["biometric"]),
    ("A06", "移动硬盘备份", "removable", ["name", "contact"], ["id_document", "health"]),
    ("A07", "员工档案", "paper", ["name", "id_document", "salary_credit"], []),
    ("A08", "微信小程序后台", "web", ["name", "online_id", "behaviour"], ["precise_location"]),
    ("A09", "客服邮箱", "mail", ["contact", "communication"], ["health"]),
    ("A10", "CRM SaaS", "cloud", ["name", "contact", "transaction", "behaviour"], []),
    ("A11", "营销名单 U 盘", "removable", ["contact"], ["minor"]),
    ("A12", "服务器日志", "log", ["online_id"], []),
    ("A13", "供应商联系人表", "server", ["name", "contact", "occupation"], []),
    ("A14", "经营分析报表", "analytics", ["aggregate"], []),
]
VENDORS = [
    ("V01", "安达搬运有限公司", "mover", "conditional", "high"),
    ("V02", "云帆 SaaS 科技", "cloud", "approve", "critical"),
    ("V03", "捷修 IT 服务", "it_service", "reject", "high"),
    ("V04", "净毁信息销毁", "destruction", "conditional", "high"),
    ("V05", "新店主商贸", "transferee", "insufficient", "critical"),
    ("V06", "蓝鲸营销", "marketing", "conditional", "moderate"),
]
FAMILIES = [
    *("GV", "RA", "IN", "AC", "CR", "NW", "AU", "PH", "MV"),
    *("BK", "DS", "MN", "LG", "DR", "VN", "TR", "IR", "CI"),
]
CANARY = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> =cmd|'/c calc'!A1 "
    "$$x$$ ](javascript:alert(3)) {{7*7}} \u202eevil"
)


def three(hans, hant, en):
    """A text in three languages."""
    return Text(zh_hans=hans, zh_hant=hant, en=en)


def level_of(score):
    """The level of a score in five equal steps."""
    return LEVELS[min(int(score // 20), 4)]


def risk(likelihood, severity, spread):
    """A risk whose interval widens with `spread`."""
    ends = [
        (max(v - spread * v, 0), v, min(v + spread * (1 - v), 1)) for v in (likelihood, severity)
    ]
    (l0, l1, l2), (s0, s1, s2) = ends
    lo, mid, hi = 100 * l0 * s0, 100 * l1 * s1, 100 * l2 * s2
    methods = ("riskkit-v1", "gbt39335-d5", "cnil-4x4")
    return Risk(
        score=mid,
        lo=lo,
        hi=hi,
        likelihood=Gauge(value=l1, lo=l0, hi=l2),
        severity=Gauge(value=s1, lo=s0, hi=s2),
        level=dict.fromkeys(methods, level_of(mid)),
        level_range=dict.fromkeys(methods, (level_of(lo), level_of(hi))),
    )


def assets(rng, mark):
    """Fourteen assets from paper to SaaS."""
    result = []
    for i, (id, name, carrier, declared, extra) in enumerate(ASSETS):
        severity = max(0.15, 0.95 - 0.06 * i + rng.uniform(-0.05, 0.05))
        before = min(0.97, 0.95 - 0.03 * i + rng.uniform(-0.1, 0.05))
        now, then = before * rng.uniform(0.55, 0.85), 0
        then = now * rng.uniform(0.3, 0.7)
        spread = rng.uniform(0.02, 0.25)
        residual = risk(now, severity, spread)
        causes = [("control", "CR-01", 4), ("control", "AC-01", 3), ("exposure", "copies", 2)]
        causes += [("exposure", "network", rng.random()), ("exposure", "access_people", 1.1)]
        total = sum(c[2] for c in causes)
        people = int(10 ** rng.uniform(2, 4.6))
        result.append(
            AssetRisk(
                id=id,
                name=name + mark,
                carrier=carrier,
                owner=None if i % 5 == 4 else "王店长" + mark,
                location="总店二楼" + mark,
                declared=tuple(declared),
                found=(*declared[:2], *extra) if i % 4 != 3 else (),
                persons=Interval(lo=people, hi=people if i % 3 else 2 * people),
                declared_tier="low" if i == 5 else "medium",
                sensitivity=Sensitivity(
                    score=severity,
                    tier="high" if i < 7 else "medium" if i < 12 else "low",
                    legal={"pipia": ("sensitive",)} if extra else {},
                    because=(reason("身份证号码使敏感级别为高", mark),),
                ),
                exposure=Exposure(
                    score=before,
                    lo=before * 0.8,
                    hi=min(1, before * 1.1),
                    because=(reason("可移动介质，6 人可接触", mark),),
                ),
                gap=Gap(score=0.5, lo=0.4, hi=0.7, missing=("CR-01", "AC-02"), unproven=("PH-01",)),
                inherent=risk(before, severity, spread),
                residual=residual,
                planned=risk(then, severity, spread),
                contributions=tuple(
                    Contribution(kind=k, id=c, share=residual.score * s / total)
                    for k, c, s in causes
                ),
                coverage=rng.uniform(0.4, 0.98),
                unknown=("access_people", "retention_months") if i % 3 == 0 else (),
            )
        )
    return tuple(result)


def reason(text, mark=""):
    """A reason whose words a client partly chose."""
    return Reason(rule="report.by_whom", args={"owner": text + mark, "due": "2026-10-31"})


def columns(rng, mark):
    """Sixty columns over six sources, personal and not."""
    kinds = [
        ("name", "PERSON", "name", "张*"),
        ("mobile", "PHONE_NUMBER", "contact", "138****5678"),
        ("id_no", "CN_RESIDENT_ID", "id_document", "3101**********1234"),
        ("card", "CREDIT_CARD", "bank_account", "6222 **** **** 1234"),
        ("email", "EMAIL_ADDRESS", "contact", "l***@example.com"),
        ("note", "FREE_TEXT_PII", "communication", "……138****…"),
        ("amount", None, None, ""),
        ("sku", None, None, ""),
        ("store", None, None, ""),
        ("address", "ADDRESS", "address", "上海市***"),
    ]
    result = []
    for i in range(60):
        name, entity, category, example = kinds[i % 10]
        source = f"extracts/{('members', 'orders', 'service', 'hr', 'cctv', 'mail')[i // 10]}.csv"
        result.append(
            Column(
                source=source,
                column=f"{name}_{i}{mark}",
                asset=f"A{i // 10 + 1:02d}",
                entity=entity,
                category=category,
                personal=entity is not None,
                probability=rng.uniform(0.8, 1) if entity else rng.uniform(0, 0.2),
                rows=20000 + i,
                scanned=20000 + i,
                hits=(19000 + i) if entity else 0,
                upper_bound=0.97 if entity else 0.0002,
                examples=(example + mark,) if example else (),
                because=(reason("校验位 19,000 个通过", mark),) if entity else (),
            )
        )
    return tuple(result)


def controls(rng):
    """A hundred controls over the families, in every standing."""
    states = ["in_place", "in_place", "partial", "planned", "absent", "unknown", "not_applicable"]
    return tuple(
        ControlState(
            id=f"{family}-{n:02d}",
            family=family,
            status=(status := rng.choice(states)),
            proof=rng.choice(["none", "interview", "document", "technical_test"]),
            strength=Gauge(value=0.5, lo=0.2, hi=0.8),
            owner=rng.choice([None, "信息科"]),
            evidence=("E-01",) if status == "in_place" else (),
            risk_removed=rng.uniform(0, 30),
        )
        for family in FAMILIES
        for n in range(1, 7)
        if not (family == "RA" and n > 3)
    )


def vendors(rng, mark):
    """Six vendors, one in each kind of trouble."""
    result = []
    for i, (id, name, kind, verdict, tier) in enumerate(VENDORS):
        score = None if verdict == "insufficient" else 15 + 14 * i
        states = ["pass", "unproven", "fail" if verdict == "reject" else "pass", "unknown"]
        result.append(
            VendorRisk(
                id=id,
                name=name + mark,
                kind=kind,
                assets=("A01", f"A{i + 2:02d}"),
                countries=("CN",),
                persons=Interval(lo=20000, hi=24000),
                inherent=tier,
                inherent_because=(reason("接触高敏感级别资产", mark),),
                score=score,
                lo=max((score or 10) - 9, 0),
                hi=min((score or 80) + 12, 100),
                coverage=0.1 if score is None else 0.8,
                residual="moderate",
                projected="low",
                verdict=verdict,
                knockouts=tuple(
                    Knockout(question=f"Q-{q}", rule=f"rule-{q}", state=s, law=("PIPL-21",))
                    for q, s in zip(("NDA", "ENC", "DEL", "SUB"), states, strict=True)
                ),
                domains={
                    d: Gauge(value=0.2 + 0.1 * n, lo=0.1, hi=0.4 + 0.1 * n)
                    for n, d in enumerate(("contract", "access", "encryption", "governance"))
                },
                conditions=("签署保密协议" + mark, "提供销毁证明"),
                because=(reason("否决项未通过", mark),),
                answers=tuple(
                    {"question": f"Q-{q}", "answer": "yes", "comment": "见合同" + mark}
                    for q in range(20)
                ),
                next_review=dt.date(2027, 5, 31),
            )
        )
    return tuple(result)


def findings(mark):
    """Forty findings of every severity."""
    texts = [
        (
            "{a} 的数据中发现未申报的身份证号码",
            "{a} 的資料中發現未申報的身分證號碼",
            "{a} holds resident identity numbers nobody declared",
        ),
        (
            "{a} 的保密协议在首次接触之后签署",
            "{a} 的保密協議在首次接觸之後簽署",
            "The NDA for {a} was signed after the first access",
        ),
        (
            "{a} 声称已加密，但没有证据",
            "{a} 聲稱已加密，但沒有證據",
            "Encryption of {a} is claimed without proof",
        ),
        ("{a} 已超过保存期限", "{a} 已超過保存期限", "{a} has outlived its retention period"),
        ("{a} 没有责任人", "{a} 沒有負責人", "{a} has no owner"),
    ]
    severities = ["critical", "high", "high", "medium", "medium", "low", "info", "medium"]
    return tuple(
        Finding(
            id=f"F-{i + 1:02d}",
            rule=f"rule-{i % 5}",
            severity=severities[i % 8],
            subject=ASSETS[i % 14][0],
            statement=three(*(t.format(a=ASSETS[i % 14][1]) + mark for t in texts[i % 5])),
            evidence=("E-01",),
            law=("PIPL-51", "GB/T 35273-6.3"),
            action=f"ACT-{i % 18 + 1:02d}" if i % 3 else None,
            risk_removed=40 - i,
        )
        for i in range(40)
    )


def actions(rng, mark):
    """Eighteen steps, some without owner or date."""
    return tuple(
        Action(
            id=f"ACT-{i + 1:02d}",
            control="CR-01",
            scope=(ASSETS[i % 14][0],),
            statement=three(
                f"对{ASSETS[i % 14][1]}实施全盘加密并保留证据{mark}",
                f"對{ASSETS[i % 14][1]}實施全磁碟加密並保留證據{mark}",
                f"Encrypt {ASSETS[i % 14][1]} and keep the proof{mark}",
            ),
            owner=None if i % 6 == 5 else "信息科" + mark,
            due=None if i % 7 == 6 else dt.date(2026, 12, 1) + dt.timedelta(days=7 * i),
            risk_removed=round(60 / (i + 1.5), 2),
            law=("PIPL-51",),
            proposed=i % 2 == 0,
        )
        for i in range(18)
    )


def example(*, canary=False):
    """The assessment; with `canary`, hostile texts in every client text."""
    rng, mark = random.Random(7), CANARY if canary else ""
    held = assets(rng, mark)
    return Assessment(
        engagement=Header(
            client="示例零售有限公司" + mark[:120],
            title="城西门店转让个人信息保护影响评估" + mark[:120],
            scenario="transfer",
            sector="ecommerce",
            event_date=dt.date(2026, 12, 15),
            deal_type="asset_sale",
            profiles=("pipia",),
            organisation="示例评估机构" + mark,
            officer="李数据" + mark,
            assessors=("赵一", "钱二" + mark),
            confidentiality="内部",
        ),
        as_of=dt.date(2026, 11, 20),
        provenance=Provenance(
            riskkit="0.1.0",
            catalogue="1a2b3c4d5e6f",
            inputs=tuple(
                Input(path=f"extracts/file{i}.csv" + mark, sha256=f"{i:064x}") for i in range(20)
            ),
            overrides=(
                Override(
                    file="catalogue/controls.yaml",
                    line=4,
                    kind="controls",
                    id="CR-01",
                    field="weight",
                    old="0.4",
                    new="0.2" + mark,
                ),
            ),
        ),
        assets=held,
        columns=columns(rng, mark),
        unseen=(Unseen(source="extracts/old.mdb", part="p1" + mark, reason=reason("格式不支持")),),
        activities=(
            ActivityRecord(
                id="P01",
                name="会员营销" + mark,
                purpose="促销" + mark,
                assets=("A01",),
                data_kinds=("contact",),
                subjects=("customer",),
                basis={"pipl": "consent"},
                recipients=("V06",),
                cross_border=None,
                missing=("retention_months",),
            ),
        ),
        controls=controls(rng),
        scenarios=tuple(
            ScenarioRisk(
                id=f"S{i}",
                name=three("情景", "情境", "Scenario"),
                pathway=p,
                assets=("A01", "A06"),
                inherent=risk(0.9, 0.8, 0.1),
                residual=risk(0.6 - 0.05 * i, 0.8, 0.1),
                planned=risk(0.3, 0.8, 0.1),
                override={"by": "李数据" + mark, "why": "近期事件" + mark} if i == 1 else None,
            )
            for i, p in enumerate(("access", "loss", "vendor", "disposal", "change"))
        ),
        vendors=vendors(rng, mark),
        registers=tuple(
            RegisterState(
                id=r,
                kept=k,
                required=True,
                rows=12,
                completeness=0.8,
                newest=dt.date(2026, 10, 1) if k else None,
            )
            for r, k in (("REG-ASSET", True), ("REG-NDA", True), ("REG-SEAL", False))
        ),
        findings=findings(mark),
        actions=actions(rng, mark),
        screening=tuple(
            Trigger(
                id=f"T{i}",
                profile="pipia",
                clause=f"PIPL 55-{i}",
                state=s,
                because=(reason("含敏感个人信息", mark),),
            )
            for i, s in enumerate(("yes", "no", "undecided", "yes", "no"), start=1)
        ),
        methods=(Method(id="riskkit-v1", version="1.0"), Method(id="gbt39335-d5", version="2020")),
    )
