"""Diff: what moved and because of what, one cause exchanged at a time."""

import re

import pytest
from report_example import example
from small_engagement import Engagement

from riskkit.assessment import assess, diff, open_either, save, to_json
from riskkit.catalogue import load_knowledge
from riskkit.cli.app import main
from riskkit.errors import InputError
from riskkit.model.value import LANGUAGES
from riskkit.report.redline import moved_rows, redline, write_redline
from riskkit.tables import words

OVERRIDE = """\
about: {title: own, version: '1', source: client, as_of: '2026-11-01'}
entries:
  - id: address
    sensitivity: 0.9
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    count = iter(range(1000))

    def make(change=None):
        engagement = Engagement()
        if change:
            change(engagement)
        folder = tmp_path_factory.mktemp("engagement") / str(next(count))
        return assess(engagement.write(folder))

    return make


@pytest.fixture(scope="module")
def base(made):
    return made()


def moved(difference, id, stage="residual"):
    return next(m for m in difference.moved if (m.id, m.stage) == (id, stage))


def kinds(one):
    return {cause.kind for cause in one.causes} - {"together"}


def put(table, place, **cells):
    return lambda e: e.row(table, place).update(cells)


def drop_evidence(e):
    e.row("controls", 0)["evidence"] = ""


CHANGES = [
    # what is changed, the asset that moves, the only kind of cause, its id
    (put("assets", 0, data_kinds="name;contact;health"), "A1", "data", "kinds"),
    (put("assets", 0, volume="400000"), "A1", "data", "persons"),
    (put("assets", 0, copies="30"), "A1", "facts", None),
    (put("assets", 0, network="internet"), "A1", "facts", None),
    (put("assets", 0, access_people="unknown"), "A1", "facts", None),
    (put("controls", 0, status="absent"), "A1", "control", "CR-01"),
    (put("controls", 0, coverage="30"), "A1", "control", "CR-01"),
    (put("controls", 2, status="in_place", evidence="E3"), "A2", "control", "PH-02"),
    (put("controls", 1, evidence="E2;E3"), "A1", "evidence", "AC-01"),
    (drop_evidence, "A1", "evidence", "CR-01"),
    (put("evidence", 0, expires="2026-10-01"), "A1", "evidence", "CR-01"),
]


@pytest.mark.parametrize(("change", "asset", "kind", "id"), CHANGES)
def test_one_change_is_the_only_cause(change, asset, kind, id, base, made):
    one = moved(diff(base, made(change)), asset)
    assert kinds(one) == {kind}
    assert id is None or {c.id for c in one.causes} == {id}
    assert sum(c.points for c in one.causes) == pytest.approx(one.points, abs=0.01)


def test_an_asset_nobody_touched_does_not_move(base, made):
    change = put("assets", 0, copies="30")
    assert not [m for m in diff(base, made(change)).moved if m.id == "A2"]


def test_points_of_one_cause_are_what_it_moves_alone(base, made):
    """Two changes at once carry the points that each has by itself; the rest is joint."""
    one, two = put("assets", 0, copies="30"), put("controls", 0, status="absent")
    alone = [moved(diff(base, made(change)), "A1").points for change in (one, two)]
    both = moved(diff(base, made(lambda e: (one(e), two(e)))), "A1")
    by = {c.kind: c.points for c in both.causes}
    assert [by["facts"], by["control"]] == pytest.approx(alone, abs=0.01)
    assert by["together"] == pytest.approx(both.points - sum(alone), abs=0.01)


def test_time_alone_ages_the_evidence(base, made):
    later = made(lambda e: e.head.update(as_of="2028-01-20"))
    one = moved(diff(base, later), "A1")
    control = {c.id: c for c in one.causes if c.kind == "evidence"}
    assert control["CR-01"].because.rule in ("diff.evidence_aged", "diff.evidence_expired")
    assert control["CR-01"].points > 0
    assert kinds(one) <= {"evidence", "facts"}


def test_an_expired_proof_is_told_from_one_that_aged(base, made):
    expired = made(put("evidence", 0, expires="2026-10-01"))
    (cause,) = moved(diff(base, expired), "A1").causes
    assert cause.because.rule == "diff.evidence_expired"
    assert cause.because.args["evidence"] == ("E1",)


def test_a_plan_moves_only_what_comes_after_it(base, made):
    action = {"id": "T1", "control": "CR-01", "scope": "A1", "owner": "Ann", "due": "2026-12-01",
              "status": "open", "treatment": "mitigate"}  # fmt: skip
    unproven = made(drop_evidence)

    def planned(e):
        drop_evidence(e)
        e.tables["actions"].append(action)

    difference = diff(unproven, made(planned))
    assert {m.stage for m in difference.moved if m.id == "A1"} == {"planned"}
    assert kinds(moved(difference, "A1", "planned")) == {"plan"}


def test_an_override_of_the_catalogue_is_the_cause(base, made):
    own = made(lambda e: e.catalogue.update({"categories.yaml": OVERRIDE}))
    one = moved(diff(base, own), "A2")
    assert kinds(one) == {"catalogue"}
    assert one.causes[0].points == pytest.approx(one.points, abs=0.01)
    assert [c.topic for c in diff(base, own).changed if c.topic == "overrides"]


def test_another_version_of_the_method_takes_what_facts_do_not_explain(base):
    asset = base.assets[0]
    was = asset.residual.model_copy(update={"score": asset.residual.score - 3, "lo": 0})
    assets = (asset.model_copy(update={"residual": was}), *base.assets[1:])
    provenance = base.provenance.model_copy(update={"catalogue": "0" * 12})
    old = base.model_copy(update={"assets": assets, "provenance": provenance})
    (cause,) = moved(diff(old, base), asset.id).causes
    assert (cause.kind, cause.points) == ("method", pytest.approx(3, abs=0.01))


def test_what_nothing_explains_is_called_so(base):
    asset = base.assets[0]
    was = asset.residual.model_copy(update={"score": asset.residual.score - 3, "lo": 0})
    old = base.model_copy(
        update={"assets": (asset.model_copy(update={"residual": was}), *base.assets[1:])}
    )
    assert kinds(moved(diff(old, base), asset.id)) == {"unexplained"}


def test_an_opinion_moves_its_scenario(base, made):
    opinion = {"likelihood": "90", "severity": "90", "override_by": "Ann",
               "override_on": "2026-11-01", "override_why": "Two bags were lost."}  # fmt: skip
    one = moved(diff(base, made(put("scenarios", 0, **opinion))), "S-BAG")
    assert kinds(one) == {"opinion"}
    assert one.causes[0].points == pytest.approx(one.points, abs=0.01)
    assert one.causes[0].because.args["by"] == "Ann"


def test_an_asset_that_came_or_went_is_told(base, made):
    without = made(lambda e: (e.tables["assets"].pop(), e.tables["controls"].pop(),
                              e.tables["scenarios"].clear()))  # fmt: skip
    gone, came = (moved(diff(*pair), "A2") for pair in ((base, without), (without, base)))
    assert (gone.new, came.old) == (None, None)
    assert gone.causes[0].because.rule == "diff.only_old"
    assert came.causes[0].because.rule == "diff.only_new"


def test_without_a_basis_causes_are_listed_without_points(base, made):
    def older(a):
        assets = tuple(x.model_copy(update={"basis": None}) for x in a.assets)
        return a.model_copy(update={"assets": assets})

    one = moved(diff(older(base), older(made(put("controls", 0, status="absent")))), "A1")
    assert {(c.kind, c.id, c.points) for c in one.causes} == {("control", "CR-01", None)}


def test_an_assessment_does_not_differ_from_itself(base):
    difference = diff(base, base)
    assert difference.moved == difference.changed == ()
    assert diff(example(), example()).moved == ()


def test_changed_inputs_findings_and_claims_are_listed(base, made):
    changed = diff(base, made(put("controls", 0, status="absent"))).changed
    told = {(c.topic, c.id, c.what) for c in changed}
    assert ("inputs", "controls.csv", "changed") in told
    assert ("controls", "CR-01", "changed") in told


def test_vendor_points_sum_to_its_move():
    old = example()
    vendor = old.vendors[0]
    parts = vendor.contributions
    assert parts == ()
    from riskkit.model.assessment import Contribution

    def scored(shares):
        whole = tuple(Contribution(kind="question", id=i, share=s) for i, s in shares.items())
        score = 100 - sum(shares.values())
        return old.model_copy(
            update={
                "vendors": (
                    vendor.model_copy(
                        update={"contributions": whole, "score": score, "lo": 0, "hi": 100}
                    ),
                    *old.vendors[1:],
                )
            }
        )

    difference = diff(scored({"Q1": 30, "Q2": 20}), scored({"Q1": 10, "Q2": 25, "Q3": 5}))
    one = moved(difference, vendor.id, "score")
    assert one.points == pytest.approx(10)
    assert {c.id: c.points for c in one.causes} == {"Q1": 20, "Q2": -5, "Q3": -5}


# --- the page -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def difference(base, made):
    return diff(base, made(lambda e: (put("controls", 0, status="absent")(e),
                                      put("assets", 0, copies="30")(e))))  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_reaches_for_nothing_and_runs_nothing(difference, language):
    html = redline(difference, language)
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert not re.findall(r'(?:src|href)="(?!#)', html)
    assert "url(" not in html
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)
    assert f'<html lang="{language}"' in html


def test_the_page_carries_the_same_numbers_in_every_language(difference):
    def numbers(language):
        body = redline(difference, language).partition("</style>")[2]
        return sorted(re.findall(r"\d+(?:[.,]\d+)*%?", re.sub(r"<[^>]+>", " ", body)))

    assert numbers("en") == numbers("zh-Hans") == numbers("zh-Hant")


def test_old_is_struck_out_and_new_is_inserted(difference):
    html = redline(difference, "en")
    one = moved(difference, "A1")
    assert re.search(rf"<del>{one.old.score:.1f}[^<]*</del>", html)
    assert re.search(rf"<ins>{one.new.score:.1f}[^<]*</ins>", html)


def test_a_clients_markup_stays_text_on_the_page():
    old, new = example(), example(canary=True)
    html = redline(diff(old, new), "en")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_another_client_is_warned_of(base):
    assert not diff(base, example()).same_engagement
    assert load_knowledge().sentence("diff.other_engagement", "en") in redline(
        diff(base, example()), "en"
    )


def test_the_same_comparison_gives_the_same_bytes(difference, tmp_path):
    one, two = (write_redline(difference, tmp_path / n, "en").read_bytes() for n in "ab")
    assert one == two


# --- the command ----------------------------------------------------------------------------


def test_the_command_compares_two_files(base, made, tmp_path, capsys):
    new = made(put("controls", 0, status="absent"))
    old, later = save(base, tmp_path / "old"), save(new, tmp_path / "new")
    page = tmp_path / "red.html"
    assert main(["diff", str(old), str(later), "--html", str(page), "--lang", "zh-Hans"]) == 0
    told = capsys.readouterr().out
    assert "CR-01" in told
    assert "控制措施" in told
    assert page.read_text("utf-8") == redline(diff(base, new), "zh-Hans")


@pytest.mark.parametrize("name", ["gone.json", "gone.html"])
def test_a_missing_file_is_told_without_a_traceback(name, base, tmp_path, capsys):
    held = save(base, tmp_path)
    assert main(["diff", str(held), str(tmp_path / name)]) == 1
    assert "missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    "html", ["", "<html></html>", '<script id="riskkit-assessment">{}</script>' * 2,
             '<script id="riskkit-assessment">{"a":</script>',
             '<script id="riskkit-assessment">{"schema_version": "9", "SECRET": 1}</script>'],
)  # fmt: skip
def test_a_page_without_one_assessment_is_refused(html, tmp_path):
    path = tmp_path / "x.html"
    path.write_text(html, "utf-8")
    with pytest.raises(InputError) as error:
        open_either(path)
    assert "SECRET" not in str(error.value)


def test_an_embedded_assessment_is_the_one_in_the_file(base, tmp_path):
    path = tmp_path / "x.html"
    text = to_json(base).replace("<", "\\u003c")
    path.write_text(f'<p>x</p><script id="riskkit-assessment">{text}</script>', "utf-8")
    assert open_either(path) == base


def signed(a, **fields):
    signoff = a.engagement.signoff.model_copy(update=fields)
    return a.model_copy(update={"engagement": a.engagement.model_copy(update={"signoff": signoff})})


def test_a_decision_and_a_requirement_that_changed_are_told(samples, tmp_path):
    old = assess(samples / "store-transfer", rows=50)
    clause = next(c for c in old.profiles.clauses if c.state == "met")
    other = clause.model_copy(update={"state": "gap"})
    clauses = tuple(other if c.id == clause.id else c for c in old.profiles.clauses)
    asked = {
        "decision": "consult",
        "authority_route": "a",
        "dpo_advice_followed": not old.engagement.signoff.dpo_advice_followed,
    }
    new = signed(old, **asked, conditions=("One; two", "Three"))
    new = new.model_copy(update={"profiles": new.profiles.model_copy(update={"clauses": clauses})})
    found = {(c.topic, c.id): c for c in diff(old, new).changed}
    assert found["decision", "decision"].new == "consult"
    assert found["requirements", clause.id].new == "clause_state.gap"
    assert {topic for topic, _ in found} == {"decision", "requirements"}
    for language in LANGUAGES:
        w = words(language)
        html = write_redline(diff(old, new), tmp_path / "r.html", language).read_text("utf-8")
        assert w.term("decision", "consult") in html
        assert w.term("authority_route", "a") in html
        assert "One; two; Three" in html
        assert w.term("requirement", clause.id) in html
        assert w.term("clause_state", "gap") in html
        assert "yes_no." not in html and f">{clause.id} " not in html


def test_a_scenario_of_the_catalogue_is_called_in_the_readers_language(samples, tmp_path):
    old = assess(samples / "store-transfer", rows=50)
    risk = old.scenarios[0].residual
    moved = old.scenarios[0].model_copy(
        update={"residual": risk.model_copy(update={"score": risk.hi})}
    )
    new = old.model_copy(update={"scenarios": (moved, *old.scenarios[1:])})
    for language in LANGUAGES:
        rows = moved_rows(diff(old, new), language)
        assert old.scenarios[0].name.get(language) in rows[0]["thing"]
