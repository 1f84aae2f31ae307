"""One seeded fault and one clean twin for every rule: ``(rule, bad, good)``.

Each side is what to give `finding_world.world`; the clean twin differs in what matters only.
"""

from finding_world import (
    action,
    activity,
    asset,
    asset_risk,
    claim,
    column,
    control_state,
    date,
    evidence,
    knockout,
    register_state,
    service,
    vendor,
    vendor_risk,
)

from riskkit.model.value import Interval


def rows(register, bad, good, **more):
    """A fault in one register: a row, or several, that must be found, and one that must not."""
    bad, good = (side if isinstance(side, list) else [side] for side in (bad, good))
    return {"registers": {register: bad}, **more}, {"registers": {register: good}, **more}


RELOCATION = {"header": {"scenario": "relocation"}}
AFTER = {"as_of": date("2027-01-20")}
OLD = "2025-01-10"
NEW = "2026-11-10"

BOX = {"box_no": "B-1", "tier": "high", "label_text": "Box B-1 confidential"}
SEAL = {
    "seal_no": "S-1", "box_no": "B-1", "applied_by": "Ann", "applied_at": "2026-11-01T09:00",
    "checked_by": "Bob", "checked_at": "2026-11-02T09:00", "number_read": "s-1", "state": "intact",
}  # fmt: skip
HAND = {
    "item": "B-1", "from_party": "Ann", "to_party": "Driver", "time": "2026-12-01T09:00",
    "signature": "yes", "escort": "Eve",
}  # fmt: skip
CHAIN = {"REG-BOX": [BOX], "REG-SEAL": [SEAL], "REG-CUSTODY": [HAND]}
ARRIVED = {"REG-RECEIVE": [{"item": "b-1", "arrived": "2026-12-02T10:00"}]}
MEDIUM = {"serial": "M-1", "encrypted": "yes", "keeper": "Ann"}
GONE = {
    "medium": "D-1", "asset": "A1", "medium_kind": "ssd", "method": "shred", "person": "Ann",
    "witness": "Bob", "certificate_no": "C-1", "time": "2026-11-01T10:00",
}  # fmt: skip
BACKUP = {
    "system": "A1", "time": "2026-12-14T02:00", "location": "Room 1", "site": "local",
    "encrypted": "yes",
}  # fmt: skip
REMOTE = {**BACKUP, "location": "Cloud", "site": "cloud"}
TEST = {"system": "CRM", "date": "2026-11-10", "result": "passed"}
RIGHT = {
    "person": "Ann", "role": "clerk", "system": "CRM", "right": "view", "granted": "2026-09-01",
    "reviewed": "2026-10-01",
}  # fmt: skip
NDA = {"party": "Mover Ltd", "kind": "mover", "signed": "2026-05-01", "first_access": "2026-06-01"}
CLAUSES = "confidentiality;no_copy;incident_notice;liability"
HANDOVER = {
    "data_set": "A1", "records": "100", "disposition": "transfer", "recipient": "Buyer",
    "opted_out_removed": "no", "signed": "2026-11-18",
}  # fmt: skip
NOTICE = {
    "event": "transfer", "sent": "2026-11-10", "coverage": "99",
    "elements": "recipient_name;recipient_contact;purpose;method;data_kinds",
}  # fmt: skip
WITHDRAWN = {"subject": "M-7", "scope": "service;transfer", "withdrawn": "2026-10-30"}
DPIA = {"subject": "Transfer", "date": "2026-05-20", "keep_until": "2029-12-31"}
ONE = {"assets": [asset()]}
SERVED = {**ONE, "vendors": [vendor()]}


def served(bad, good, **more):
    """A fault in one service of a vendor."""
    base = {**SERVED, **more}
    return {**base, "services": [service(**bad)]}, {**base, "services": [service(**good)]}


def done(field, bad, good):
    """A fault in one row of a table."""
    return {field: [bad]}, {field: [good]}


