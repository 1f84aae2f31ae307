"""Extracts of ``corporate-crm``: the company customers of a commercial bank, in daily use."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from random import Random
from typing import Any

from . import people, received, words, writing

COMPANIES = 18420
CONTACTS = 24655
TRANSACTIONS = 104200
LAST_DAY = dt.date(2026, 10, 31)
Columns = dict[str, list[Any]]


def make(folder: Path) -> None:
    """Write every extract of the sample into ``folder/extracts``, and three filled-in forms."""
    received.make(folder)
    out = folder / "extracts"
    companies = _companies(out)
    contacts = _contacts(out, companies)
    _transactions(out, companies, contacts)
    _access_log(out)
    _partner_feed(out, companies, contacts)
    _segments(out)
    _leads(out)
    _call_index(out)
    _visit_notes(out, companies, contacts)


def _empty(*names: str) -> Columns:
    return {name: [] for name in names}


def _add(columns: Columns, *cells: Any) -> None:
    for column, cell in zip(columns.values(), cells, strict=True):
        column.append(cell)


def _companies(out: Path) -> Columns:
    random = Random("corporate/companies")
    table = _empty("company_id", "company_name", "uscc", "industry", "legal_representative",
                   "registered_address", "rating", "relationship_manager", "onboarded")  # fmt: skip
    for n in range(COMPANIES):
        place, trade = random.choice(words.COMPANY_PLACES), random.choice(words.COMPANY_TRADES)
        area = random.choice([a for a, (city, _) in words.CN_CITIES.items() if place in city])
        name = f"{place}{random.choice(words.COMPANY_HEADS)}{trade}有限公司"
        boss = people.person(random, youngest=28, oldest=72)
        _add(table, f"C{100000 + n}", name, people.uscc(random, area), trade, boss.name,
             people.cn_address(random, area), random.choice(("AAA", "AA", "A", "BBB", "BB", "B")),
             f"RM{random.randrange(1001, 1140)}",
             people.day(random, dt.date(2012, 1, 4), LAST_DAY))  # fmt: skip
    writing.write_parquet(out / "crm" / "companies.parquet", table)
    return table


def _contacts(out: Path, companies: Columns) -> Columns:
    random = Random("corporate/contacts")
    table = _empty("contact_id", "company_id", "full_name", "job_title", "mobile", "email",
                   "signatory", "id_number", "language", "marketing_opt_in", "ext_1")  # fmt: skip
    for n in range(CONTACTS):
        who = people.person(random, youngest=24, oldest=66)
        foreign = random.random() < 0.05
        signatory = random.random() < 0.31
        local = f"contact{n:05d}"
        _add(table, f"P{500000 + n}", random.choice(companies["company_id"]),
             people.en_name(random) if foreign else who.name, random.choice(words.JOB_TITLES),
             who.mobile, people.mail(random, local), signatory,
             who.identity if signatory and not foreign else None, "en" if foreign else "zh",
             random.random() < 0.44,
             # filled by a relationship manager's import of 2023: homes for New Year's gifts
             who.address if random.random() < 0.21 else None)  # fmt: skip
    writing.write_parquet(out / "crm" / "contacts.parquet", table)
    return table


REMARKS = (
    "货款", "服务费", "货款 合同{code}", "工资代发", "货款 合同{code}", "往来款", "报销 {name}",
    "invoice {code}", "尾款 联系人{name}{mobile}", "租金", "保证金退回", "税费", "采购设备",
)  # fmt: skip
REMARK_WEIGHTS = (30, 18, 14, 8, 8, 6, 1.5, 6, 0.8, 4, 2, 4, 4)


def _transactions(out: Path, companies: Columns, contacts: Columns) -> None:
    random = Random("corporate/transactions")
    table = _empty("txn_id", "booked_at", "company_id", "account_no", "counterparty", "currency",
                   "amount", "channel", "operator", "remark")  # fmt: skip
    accounts = [f"6100{n:08d}{random.randrange(10)}" for n in range(COMPANIES)]
    days = sorted(people.day(random, dt.date(2026, 8, 1), LAST_DAY) for _ in range(TRANSACTIONS))
    for n, on in enumerate(days):
        payer, payee = random.randrange(COMPANIES), random.randrange(COMPANIES)
        whom = random.randrange(CONTACTS)
        remark = random.choices(REMARKS, REMARK_WEIGHTS)[0].format(
            code=f"HT{random.randrange(10**6):06d}", name=contacts["full_name"][whom],
            mobile=contacts["mobile"][whom],
        )  # fmt: skip
        _add(table, f"T2026{n:09d}", people.moment(random, on, 8, 18),
             companies["company_id"][payer], accounts[payer], companies["company_name"][payee],
             random.choices(("CNY", "USD", "HKD"), (94, 4, 2))[0],
             round(random.lognormvariate(9.8, 1.4)), random.choice(("网银", "柜面", "银企直连")),
             f"OP{random.randrange(200, 260)}", remark)  # fmt: skip
    writing.write_parquet(out / "core" / "transactions_2026Q3.parquet", table)


def _access_log(out: Path) -> None:
    random = Random("corporate/access")
    rows: list[tuple[Any, ...]] = []
    for _ in range(9700):
        at = people.moment(random, people.day(random, dt.date(2026, 9, 1), LAST_DAY), 8, 19)
        rows.append((at, f"S{random.randrange(3001, 3180)}",
                     f"10.{random.randrange(20, 24)}.3.{random.randrange(2, 250)}",
                     random.choice(("view", "view", "view", "search", "edit")),
                     f"C{100000 + random.randrange(COMPANIES)}", 1,
                     random.choice(("尽调", "放款", "回访", "对账"))))  # fmt: skip
    # one clerk reads through customers of other branches on a Sunday night
    for n in range(312):
        at = dt.datetime(2026, 10, 18, 22, 5) + dt.timedelta(seconds=n * 11)
        rows.append((at, "S3077", "10.21.3.88", "export" if n % 40 == 0 else "view",
                     f"C{101000 + n}", 500 if n % 40 == 0 else 1, ""))  # fmt: skip
    rows.sort(key=lambda row: row[0])
    header = ("time", "staff_no", "ip", "action", "object", "rows", "purpose")
    writing.write_csv(out / "logs" / "crm_access.csv", header, rows)


def _partner_feed(out: Path, companies: Columns, contacts: Columns) -> None:
    random = Random("corporate/feed")
    rows = []
    names = dict(zip(companies["company_id"], companies["company_name"], strict=True))
    for n in sorted(random.sample(range(CONTACTS), 3600)):
        company = contacts["company_id"][n]
        # the agreement names company, contact and e-mail; the feed carries two columns more
        rows.append((company, names[company], contacts["full_name"][n], contacts["email"][n],
                     contacts["mobile"][n], contacts["id_number"][n] or ""))  # fmt: skip
    header = ("company_id", "company", "contact", "email", "mobile", "id_number")
    writing.write_csv(out / "partner" / "insurer_feed.csv", header, rows)


def _segments(out: Path) -> None:
    random = Random("corporate/segments")
    rows = []
    for place in words.COMPANY_PLACES:
        for trade in words.COMPANY_TRADES:
            for rating in ("AAA", "AA", "A", "BBB"):
                count = random.choice((1, 2, 3, 7, 18, 44, 120))
                rows.append((place, trade, rating, count, count * random.randrange(20, 900),
                             f"{random.uniform(0, 0.2):.3f}",
                             people.cn_mobile(random)))  # fmt: skip
    header = ("city", "industry", "rating", "companies", "avg_balance_k", "churn", "sample_contact")
    writing.write_csv(out / "analytics" / "segments.csv", header, rows)


def _leads(out: Path) -> None:
    random = Random("corporate/leads")
    rows = []
    for n in range(2210):
        at = people.moment(random, people.day(random, dt.date(2026, 1, 2), LAST_DAY))
        name = people.en_name(random)
        rows.append((f"W{n + 1:05d}", at, name, f"{name.split()[1].lower()}{n}@example.com",
                     people.hk_mobile(random), random.choice(("trade finance", "payroll", "FX")),
                     f"198.51.100.{random.randrange(1, 255)}"))  # fmt: skip
    header = ("lead_id", "submitted", "name", "email", "phone", "topic", "client_ip")
    writing.write_csv(out / "web" / "leads.csv", header, rows)


def _call_index(out: Path) -> None:
    random = Random("corporate/calls")
    rows = []
    for n in range(1830):
        at = people.moment(random, people.day(random, dt.date(2026, 5, 6), LAST_DAY), 9, 18)
        rows.append((f"CALL{n:06d}", at, random.randrange(40, 1900),
                     f"/voice/{at:%Y%m}/{n:06d}.opus",
                     f"S{random.randrange(3001, 3180)}"))  # fmt: skip
    header = ("call_id", "started", "seconds", "file", "agent")
    writing.write_csv(out / "av" / "call_recordings.csv", header, rows)


def _visit_notes(out: Path, companies: Columns, contacts: Columns) -> None:
    random = Random("corporate/notes")
    said = (
        "拜访{company}，{name}接待，授信续作材料下周给。",
        "与{name}（{mobile}）电话，问汇率锁定产品。",
        "Met {name} at {company}; wants payroll for 60 staff, call back {mobile}.",
        "客户提到{name}近期住院手术，用章改由副总代签。", "企业经营平稳，订单排到明年一季度。",
        "No change in ownership; annual review done.", "厂房搬迁，注册地址待更新。",
        "法人{name}身份证{id}已过期，通知换证。",
    )  # fmt: skip
    lines = []
    for _ in range(1240):
        whom = random.randrange(CONTACTS)
        on = people.day(random, dt.date(2026, 1, 5), LAST_DAY)
        text = random.choice(said).format(
            company=random.choice(companies["company_name"]), name=contacts["full_name"][whom],
            mobile=contacts["mobile"][whom], id=contacts["id_number"][whom] or "（见影像）",
        )  # fmt: skip
        lines.append(f"{on} RM{random.randrange(1001, 1140)} {text}")
    writing.write_text(out / "notes" / "visit_notes.txt", "\n".join(sorted(lines)) + "\n")
