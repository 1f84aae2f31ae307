"""A crowd of synthetic vendors of every kind, in three languages, some with a fatal fault.

The faults are planted from the source documents and the law, by code that knows nothing of the
scorer: each is a duty nobody may waive, and a way in which a vendor fails or hides it.
"""

import datetime as dt
import random
from dataclasses import dataclass, field

from vendor_world import AS_OF, answers_of, asset, service, shipped, vendor, world

from riskkit.model.inventory import Answer, Evidence, Service, Vendor, VendorDocument

KINDS = {
    "mover": ("云梯搬运", "雲梯搬運", "Skylift Removals"),
    "it_service": ("知行信息", "知行資訊", "Knowing IT"),
    "renovation": ("筑景装修", "築景裝修", "Fairview Fitting"),
    "destruction": ("净介质销毁", "淨媒體銷毀", "Cleanmedia Disposal"),
    "cloud": ("穹顶云", "穹頂雲端", "Dome Cloud"),
    "transfer_broker": ("桥渡转让", "橋渡轉讓", "Ferry Brokers"),
    "marketing": ("听潮营销", "聽潮行銷", "Tidewater Marketing"),
    "security_assessor": ("明镜测评", "明鏡測評", "Clearglass Assessors"),
    "transferee": ("接禾商贸", "接禾商貿", "Newfield Trading"),
}
ENDINGS = ("有限公司{}号", "股份有限公司{}號", "Ltd {}")
WORDS = {  # yes, no, partial, not applicable, planned, outsourced
    "zh-Hans": ("是", "否", "部分", "不适用", "计划中", "外包"),
    "zh-Hant": ("是", "否", "部分", "不適用", "規劃中", "委外"),
    "en": ("Yes", "No", "Partially", "N/A", "Planned", "3rd-party outsourced"),
}
LANGUAGES = tuple(WORDS)
YES, NO, PARTIAL, NA, PLANNED, OUTSOURCED = range(6)
SAID = {  # what an honest vendor writes beside an answer
    "zh-Hans": (
        "见附件三，今年九月复核。",
        "每季度核查一次，未发生泄露事件。",
        "制度 3.2 版，已全员签收。",
        "",
    ),
    "zh-Hant": (
        "見附件三，今年九月複核。",
        "每季稽核一次，未發生外洩事件。",
        "規定 3.2 版，全員已簽收。",
        "",
    ),
    "en": (
        "See annex 3, reviewed this September.",
        "Checked every quarter; no incidents.",
        "Policy 3.2, signed by all staff. We do not share data with third parties.",
        "",
    ),
}
# What nobody may approve, by the source documents and the law, and whether paper must show it.
DUTIES = {
    "VQ-CON-01": True,  # PIPL 21, GDPR 28(3): no agreement on the processing
    "VQ-CNF-01": True,  # showroom move: movers, IT and renovation teams sign before they start
    "VQ-SUB-01": True,  # PIPL 21(3): passed on without consent
    "VQ-INC-01": True,  # PIPL 57, GDPR 33(2): no duty to report a breach
    "VQ-DEL-01": True,  # PIPL 21(2), GDPR 28(3)(g): keeps the data
    "VQ-PUR-01": False,  # PIPL 10, 21(2): own use
    "VQ-GOV-04": False,  # an incident that is not remedied
    "VQ-GOV-05": False,  # PIPL 42: on a list
    "VQ-ACC-02": True,  # administrators of sensitive data without a second factor
    "VQ-ENC-02": True,  # sensitive data sent in the clear
    "VQ-XBR-02": True,  # PIPL 38: abroad without a lawful way
    "VQ-DST-01": True,  # store transfer: destroyed without a certificate
    "VQ-TRE-01": True,  # store transfer: the new owner takes on no duty
}
BAD_IF_YES = ("VQ-PUR-01", "VQ-GOV-04", "VQ-GOV-05")
TAKEN_BACK = {
    "zh-Hans": (
        "目前还没有书面文件。",
        "预计明年二季度上线。",
        "只是口头约定，没有签字。",
        "总部已做，门店暂未覆盖。",
        "合同还在走流程，双方都没盖章。",
    ),
    "zh-Hant": (
        "目前還沒有書面文件。",
        "預計明年第二季上線。",
        "只有口頭約定，沒有簽名。",
        "總公司已做，門市尚未涵蓋。",
        "合約還在跑流程，雙方都還沒用印。",
    ),
    "en": (
        "There is no written document yet.",
        "We expect to roll this out in Q2 next year.",
        "Agreed orally only; nothing has been signed.",
        "Done at head office, the branches are still to follow.",
        "The contract is still with our lawyers.",
    ),
}
ADMITTED = {
    "VQ-PUR-01": {
        "zh-Hans": "会用于训练我们自己的推荐模型。",
        "zh-Hant": "會用來訓練我們自己的推薦模型。",
        "en": "We use it to train our own recommendation model.",
    },
    "VQ-GOV-04": {
        "zh-Hans": "去年发生过一次泄露，整改尚未完成。",
        "zh-Hant": "去年曾發生一次外洩，改善尚未完成。",
        "en": "One leak last year; remediation is still open.",
    },
    "VQ-GOV-05": {
        "zh-Hans": "法定代表人曾被列入失信名单，正在申请移出。",
        "zh-Hant": "負責人曾被列入失信名單，申請移除中。",
        "en": "Our majority owner was placed on a sanctions list and has appealed.",
    },
}
HEDGED = {
    "zh-Hans": "是，但门店尚未做到",
    "zh-Hant": "是，但門市尚未做到",
    "en": "Yes, but not yet at the branches",
}


