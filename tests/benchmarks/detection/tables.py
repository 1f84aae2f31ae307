"""Labelled tables in three languages: hard, messy, many look-alikes; and tables without persons.

`tables(language, half)` gives the development (0) or held-out (1) tables: other names, other
header words, other seeds. A table is the same on every machine.
"""

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import yaml
from concepts import CONCEPTS, Concept
from people import World

HEADERS = yaml.safe_load(Path(__file__).with_name("headers.yaml").read_text(encoding="utf-8"))
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
PERSONAL, QUIET = 48, 72
"""Tables a language in each half, and tables without personal data in each half."""

IDS = {
    "zh-Hans": "cnid cnid_masked passport permit hkid",
    "zh-Hant": "twid twid hkid permit cnid_masked",
    "en": "ssn ssn_masked nino nhs passport",
}
DOMAINS = {
    "retail": "name mobile email address member birth gender card_masked city notes | order11 sku13 product amount created pay colour status",
    "clinic": "name gender age ID diagnosis blood mobile birth address emergency bmi pressure notes | department created room amount batch flag",
    "hr": "name staff gender ID birth mobile email job salary account address political ethnicity emergency | department day flag company",
    "school": "name staff gender birth ID emergency mobile address ethnicity email | course score year department day percent",
    "logistics": "name mobile address postcode landline plate contact rare_phone | track orderdate weight product status created pay quantity",
    "bank": "name ID card account mobile birth salary job iban address gender city | amount track18 ref10 currency day status flag",
    "telecom": "name ID mobile imei ip mac address birth notes | ref9 model latency version created amount",
    "hotel": "name ID mobile plate email gender landline passport | room day quantity amount pay ref10",
    "forms": "surname given gender_code birth ID address religion ethnicity landline job | running day status department uscc",
    "crm": "name mobile_masked email wechat qq employer job address notes avatar | uuid created category company score flag",
    "survey": "age gender city job religion political rare_notes email | score category flag created running percent",
    "forum": "avatar email ip password hash wechat openid birth gender notes | created version uuid score quiet flag",
    "insurance": "name ID birth card_masked account diagnosis mobile address emergency bmi plate | amount ref10 day currency batch",
    "masked": "name_masked mobile_masked email_masked ID card_masked address gender | order11 amount created status product",
    "property": "name mobile landline address plate ID gender emergency | room day amount invoice flag quantity",
    "delivery": "name mobile lat lng address contact rare_notes notes | orderdate track hotline weight created product",
}
QUIET_DOMAINS = (
    "running product category amount quantity colour size status",
    "sku16 sku13 product company weight currency flag",
    "order11 amount pay status created day",
    "orderdate track weight status quiet created hotline",
    "log version commit latency created flag",
    "ratio ratio sensor score percent flag",
    "uuid version model status latency block",
    "course department year percent score running",
    "batch serial sensor created quiet room",
    "invoice ref10 company amount currency day",
    "page category amount score created",
    "ref9 ref10 track18 amount day status mailstate",
)


@dataclass
class Table:
    """Headers, rows, and for every column the concept that is its right answer."""

    name: str
    language: str
    headers: list
    concepts: list
    columns: list
    named: bool = True
    gold: list = field(default_factory=list)

    def bare(self):
        """The same cells under headers that say nothing."""
        kind = random.Random(self.name).choice(
            ["c{}", "列{}", "F{}", "Unnamed: {}", "字段{}", "col_{}", "V{}", "備註{}"]
        )
        headers = [kind.format(i + 1) for i in range(len(self.headers))]
        return Table(self.name, self.language, headers, self.concepts, self.columns, False)

    def right(self, i):
        """Entities that count as right, or None where the cells alone cannot tell."""
        concept = CONCEPTS[self.concepts[i]]
        return (
            concept
            if self.named or concept.bare
            else Concept((*concept.right, None), None, False, None)
        )

    @property
    def csv(self):
        def cell(text):
            return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\n') else text

        rows = [self.headers, *zip(*self.columns, strict=True)]
        return "\n".join(",".join(map(cell, row)) for row in rows) + "\n"


MISSING = {
    "zh-Hans": ["", "", "无", "-", "NULL", "暂无", "未填"],
    "zh-Hant": ["", "", "無", "-", "N/A", "未提供"],
    "en": ["", "", "N/A", "-", "null", "unknown", "none"],
}
WIDE = {**{chr(c): chr(c + 0xFEE0) for c in range(0x30, 0x3A)}, "-": "－", "(": "（", ")": "）"}