def consent(bad, kinds=("name",), services=(), vendors=()):
    base = {"assets": [asset(data_kinds=kinds)], "services": services, "vendors": vendors}
    row = {"basis_pipl": "consent", "data_kinds": kinds, **bad}
    return (
        {**base, "activities": [activity(**row, separate_consent=False)]},
        {**base, "activities": [activity(**row, separate_consent=True)]},
    )


CASES = [
    # declared against found
    ("F-DATA-UNDECLARED", {**ONE, "columns": [column(category="id_document")]},
     {**ONE, "columns": [column()]}),
    ("F-NOT-ANONYMOUS", {"assets": [asset(data_kinds=("aggregate",))], "columns": [column()]},
     {"assets": [asset(data_kinds=("aggregate",))], "columns": [column(personal=False)]}),
    ("F-DECLARED-NOT-FOUND", {"assets": [asset(data_kinds=("name", "id_document"))],
     "columns": [column()]}, {**ONE, "columns": [column()]}),
    ("F-TIER-LOW", {**ONE, "assets": [asset()], "assets_risk": [asset_risk(tier="high")]},
     {**ONE, "assets_risk": [asset_risk()]}),
    ("F-OWNER-MISSING", *done("assets", asset(owner=" "), asset())),
    ("F-ASSET-STALE", *done("assets", asset(last_confirmed=date("2026-05-01")), asset())),
    ("F-RETENTION-EXCEEDED",
     *done("assets", asset(oldest_record=date("2024-11-19"), retention_months=Interval(lo=12,
      hi=24)),
           asset(oldest_record=date("2024-11-20"), retention_months=Interval(lo=12, hi=24)))),
    ("F-RETENTION-LOG", *rows("REG-RETENTION",
     {"data_set": "x", "limit_months": "24", "oldest_record": "2024-01-01"},
     {"data_set": "x", "limit_months": "24", "oldest_record": "2024-01-01", "deleted_at": NEW})),
    ("F-DEID-K", *rows("REG-DEID", {"k": "4"}, {"k": "5"})),
    ("F-QUALITY-DIFFERENCE", *rows("REG-QUALITY", {"count_before": "1,000", "count_after": "999"},
     {"count_before": "1,000", "count_after": "1000"})),
    ("F-QUALITY-HASH", *rows("REG-QUALITY", {"sha256_before": "a" * 64, "sha256_after": "b" * 64},
     {"sha256_before": "a" * 64, "sha256_after": "A" * 64})),
    # third parties
    ("F-NDA-LATE", *served({"nda_signed": date("2026-06-02")}, {"nda_signed": date("2026-06-01")})),
    ("F-NDA-MISSING", *served({"nda_signed": None}, {"nda_signed": date("2026-05-01")})),
    ("F-NDA-EXPIRED", *served({"nda_until": date("2026-11-19")},
     {"nda_until": date("2026-11-20")})),
    ("F-NDA-CLAUSE", *rows("REG-NDA", {**NDA, "clauses": "confidentiality"},
     {**NDA, "clauses": CLAUSES})),
    ("F-NO-AGREEMENT", *served({"processing_agreement": False}, {"processing_agreement": True})),
    ("F-CONTRACT-ENDED", *served({"contract_until": date("2026-11-19")},
     {"contract_until": date("2026-11-19"), "end": date("2026-11-19")})),
    ("F-EXPORT-NO-MECHANISM", *served({"countries": ("CN", "SG")},
     {"countries": ("CN", "SG"), "transfer_mechanism": "standard_contract"})),
    ("F-VENDOR-KNOCKOUT", {"vendors_risk": [vendor_risk(knockouts=(knockout("fail"),))]},
     {"vendors_risk": [vendor_risk(knockouts=(knockout("unproven"),))]}),
    ("F-VENDOR-UNASSESSED", {"vendors_risk": [vendor_risk(verdict="insufficient")]},
     {"vendors_risk": [vendor_risk()]}),
    ("F-VENDOR-REVIEW-OVERDUE", *rows("REG-VENDOR", {"next_review": "2026-11-19"},
     {"next_review": "2026-11-20"})),
    ("F-VENDOR-WEAK", *rows("REG-VENDOR", {"tier_touched": "high", "score": "59"},
     [{"tier_touched": "high", "score": "60"}, {"tier_touched": "low", "score": "59"}])),
    # controls and evidence
    ("F-CONTROL-ABSENT", *done("controls", claim(status="absent"), claim())),
    ("F-CONTROL-UNPROVEN", {"controls": [claim(evidence=())]},
     {"controls": [claim()], "evidence": [evidence()]}),
    ("F-CONTROL-UNASSESSED", {"controls_state": [control_state()], "controls": []},
     {"controls_state": [control_state()], "controls": [claim(status="absent")]}),
    ("F-EVIDENCE-EXPIRED", *done("evidence", evidence(expires=date("2026-11-19")),
     evidence(expires=date("2026-11-20")))),
    ("F-EVIDENCE-STALE", *done("evidence", evidence(kind="technical_test", date=date("2025-11-19")),
     evidence(kind="technical_test", date=date("2025-11-20")))),
    ("F-EVIDENCE-UNDATED", *done("evidence", evidence(date=None), evidence())),
    ("F-EVIDENCE-GONE", {"evidence": [evidence(path="e.txt")], "hashes": {}},
     {"evidence": [evidence(path="e.txt")], "hashes": {"e.txt": "a" * 64}}),
    ("F-EVIDENCE-CHANGED",
     {"evidence": [evidence(path="e", sha256="b" * 64)], "hashes": {"e": "a" * 64}},
     {"evidence": [evidence(path="e", sha256="a" * 64)], "hashes": {"e": "a" * 64}}),
    ("F-REGISTER-MISSING", {"registers_state": [register_state(kept=False, completeness=0)]},
     {"registers_state": [register_state(kept=False, required=False, completeness=0)]}),
    ("F-REGISTER-INCOMPLETE", {"registers_state": [register_state(completeness=0.89)]},
     {"registers_state": [register_state(completeness=0.9)]}),
    # the move
    ("F-BOX-CHAIN", {"registers": CHAIN, **AFTER}, {"registers": {**CHAIN, **ARRIVED}, **AFTER}),
    ("F-BOX-UNKNOWN", {"registers": {"REG-BOX": [BOX], "REG-SEAL": [{**SEAL, "box_no": "B-9"}]}},
     {"registers": {"REG-BOX": [BOX], "REG-SEAL": [{**SEAL, "box_no": "b - 1"}]}}),
    ("F-BOX-MIXED", *rows("REG-BOX", [BOX, {**BOX, "tier": "low"}], [BOX, {**BOX,
     "tier": "medium"}])),
    ("F-LABEL-PERSONAL", *rows("REG-BOX", {**BOX, "label_text": "合同 13800138000"}, BOX)),
    ("F-SEAL-DUPLICATE", *rows("REG-SEAL", [SEAL, {**SEAL, "box_no": "B-2", "seal_no": "s-1"}],
     [SEAL, {**SEAL, "box_no": "B-2", "seal_no": "S-2"}])),
    ("F-SEAL-UNCHECKED", *rows("REG-SEAL", {**SEAL, "checked_at": ""}, SEAL)),
    ("F-SEAL-MISMATCH", *rows("REG-SEAL", {**SEAL, "number_read": "S-2"}, SEAL)),
    ("F-SEAL-BROKEN", *rows("REG-SEAL", {**SEAL, "state": "broken"},
     {**SEAL, "state": "broken", "remark": "opened by customs, two present"})),
    ("F-CUSTODY-GAP", *rows("REG-CUSTODY",
     [HAND, {**HAND, "from_party": "Zed", "to_party": "Store", "time": "2026-12-01T12:00"}],
     [HAND, {**HAND, "from_party": "driver", "to_party": "Store", "time": "2026-12-01T12:00"}])),
    ("F-CUSTODY-UNSIGNED", *rows("REG-CUSTODY", {**HAND, "signature": ""}, HAND)),
    ("F-CUSTODY-ALONE", {"registers": {"REG-BOX": [BOX], "REG-CUSTODY": [{**HAND, "escort": ""}]}},
     {"registers": {"REG-BOX": [{**BOX, "tier": "low"}], "REG-CUSTODY": [{**HAND, "escort": ""}]}}),
    ("F-ROUTE-DEVIATION", *rows("REG-GPS", {"deviation_m": "501"}, {"deviation_m": "500"},
     **RELOCATION)),
    ("F-ROUTE-STOP", *rows("REG-GPS", {"stop_minutes": "21"}, {"stop_minutes": "20"},
     **RELOCATION)),
    ("F-RECEIPT-DWELL", *rows("REG-RECEIVE",
     {"item": "B-1", "arrived": "2026-11-01T09:00", "checked": "2026-11-01T13:01", "watched": "no"},
     {"item": "B-1", "arrived": "2026-11-01T09:00", "checked": "2026-11-01T13:00", "watched": "no"},
     **RELOCATION)),
    ("F-MEDIA-UNENCRYPTED", *rows("REG-MEDIA", {**MEDIUM, "encrypted": "no"}, MEDIUM)),
    ("F-MEDIA-UNKEPT", *rows("REG-MEDIA", {**MEDIUM, "keeper": ""}, MEDIUM)),
    ("F-MEDIA-OUT", *rows("REG-MEDIA", {**MEDIUM, "out_at": "2026-11-01T09:00"},
     {**MEDIUM, "out_at": "2026-11-01T09:00", "in_at": "2026-11-02T09:00"})),
    # disposal
    ("F-DESTROYED-UNPROVEN", {"assets": [asset(state="destroyed")]},
     {"assets": [asset(state="destroyed")], "registers": {"REG-DESTR": [GONE]}}),
    ("F-DESTRUCTION-NO-CERTIFICATE", *rows("REG-DESTR", {**GONE, "certificate_no": ""}, GONE,
     **ONE)),
    ("F-DESTRUCTION-NO-WITNESS", *rows("REG-DESTR", {**GONE, "witness": ""}, GONE)),
    ("F-DESTRUCTION-METHOD", *rows("REG-DESTR", {**GONE, "method": "overwrite"},
     [GONE, {**GONE, "medium_kind": "hdd", "method": "overwrite"}])),
    # continuity
    ("F-RESTORE-BEFORE", *rows("REG-RESTORE", {**TEST, "date": "2026-08-01"}, TEST, **ONE)),
    ("F-RESTORE-AFTER", *rows("REG-RESTORE", TEST, [TEST, {**TEST, "date": "2026-12-20"}],
     **ONE, **AFTER)),
    ("F-RESTORE-FAILED", *rows("REG-RESTORE", [TEST, {**TEST, "date": NEW, "result": "failed"}],
     [{**TEST, "date": "2026-11-01", "result": "failed"}, TEST])),
    ("F-RESTORE-OVERDUE", *rows("REG-RESTORE", {**TEST, "date": "2026-05-19"},
     {**TEST, "date": "2026-05-20"}, header={"scenario": "steady"})),
    ("F-BACKUP-UNENCRYPTED", *rows("REG-BACKUP", {**BACKUP, "encrypted": "no"}, BACKUP)),
    ("F-BACKUP-ONE-PLACE", *rows("REG-BACKUP", [BACKUP, BACKUP], [BACKUP, REMOTE])),
    ("F-BACKUP-OLD", *rows("REG-BACKUP", {**BACKUP, "time": "2026-12-07"}, BACKUP, **AFTER)),
    # people
    ("F-LEAVER-ACTIVE", *rows("REG-ACCESS", {**RIGHT, "left_at": "2026-10-01"},
     {**RIGHT, "left_at": "2026-10-01", "ended": "2026-10-01"})),
    ("F-REVIEW-OVERDUE", *rows("REG-ACCESS", {**RIGHT, "reviewed": "2026-05-19"},
     [RIGHT, {**RIGHT, "reviewed": "2026-05-19", "ended": "2026-10-01"}])),
    ("F-DOER-CHECKS", *rows("REG-VERIFY", {"executor": "李 明", "verifier": "李明"},
     {"executor": "李明", "verifier": "王芳"})),
    ("F-VERIFY-FAILED", *rows("REG-VERIFY", {"result": "failed"}, {"result": "passed"})),
    ("F-ROLE-VACANT", *rows("REG-ROLE", {"role": "DPO"}, {"role": "DPO", "person": "Ann"})),
    ("F-TRAINING-LOW",
     {"registers": {"REG-ACCESS": [RIGHT, {**RIGHT, "person": "Bob"}],
                    "REG-TRAIN": [{"person": "ann", "date": NEW}]}},
     {"registers": {"REG-ACCESS": [RIGHT], "REG-TRAIN": [{"person": "ann", "date": NEW}]}}),
    ("F-TEST-LOW", *rows("REG-TEST", {"score": "59.5"}, {"score": "60"})),
    ("F-DRILL-MISSING", *rows("REG-DRILL", {"scenario": "data_leak", "date": NEW},
     [{"scenario": s, "date": NEW} for s in ("data_leak", "insider_copy", "phishing")])),
    ("F-DRILL-OVERDUE", *rows("REG-DRILL", {"date": "2025-11-19"}, {"date": "2025-11-20"})),
    # law
    ("F-ACTIVITY-INCOMPLETE", *done("activities", activity(retention_months=Interval()),
     activity())),
    ("F-NO-BASIS-PIPL", *done("activities", activity(basis_pipl=None), activity())),
    ("F-NO-BASIS-GDPR", *done("activities", activity(basis_gdpr=None), activity())),
    ("F-CONSENT-SENSITIVE", *consent({}, kinds=("health",))),
    ("F-CONSENT-PROVIDE", *consent({"recipients": ("V1",)}, vendors=[vendor(kind="marketing")],
     services=[service(role="recipient")])),
    ("F-CONSENT-EXPORT", *consent({"cross_border": True})),
    ("F-CONSENT-PUBLISH", *consent({"public_disclosure": True})),
    ("F-RECIPIENT-UNKNOWN", {**SERVED, "activities": [activity(recipients=("V1", "V9"))]},
     {**SERVED, "activities": [activity(recipients=("V1",))]}),
    ("F-NOTICE-MISSING", *rows("REG-NOTICE", {**NOTICE, "sent": "2026-12-16"}, NOTICE,
     as_of=date("2026-12-10"))),
    ("F-NOTICE-ELEMENT", *rows("REG-NOTICE", {**NOTICE, "elements": "recipient_name;purpose"},
     NOTICE)),
    ("F-NOTICE-COVERAGE", *rows("REG-NOTICE", {**NOTICE, "coverage": "94"}, NOTICE)),
    ("F-OPTED-OUT", {**ONE, "registers": {"REG-HANDOVER": [HANDOVER], "REG-CONSENT": [WITHDRAWN]}},
     {**ONE, "registers": {"REG-CONSENT": [WITHDRAWN],
                           "REG-HANDOVER": [{**HANDOVER, "opted_out_removed": "yes"}]}}),
    ("F-HANDOVER-DIFFERS", *rows("REG-HANDOVER", {**HANDOVER, "received_records": "99"},
     {**HANDOVER, "received_records": "100"})),
    ("F-HANDOVER-UNKNOWN", *rows("REG-HANDOVER", {**HANDOVER, "data_set": "Z9"}, HANDOVER, **ONE)),
    ("F-ASSESSMENT-LATE",
     *rows("REG-DPIA", {**DPIA, "date": "2026-06-02"}, DPIA,
      vendors=[vendor(kind="transfer_broker")],
           services=[service()])),
    ("F-ASSESSMENT-KEPT-SHORT", *rows("REG-DPIA", {**DPIA, "keep_until": "2029-05-19"},
     {**DPIA, "keep_until": "2029-05-20"})),
    ("F-REQUEST-LATE", *rows("REG-DSR", {"received": "2026-10-01", "due": "2026-10-31"},
     {"received": "2026-10-01", "due": "2026-10-31", "answered": "2026-10-31"})),
    ("F-REQUEST-REFUSED", *rows("REG-DSR", {"outcome": "refused"},
     {"outcome": "refused", "reason": "not his data"})),
    ("F-LAW-STALE", *rows("REG-LAW", {"checked_at": OLD}, {"checked_at": NEW})),
    ("F-LAW-NO-CONTROL", *rows("REG-LAW", {"duties": "notice"},
     {"duties": "notice", "controls": "LG-07"})),
    # upkeep
    ("F-ACTION-OVERDUE", *done("actions", action(due=date("2026-11-19")),
     action(due=date("2026-11-19"), status="done", verified_by="Bob"))),
    ("F-ACTION-UNOWNED", *done("actions", action(owner=None), action())),
    ("F-ACTION-UNVERIFIED", *done("actions", action(status="done"),
     action(status="done", verified_by="Bob"))),
    ("F-CAPA-OVERDUE", *rows("REG-CAPA", {"due": OLD}, {"due": OLD, "closed": NEW, "proof": "E1"})),
    ("F-CAPA-UNPROVEN", *rows("REG-CAPA", {"closed": NEW}, {"closed": NEW, "proof": "E1"})),
    ("F-CHECK-OPEN", *rows("REG-CHECK", {"due": OLD}, {"due": OLD, "done_at": OLD})),
    ("F-CHECK-UNPROVEN", *rows("REG-CHECK", {"done_at": OLD}, {"done_at": OLD, "proof": "E1"})),
    ("F-PLAN-UNOWNED", *rows("REG-PLAN", {"phase": "T1", "start": OLD, "end": NEW},
     {"phase": "T1", "start": OLD, "end": NEW, "owner": "Ann"})),
    ("F-PLAN-LATE", *rows("REG-PLAN", {"end": NEW, "status": "in_progress"},
     {"end": NEW, "status": "done"})),
    ("F-POLICY-OVERDUE", *rows("REG-POLICY", {"next_review": OLD}, {"next_review": "2027-01-01"})),
    ("F-RISK-UNOWNED", *rows("REG-RISK", {"risk": "loss"}, {"risk": "loss", "owner": "Ann"})),
    ("F-RISK-OVERDUE", *rows("REG-RISK", {"due": OLD, "residual": "high"},
     {"due": OLD, "residual": "high", "accepted_by": "Board"})),
    ("F-AUDIT-OVERDUE", *rows("REG-AUDIT", {"next_due": OLD}, {"next_due": "2027-01-01"})),
    ("F-AUDIT-DEPENDENT", *rows("REG-AUDIT", {"kind": "internal", "independent": "no"},
     {"kind": "self_check", "independent": "no"})),
    ("F-LOG-NO-PURPOSE", *rows("REG-LOG", {"who": "ann"}, {"who": "ann", "purpose": "service"})),
    ("F-LOG-BULK", *rows("REG-LOG", {"what": "export", "records": "1,001"},
     {"what": "export", "records": "1,001", "purpose": "handover"})),
    ("F-INCIDENT-STEP", *rows("REG-INCIDENT", {"discovered": OLD},
     {"discovered": OLD, "contained": OLD})),
    ("F-INCIDENT-LATE",
     *rows("REG-INCIDENT", {"persons": "5", "discovered": "2026-11-01T09:00"},
           {"persons": "5", "discovered": "2026-11-01T09:00", "notified": "2026-11-04T09:00"})),
    ("F-INCIDENT-NO-LESSON", *rows("REG-INCIDENT", {"closed": NEW}, {"closed": NEW,
     "lessons": "x"})),
    ("F-VULN-OPEN", *rows("REG-VULN", {"severity": "critical", "found": "2026-10-20"},
     {"severity": "critical", "found": "2026-10-21"})),
    ("F-VULN-RETEST", *rows("REG-VULN", {"severity": "high", "fixed": NEW},
     {"severity": "high", "fixed": NEW, "retested": NEW})),
    ("F-GO-LIVE-UNTESTED", *rows("REG-VULN", {"found": "2026-11-02", "go_live": "2026-11-01"},
     {"found": "2026-10-31", "go_live": "2026-11-01"})),
    ("F-LINK-OPEN", *rows("REG-NET", {"link": "old_new"}, {"link": "old_new", "closed": NEW},
     **AFTER)),
    ("F-KEY-ROTATION", *rows("REG-KEY", {"rotated": "2025-11-19"}, {"rotated": "2025-11-20"})),
    ("F-KEY-WEAK", *rows("REG-KEY", {"algorithm": "3des"}, {"algorithm": "AES-256"})),
    ("F-ENTRY-UNAUTHORISED", *rows("REG-PHYS", {"authorised": "no"}, {"authorised": "yes"})),
    ("F-PHYS-FAILED", *rows("REG-PHYS", {"result": "failed"}, {"result": "passed"})),
    ("F-CASE-OPEN", *rows("REG-REPORT", {"date": OLD}, {"date": OLD, "closed": NEW})),
    ("F-COMPLAINT-OVERDUE", *rows("REG-COMPLAINT", {"date": OLD}, {"date": NEW})),
    ("F-FEEDBACK-UNANSWERED", *rows("REG-FEEDBACK", {"risk": "yes"}, {"risk": "yes",
     "action": "x"})),
    ("F-COMMS-UNAPPROVED", *rows("REG-COMMS", {"speaker": "Ann"},
     {"speaker": "Ann", "approved_by": "Bob"})),
    ("F-ACCESS-ORPHAN", *rows("REG-ACCESS", {**RIGHT, "person": ""}, RIGHT)),
    ("F-LOG-OFF-HOURS", *rows("REG-LOG", {"what": "export", "when": "2026-11-01T22:00"},
     [{"what": "export", "when": "2026-11-01T21:59"}, {"what": "export", "when": "2026-11-01"}])),
    ("F-RISK-APPETITE", *rows("REG-RISK", {"residual": "high"}, {"residual": "medium"})),
    ("F-DRILL-NO-VENDOR", *rows("REG-DRILL", {"scenario": "vendor_incident"},
     {"scenario": "vendor_incident", "vendors": "V1"})),
    ("F-POLICY-GAP", *rows("REG-POLICY", {"stages": "collect;store"},
     [{"stages": "collect;store;use"}, {"stages": "transmit;share;destroy"}])),
    ("F-MEETING-OVERDUE", *rows("REG-MEETING", {"date": "2026-08-19"}, {"date": "2026-08-20"})),
    ("F-PHYS-OVERDUE", *rows("REG-PHYS", {"check_date": "2026-05-19"},
     {"check_date": "2026-05-20"})),
    ("F-ACCESS-EVERYTHING",
     *rows("REG-ACCESS", [{**RIGHT, "right": "export", "system": one} for one in "ABC"],
           [{**RIGHT, "right": "export", "system": one, "justification": "sole operator"}
            for one in "ABC"])),
    ("F-LOG-OUT-OF-ROLE",
     {"registers": {"REG-ACCESS": [RIGHT], "REG-LOG": [{"who": "ann", "object": "crm",
      "what": "export", "purpose": "x"}]}, **ONE},
     {"registers": {"REG-ACCESS": [{**RIGHT, "right": "export"}], "REG-LOG": [{"who": "ann",
      "object": "crm", "what": "export", "purpose": "x"}]}, **ONE}),
    ("F-PLAN-OVERLAP", *rows("REG-PLAN",
     [{"phase": "T1", "start": "2026-11-01", "end": "2026-11-10", "owner": "Ann"},
      {"phase": "T2", "start": "2026-11-09", "end": "2026-12-12", "owner": "Ann"}],
     [{"phase": "T1", "start": "2026-11-01", "end": "2026-11-10", "owner": "Ann"},
      {"phase": "T2", "start": "2026-11-10", "end": "2026-12-12", "owner": "Ann"}])),
    ("F-ROUTE-SIGNAL", *rows("REG-GPS",
     [{"vehicle": "V", "time": "2026-11-01T09:00"}, {"vehicle": "V", "time": "2026-11-01T09:31"}],
     [{"vehicle": "V", "time": "2026-11-01T09:00", "stop_minutes": "1"},
      {"vehicle": "V", "time": "2026-11-01T09:31"}], **RELOCATION)),
    ("F-CONSENT-SCOPE",
     {"registers": {"REG-CONSENT": [{"subject": "M-1", "scope": "service"}],
      "REG-HANDOVER": [{**HANDOVER, "subject": "m-1"}]}, **ONE},
     {"registers": {"REG-CONSENT": [{"subject": "M-1", "scope": "service;transfer"}],
      "REG-HANDOVER": [{**HANDOVER, "subject": "m-1"}]}, **ONE}),
    ("F-COMPLAINT-REPEATED",
     *rows("REG-COMPLAINT", [{"date": NEW, "topic": "SMS", "closed": NEW}] * 3,
           [{"date": NEW, "topic": "SMS", "closed": NEW}] * 2)),
    ("F-ASSET-ORPHANED",
     {"assets": [asset(carrier="paper", last_confirmed=date("2026-12-07"))], **RELOCATION, **AFTER},
     {"assets": [asset(carrier="paper", last_confirmed=date("2026-12-08"))], **RELOCATION,
      **AFTER}),
    ("F-SELLER-COPY",
     {"registers": {"REG-HANDOVER": [{**HANDOVER, "opted_out_removed": "yes"}]}, **ONE, **AFTER},
     {"registers": {"REG-HANDOVER": [{**HANDOVER, "opted_out_removed": "yes"}],
      "REG-DESTR": [GONE]}, **ONE, **AFTER}),
    ("F-SHARED-BEYOND-NEED",
     {"assets": [asset()], "vendors": [vendor()], "services": [service(role="recipient")],
      "activities": [activity(recipients=("V1",), separate_consent=True)],
      "assets_risk": [asset_risk().model_copy(update={"declared": ("name", "health")})]},
     {"assets": [asset()], "vendors": [vendor()], "services": [service(role="recipient")],
      "activities": [activity(recipients=("V1",), separate_consent=True)],
      "assets_risk": [asset_risk().model_copy(update={"declared": ("name",)})]}),
    ("F-NOTICE-MOVE", *rows("REG-NOTICE",
     {"event": "relocation", "sent": "2026-12-16", "coverage": "99"},
     {"event": "relocation", "sent": "2026-12-15", "coverage": "99"}, **RELOCATION, **AFTER)),
    ("F-NOTICE-INCIDENT", *rows("REG-NOTICE",
     {"event": "incident", "sent": NEW, "elements": "data_kinds;cause;harm"},
     {"event": "incident", "sent": NEW,
      "elements": "data_kinds;cause;harm;remedy;advice;handler_contact"})),
    ("F-TEST-NO-TREND", *rows("REG-TEST",
     {"topic": "x", "department": "d", "score": "90", "date": "2025-11-19"},
     [{"topic": "x", "department": "d", "score": "90", "date": "2025-11-19"},
      {"topic": "x", "department": "d", "score": "90", "date": NEW}])),
]  # fmt: skip