@dataclass
class Draft:
    """One vendor while it is put together; a fault changes it in place."""

    vendor: Vendor
    service: Service
    language: str
    answers: dict[str, Answer]
    evidence: list[Evidence] = field(default_factory=list)
    documents: list[VendorDocument] = field(default_factory=list)
    doubled: list[Answer] = field(default_factory=list)
    sensitive: bool = True
    route: str = ""
    duty: str = ""

    def word(self, place):
        return WORDS[self.language][place]

    def answer(self, question, **fields):
        self.answers[question] = self.answers[question].model_copy(update=fields)

    def show(self, question, *, title=None, kind="document", **fields):
        """Rest the answer on one new piece of evidence and nothing else."""
        piece = Evidence(
            id=f"E-{self.vendor.id}-{len(self.evidence)}",
            kind=kind,
            title=title,
            **{"date": AS_OF - dt.timedelta(days=60), **fields},
        )
        self.evidence.append(piece)
        self.answer(question, evidence=(piece.id,))
        return piece.id

    def document(self, question, title, **fields):
        """Rest the answer on a certificate or report with a row of what it covers."""
        expires = AS_OF + dt.timedelta(days=400)
        id = self.show(question, title=title, expires=expires)
        self.documents.append(VendorDocument(evidence=id, vendor=self.vendor.id, **fields))


def admitted(draft, duty):
    draft.answer(duty, answer=draft.word(YES if duty in BAD_IF_YES else NO))


def silent(draft, duty):
    del draft.answers[duty]


def blank(draft, duty):
    draft.answer(duty, answer=" ")


def not_applicable_by_nobody(draft, duty):
    draft.answer(duty, answer=draft.word(NA), na_reason="-")


def not_applicable_without_reason(draft, duty):
    draft.answer(duty, answer=draft.word(NA), na_approved_by="officer")


def not_applicable_by_itself(draft, duty):
    contact = f"  {draft.vendor.contact.upper()} "
    draft.answer(duty, answer=draft.word(NA), na_reason="-", na_approved_by=contact)


def planned(draft, duty):
    draft.answer(duty, answer=draft.word(PLANNED))


def in_part(draft, duty):
    draft.answer(duty, answer=draft.word(PARTIAL))


