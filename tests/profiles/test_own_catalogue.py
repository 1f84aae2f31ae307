"""A consultant's own profile, fact and matrix: YAML in the engagement's catalogue, no Python."""

import pytest

from riskkit.assessment import assess
from riskkit.catalogue import load_knowledge
from riskkit.engagement.starting import create_engagement
from riskkit.errors import InputError, KnowledgeError

ROW = """
  - id: acme.{id}
    clause: House policy {id}
    text: {{zh-Hans: 规定, zh-Hant: 規定, en: A rule}}
    section: '1'
    facts: [{facts}]
    check: {check}
    severity: high
    source: House policy
    as_of: 2026-11-01
    verified: unverified
"""
FACT = """entries:
  - id: house.owner
    text: {zh-Hans: 内部负责人, zh-Hant: 內部負責人, en: House owner}
    path: statements
    each: activities
"""
STEPS = "abcde"
CELLS = [[min(4, (i + j) // 2) for j in range(5)] for i in range(5)]


def matrix(cells=CELLS):
    axis = "\n".join(
        f"      - {{id: {s}, from: {n / 5}, text: {{zh-Hans: 级, zh-Hant: 級, en: Step {s}}}}}"
        for n, s in enumerate(STEPS)
    )
    results = "\n".join(
        f"      - {{id: {s}, text: {{zh-Hans: 级, zh-Hant: 級, en: Level {s}}}}}" for s in STEPS
    )
    rows = "\n".join(f"      - [{', '.join(STEPS[c] for c in row)}]" for row in cells)
    return f"""entries:
  - id: acme-5x5
    text: {{zh-Hans: 五乘五, zh-Hant: 五乘五, en: Acme 5 × 5}}
    severity:
{axis}
    likelihood:
{axis}
    results:
{results}
    cells:
{rows}
    verified: unverified
    note: {{zh-Hans: 注, zh-Hant: 註, en: Note}}
    rationale: The client's own
    source: House policy
"""


@pytest.fixture
def engagement(tmp_path):
    folder = tmp_path / "e"
    create_engagement(folder, scenario="steady", sector="bank", language="en")
    return folder


def write(folder, name, text):
    path = folder / "catalogue" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def choose(folder, old, new):
    head = folder / "engagement.yaml"
    text = head.read_text("utf-8")
    assert old in text
    head.write_text(text.replace(old, new), "utf-8")


def test_a_profile_is_added_with_one_yaml_file(engagement):
    rows = ROW.format(id="1", facts="engagement.client, engagement.officer", check="presence")
    write(engagement, "profiles/acme.yaml", "entries:" + rows)
    choose(engagement, 'profiles: ["pipia"]', "profiles: [pipia, acme]")
    found = {c.id: c for c in assess(engagement).profiles.clauses if c.profile == "acme"}
    assert found["acme.1"].state == "partial"
    assert found["acme.1"].missing == ("engagement.officer",)
    assert found["acme.1"].verified == "unverified"


def test_a_profile_may_ask_for_a_fact_of_its_own(engagement):
    write(engagement, "facts.yaml", FACT)
    rows = ROW.format(id="1", facts="house.owner", check="per_item")
    write(engagement, "profiles/acme.yaml", "entries:" + rows)
    choose(engagement, 'profiles: ["pipia"]', "profiles: [acme]")
    first = assess(engagement)
    assert first.profiles.clauses[0].state == "missing"
    path = engagement / "statements.csv"
    path.write_text(path.read_text("utf-8-sig") + "house.owner,,*,Ada,,,,\n", "utf-8")
    assert assess(engagement).profiles.clauses[0].state == "met"


def test_a_matrix_of_ones_own_stands_beside_the_others(engagement):
    write(engagement, "matrices.yaml", matrix())
    choose(engagement, '"cnil-4x4"]', '"cnil-4x4", "acme-5x5"]')
    a = assess(engagement)
    used = {rating.matrix for rating in a.profiles.ratings}
    assert used == {"gbt39335-d5", "cnil-4x4", "ico-3x3", "acme-5x5"}
    assert all("acme-5x5" in scenario.residual.level for scenario in a.scenarios)
    assert load_knowledge(engagement / "catalogue").label("method.acme-5x5", "en") == "Acme 5 × 5"


BAD = [
    ("profiles/acme.yaml", ROW.format(id="1", facts="activities.porpose", check="presence"),
     ("acme.1.facts", "activities.purpose")),
    ("profiles/acme.yaml", ROW.format(id="1", facts="activities.purpose", check="guess"),
     ("acme.1.check", "presence")),
    ("profiles/acme.yaml", ROW.format(id="1", facts="activities.purpose", check="enum"),
     ("acme.1", "values")),
    ("facts.yaml", FACT.replace("entries:\n", "").replace("path: statements", "path: servers.name")
     .replace("    each: activities\n", ""), ("house.owner", "servers")),
    ("facts.yaml", FACT.replace("entries:\n", "").replace("path: statements", "path: assets.nmae")
     .replace("    each: activities\n", ""), ("house.owner", "nmae")),
]  # fmt: skip


@pytest.mark.parametrize(("file", "rows", "said"), BAD)
def test_a_bad_row_is_named_and_located(engagement, file, rows, said):
    write(engagement, file, "entries:" + rows if file.startswith("prof") else "entries:\n" + rows)
    with pytest.raises(KnowledgeError) as error:
        load_knowledge(engagement / "catalogue")
    (problem,) = error.value.problems
    assert problem.file == f"catalogue/{file}"
    assert problem.row > 0
    for word in said:
        assert word in str(problem)


def test_a_matrix_that_is_not_monotone_is_refused(engagement):
    falling = [row[:] for row in CELLS]
    falling[4][4] = 0
    write(engagement, "matrices.yaml", matrix(falling))
    with pytest.raises(KnowledgeError) as error:
        load_knowledge(engagement / "catalogue")
    assert "acme-5x5" in str(error.value)
    assert "fall" in str(error.value)


def test_the_matrix_of_the_standard_keeps_its_scales(engagement):
    write(engagement, "matrices.yaml", matrix().replace("acme-5x5", "gbt39335-d5"))
    with pytest.raises(KnowledgeError) as error:
        assess(engagement)
    assert "gbt39335-d5" in str(error.value)
    assert "another id" in str(error.value)


def test_a_dropped_map_leaves_no_feared_events(engagement):
    write(engagement, "matrices.yaml", "drop: [cnil-4x4]\n")
    choose(engagement, ', "cnil-4x4"]', "]")
    write(engagement, "profiles/heads.yaml", "drop: [cnil, edpb-2026]\n")
    assert assess(engagement).profiles.feared == ()


def test_a_method_that_gives_no_level_is_refused_by_name(engagement):
    choose(engagement, '"cnil-4x4"]', '"cnil-4x4", "fair"]')
    with pytest.raises(InputError) as caught:
        assess(engagement)
    problem = caught.value.problems[0]
    assert (problem.file, problem.column) == ("engagement.yaml", "methods")
    assert "'fair' rates in money lost" in problem.what