def mess(cells, world, concept):
    """What happens to a column on its way: gaps, blanks, full-width digits."""
    r, gap = world.random, 0.0
    if r.random() < 0.5:
        gap = r.choice([0.03, 0.1, 0.3, 0.7])
    words = r.sample(MISSING[world.language], 2)
    pad, wide = (
        r.random() < 0.2,
        r.random() < (0.12 if world.language != "en" else 0)
        and concept in ("mobile", "cnid", "card", "address", "landline", "twid"),
    )
    made = []
    for text in cells:
        if r.random() < gap:
            text = r.choice(words)
        elif pad and r.random() < 0.5:
            text = r.choice([" {}", "{} ", "  {}", "\u3000{}"]).format(text)
        if wide and r.random() < 0.6:
            text = "".join(WIDE.get(c, c) for c in text)
        made.append(text)
    return made


def header(concept, world):
    language = world.language
    if concept in HEADERS["none"]:
        lists = HEADERS["none"][concept].split("|")
        zh = [h for h in lists if any("\u3400" <= c <= "\u9fff" for c in h)]
        en = [h for h in lists if h not in zh]
        pool = (en or lists) if language == "en" else ((zh + en) or lists)
    else:
        own = HEADERS[language].get(concept)
        if own is None:
            own = HEADERS["en"].get(concept) or HEADERS["zh-Hans"][concept]
        elif language != "en" and concept in HEADERS["en"] and world.random.random() < 0.15:
            own = HEADERS["en"][concept]
        pool = own.split("|")
    pool = pool[world.half :: 2] or pool
    text = world.random.choice(pool)
    style = world.random.random()
    if style < 0.06 and " " not in text:
        text = f" {text} "
    elif style < 0.10:
        text = f"{text}*"
    elif style < 0.14 and text.isascii():
        text = text.upper()
    elif style < 0.17 and not text.isascii():
        text = f"{text}（必填）"
    return text


def table(name, language, half, concepts, world, wrong=None):
    rows = world.random.choice([40, 80, 150, 300])
    headers, columns = [], []
    for concept in concepts:
        make = CONCEPTS[concept].make(world)
        cells = [str(make()) for _ in range(rows)]
        columns.append(mess(cells, world, concept))
        headers.append((wrong or {}).get(concept) or header(concept, world))
    while len(set(headers)) < len(headers):
        headers = [f"{h}{i}" if headers.index(h) != i else h for i, h in enumerate(headers)]
    return Table(name, language, headers, list(concepts), columns)


TRAPS = (
    {"mobile": {"zh-Hans": "备注", "zh-Hant": "備註", "en": "notes"}},
    {"product": {"zh-Hans": "名称", "zh-Hant": "名稱", "en": "name"}},
    {"model": {"zh-Hans": "手机", "zh-Hant": "手機", "en": "phone"}},
    {"mailstate": {"zh-Hans": "邮箱", "zh-Hant": "信箱", "en": "email"}},
    {"email": {"zh-Hans": "账号", "zh-Hant": "帳號", "en": "login"}},
    {"name": {"zh-Hans": "其他", "zh-Hant": "其他", "en": "misc"}},
)


@cache
def tables(language, half):
    """Tables with personal data: 16 domains, three seeds each."""
    made = []
    for at in range(PERSONAL):
        domain = list(DOMAINS)[at % len(DOMAINS)]
        world = World(language, half, f"{domain} {at}")
        r = world.random
        personal, other = (part.split() for part in DOMAINS[domain].split("|"))
        chosen = r.sample(personal, min(len(personal), r.randint(5, 9)))
        chosen = [r.choice(IDS[language].split()) if c == "ID" else c for c in chosen]
        if language == "en":
            chosen = [c for c in chosen if c not in ("qq", "openid")]
        if language != "en":
            chosen = [c for c in chosen if c != "iban"]
        if language == "zh-Hant":
            chosen = [c for c in chosen if c not in ("openid", "qq", "passport")]
        chosen += r.sample(other, min(len(other), r.randint(2, 5)))
        wrong = {}
        if r.random() < 0.3:
            ((concept, words),) = r.choice(TRAPS).items()
            wrong = {concept: words[language]}
            chosen = [c for c in chosen if c != concept] + [concept]
        r.shuffle(chosen)
        made.append(
            table(f"{domain}-{at}", language, half, list(dict.fromkeys(chosen)), world, wrong)
        )
    return made


@cache
def quiet_tables(half):
    """Tables in which nothing is personal."""
    made = []
    for at in range(QUIET):
        language = LANGUAGES[at % 3]
        world = World(language, half, f"quiet {at}")
        r = world.random
        chosen = QUIET_DOMAINS[(at // 3) % len(QUIET_DOMAINS)].split()
        every = [c for d in QUIET_DOMAINS for c in d.split()]
        chosen = chosen + r.sample(every, 2)
        made.append(table(f"quiet-{at}", language, half, list(dict.fromkeys(chosen)), world))
    return made