def outsourced_to_nobody(draft, duty):
    draft.answer(duty, answer=draft.word(OUTSOURCED))


def hedged(draft, duty):
    draft.answer(duty, answer=HEDGED[draft.language])


def taken_back(draft, duty):
    if duty in ADMITTED:
        draft.answer(duty, comment=ADMITTED[duty][draft.language])
    else:
        texts = TAKEN_BACK[draft.language]
        draft.answer(duty, comment=texts[int(draft.vendor.id[1:]) // 27 % len(texts)])


def two_answers(draft, duty):
    other = draft.word(YES if duty in BAD_IF_YES else NO)
    draft.doubled.append(draft.answers[duty].model_copy(update={"answer": other}))


def unproven(draft, duty):
    draft.answer(duty, evidence=())


def proof_not_registered(draft, duty):
    draft.answer(duty, evidence=("E-NOWHERE",))


def stale(draft, duty):
    draft.show(duty, date=AS_OF - dt.timedelta(days=365 * 8))


def expired(draft, duty):
    draft.show(duty, expires=AS_OF - dt.timedelta(days=1))


def undated(draft, duty):
    draft.show(duty, date=None)


def of_tomorrow(draft, duty):
    draft.show(duty, date=AS_OF + dt.timedelta(days=1))


def certificate_of_another_service(draft, duty):
    elsewhere = "S1" if draft.service.id != "S1" else "S0"
    draft.document(duty, "ISO/IEC 27001", kind="iso27001", services=(elsewhere,))


def certificate_of_another_place(draft, duty):
    draft.document(duty, "ISO/IEC 27001", kind="iso27001", countries=("NZ",))


def report_long_over(draft, duty):
    ended = AS_OF - dt.timedelta(days=365 * 4)
    year = dt.timedelta(days=365)
    draft.document(
        duty, "SOC 2 Type II", kind="soc2_type2", period_from=ended - year, period_to=ended
    )


def no_agreement(draft, _):
    draft.service = draft.service.model_copy(update={"processing_agreement": False})


def agreement_ran_out(draft, _):
    ended = AS_OF - dt.timedelta(days=3)
    draft.service = draft.service.model_copy(update={"contract_until": ended})


def no_nda_before_access(draft, _):
    late = dt.date(2026, 5, 1)
    nda = None if int(draft.vendor.id[1:]) % 2 else late
    draft.service = draft.service.model_copy(
        update={"physical_access": True, "first_access": dt.date(2026, 3, 1), "nda_signed": nda}
    )


def abroad_without_a_way(draft, _):
    where = {"countries": ("CN", "US"), "transfer_mechanism": "none"}
    draft.service = draft.service.model_copy(update=where)


SAYING = (
    admitted, silent, blank, not_applicable_by_nobody, not_applicable_without_reason,
    not_applicable_by_itself, planned, in_part, outsourced_to_nobody, hedged, taken_back,
    two_answers,
)  # fmt: skip
SHOWING = (
    unproven, proof_not_registered, stale, expired, undated, of_tomorrow,
    certificate_of_another_service, certificate_of_another_place, report_long_over,
)  # fmt: skip
STANDING = (no_agreement, agreement_ran_out, no_nda_before_access, abroad_without_a_way)
ROUTES = (*SAYING, *SHOWING, *STANDING)


def service_of(kind, id, vendor_id, held):
    """What a vendor of a kind does for the client, with every paper in order."""
    ways = {
        "cloud": {"physical_access": False, "logical_access": "admin"},
        "it_service": {"logical_access": "admin"},
        "marketing": {
            "physical_access": False,
            "logical_access": "export",
            "countries": ("CN", "SG"),
            "transfer_mechanism": "standard_contract",
        },
        "transferee": {"role": "recipient", "logical_access": "none"},
    }
    return service(id, vendor_id, assets=(held,), **ways.get(kind, {}))


def draft_of(n, rng, held, questions):
    """A diligent vendor: fatal duties are proven; of the rest some is only in part or on paper.

    Who holds copies or administers shows less on paper alone, as its client would ask of it.
    """
    kind, language = list(KINDS)[n % len(KINDS)], LANGUAGES[n // len(KINDS) % 3]
    id, at = f"V{n}", LANGUAGES.index(language)
    one = vendor(
        id,
        kind,
        name=KINDS[kind][at] + (" " if at == 2 else "") + ENDINGS[at].format(n),
        contact=f"contact of {id}",
        criticality=rng.choice(("low", "moderate", "high")),
    )
    reach = kind in ("cloud", "it_service", "marketing", "transferee")
    draft = Draft(one, service_of(kind, f"S{n}", id, held.id), language, {})
    draft.sensitive = held.sensitivity.tier == "high"
    for level in ("document", "function_check", "technical_test"):
        date = AS_OF - dt.timedelta(days=rng.randint(5, 340))
        draft.evidence.append(Evidence(id=f"E-{id}-{level}", kind=level, date=date))
    for row in answers_of(questions[kind], vendor=id):
        fatal = row.question in DUTIES or shipped("questionnaires")[row.question].fatal
        bad = not fatal and rng.random() < (0.05 if reach else 0.08)
        place = PARTIAL if bad else (YES if row.answer == "yes" else NO)
        strong = fatal or rng.random() > (0.05 if reach else 0.15)
        level = rng.choice(("function_check", "technical_test")) if strong else "document"
        draft.answers[row.question] = row.model_copy(
            update={
                "answer": draft.word(place),
                "comment": None if bad else rng.choice(SAID[language]),
                "evidence": (f"E-{id}-{level}",),
            }
        )
    return draft


def duties_of(draft, route):
    """The duties of a vendor that a fault can be planted in."""
    part = draft.service
    fitting = [duty for duty in DUTIES if duty in draft.answers]
    unasked = {
        "VQ-CNF-01": not part.physical_access,
        "VQ-ACC-02": part.logical_access != "admin" or not draft.sensitive,
        "VQ-ENC-02": part.logical_access == "none" or not draft.sensitive,
        "VQ-XBR-02": part.countries == ("CN",),
    }
    asked = [duty for duty in fitting if not unasked.get(duty)]
    return [duty for duty in asked if DUTIES[duty] or route not in SHOWING]


def crowd(count, questions, *, seed=20261122, assets=40, faulty=lambda n: n % 2 == 1):
    """Return the drafts of a crowd and the assets they touch.

    `questions` are those of each kind; `faulty` says which vendors get a fault. Routes and kinds
    are walked through evenly, so that every route meets every kind and language.
    """
    rng = random.Random(seed)
    scores = ((0.4, "medium"), (0.8, "high"), (0.95, "high"))
    held = [
        asset(f"A{n}", tier=tier, score=score, persons=rng.randint(50, 400_000))
        for n in range(assets)
        for score, tier in (scores[n % 3],)
    ]
    drafts, turn = [], 0
    for n in range(count):
        draft = draft_of(n, rng, held[n % assets], questions)
        if faulty(n):
            route = ROUTES[turn % len(ROUTES)]
            turn += 1
            duties = duties_of(draft, route)
            duty = duties[turn // len(ROUTES) % len(duties)]
            route(draft, duty)
            draft.route, draft.duty = route.__name__, duty if route not in STANDING else ""
        drafts.append(draft)
    return drafts, held


def engagement_of(drafts, held):
    """The crowd as an engagement: an `Inventory` with the assessed assets."""
    inventory, assets = world(
        vendors=[one.vendor for one in drafts],
        services=[one.service for one in drafts],
        answers=[row for one in drafts for row in (*one.answers.values(), *one.doubled)],
        evidence=[piece for one in drafts for piece in one.evidence],
        assets=held,
    )
    documents = tuple(row for one in drafts for row in one.documents)
    return inventory.model_copy(update={"documents": documents}), assets
