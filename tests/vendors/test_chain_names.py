"""Fourth parties: organisations are found in free text, persons never."""

import pytest
from vendor_event_world import engagement, examined, lore
from vendor_world import service, vendor

from riskkit.model.inventory import Answer, Dependency
from riskkit.vendors.chain_names import declared_name, org_key, shown_name

NAMES = lore().names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hosted by Pinegate Hosting Ltd.", {"Pinegate Hosting Ltd"}),
        ("backups go to AWS and Azure", {"Amazon Web Services", "Microsoft Azure"}),
        ("Sub-processors: Foo Cloud and Bar Networks", {"Foo Cloud", "Bar Networks"}),
        ("outsourced to the Acme Data Systems, Inc.", {"Acme Data Systems Inc"}),
        ("数据部署在阿里云", {"Alibaba Cloud"}),
        ("資料代管於騰訊雲", {"Tencent Cloud"}),
        ("转包给顺达水电工程有限公司施工", {"顺达水电工程有限公司"}),
        ("Managed by Jane Doe", set()),
        ("handled by John Smith and Mary Jones", set()),
        ("由王小明负责", set()),
        ("由第三方公司负责运输", set()),
        ("委托专业搬家公司", set()),
        ("Operations are outsourced to Third Party Services", set()),
        ("使用公有云", set()),
        ("lawsuit, OCIO, awsome", set()),
        ("Pinegate Hosting Ltd. runs the servers", {"Pinegate Hosting Ltd"}),
        ("The records lie with Nordlicht Archiv GmbH, Hamburg", {"Nordlicht Archiv GmbH"}),
        ("Backups go to Render/Supabase", {"Render", "Supabase"}),
        ("Render the page twice. Box the files.", set()),
        ("SSO works with any provider, e.g. Okta or Azure AD", set()),
        ("The product supports Okta", set()),
        ("We do not use AWS", set()),
        ("Hosted on clouds such as AWS", {"Amazon Web Services"}),
        ("Certified under ISO 27001 and NIST 800-88, audited for SOC 2", set()),
        ("上海顺达水电工程有限公司承接布线", {"上海顺达水电工程有限公司"}),
        ("合作方为顺达水电工程有限公司", {"顺达水电工程有限公司"}),
        ("機房由遠東資料代管股份有限公司營運", {"遠東資料代管股份有限公司"}),
        ("本公司与贵公司、第三方公司", set()),
        ("不使用阿里云", set()),
        ("支持对接钉钉、企业微信", set()),
        ("日志存放在奇安信平台", {"QAX"}),
        ("", set()),
    ],
)
def test_organisations_in_free_text(text, expected):
    assert set(NAMES.organisations(text)) == expected


@pytest.mark.parametrize(
    ("cell", "name", "place"),
    [
        ("转包：顺达水电（深圳）", "顺达水电", "深圳"),
        ("Pinegate Hosting (HK)", "Pinegate Hosting", "HK"),
        ("aws", "aws", ""),
        ("AWS", "Amazon Web Services", ""),
    ],
)
def test_a_register_cell_names_an_organisation_and_its_place(cell, name, place):
    assert declared_name(cell, NAMES) == (name, place)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Pinegate Hosting Ltd.", "PINEGATE hosting"),
        ("华储云（上海）科技有限公司", "华储云科技"),
        ("AWS", "Amazon Web Services"),
    ],
)
def test_spellings_of_one_organisation_are_one(one, other):
    assert org_key(one, NAMES) == org_key(other, NAMES)


def test_a_name_is_told_short_and_without_numbers_or_mail():
    told = shown_name("Acme jane@acme.example 13800138000 " + "x" * 100)
    assert "@" not in told and "1380" not in told and len(told) <= 40


def test_an_undeclared_fourth_party_is_a_contradiction_and_a_declared_one_is_not():
    answers = [Answer(vendor="V1", question="VQ-CON-01", answer="yes", comment="Hosted on AWS")]
    hidden = examined(engagement(answers=answers))
    assert [p.name for p in hidden.fourth_parties] == ["Amazon Web Services"]
    assert "undeclared" in {one.rule for one in hidden.contradictions}
    declared = service(subprocessors=("Amazon Web Services",))
    open_ = examined(engagement(answers=answers, services=[declared]))
    assert [p.declared for p in open_.fourth_parties] == [True]
    assert "undeclared" not in {one.rule for one in open_.contradictions}


@pytest.mark.parametrize(
    ("own", "comment"),
    [
        ("Amazon Web Services EMEA SARL", "Hosted on AWS"),
        ("Pinegate", "Hosted by Pinegate Hosting Ltd."),
        ("阿里云计算有限公司", "部署在阿里云计算有限公司机房"),
    ],
)
def test_a_vendor_is_no_fourth_party_of_itself(own, comment):
    answers = [Answer(vendor="V1", question="VQ-CON-01", answer="yes", comment=comment)]
    me = [vendor().model_copy(update={"name": own})]
    assert not examined(engagement(vendors=me, answers=answers)).fourth_parties


def test_a_fourth_party_that_is_a_vendor_itself_is_recognised():
    both = [vendor(), vendor("V2").model_copy(update={"name": "Pinegate Hosting Ltd"})]
    rows = [Dependency(party="V1", depends_on="Pinegate Hosting", kind="hosting")]
    risk = examined(engagement(vendors=both, dependencies=rows))
    assert [(p.vendor, p.declared) for p in risk.fourth_parties] == [("V2", True)]
