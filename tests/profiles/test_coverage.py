"""Coverage by deletion: whichever required fact is taken out, its clause is named."""

import pytest
from profile_world import NAMES, PROFILES, ROWS, complete, without, write_complete

from riskkit.profiles import check_profile
from riskkit.profiles.checks import check_requirement


@pytest.fixture(scope="module")
def facts(samples, tmp_path_factory):
    return complete(write_complete(samples / "store-transfer", tmp_path_factory.mktemp("a") / "e"))


@pytest.mark.parametrize("profile", PROFILES)
def test_a_complete_engagement_meets_every_requirement(facts, profile):
    open_ = {s.id: (s.state, s.missing, s.items) for s in check_profile(facts, profile)
             if s.state != "met"}  # fmt: skip
    assert not open_


@pytest.mark.parametrize(
    ("profile", "count"),
    [("edpb-2026", 33), ("cnil", 43), ("ico", 28), ("pipia", 64), ("cppa", 30)],
)
def test_a_profile_has_every_clause(facts, profile, count):
    assert len(check_profile(facts, profile)) == count


def test_cnil_has_the_36_answers_of_the_tool_under_their_stable_ids():
    answers = {f"cnil.{block}{n}" for block in (11, 12, 21, 22, 32, 33, 34) for n in range(1, 8)}
    named = answers & set(ROWS)
    assert len(named) == 36
    assert {"cnil.111", "cnil.227", "cnil.326", "cnil.346"} <= named


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_fact_taken_out_is_named_by_its_clause(facts, row):
    for gone in [row.facts] if row.check == "any_of" else [(fact,) for fact in row.facts]:
        less = facts
        for fact in gone:
            less = without(less, fact)
        state = check_requirement(less, row)
        assert state.state in ("missing", "partial"), (gone, state.state)
        assert set(gone) <= set(state.missing)


def test_deletion_covers_every_requirement(facts):
    named = sum(1 if row.check == "any_of" else len(row.facts) for row in ROWS.values())
    print(f"\n{named} facts taken out, {len(ROWS)} requirements, {len(PROFILES)} profiles")
    assert named >= 300


@pytest.mark.parametrize(
    "row", [r for r in ROWS.values() if r.check == "per_item"], ids=lambda r: r.id
)
def test_a_fact_missing_of_one_item_names_the_item(facts, row):
    for fact in row.facts:
        items = [r.item for r in facts.read(fact)]
        if NAMES[fact].stated or len(items) < 2:
            continue
        state = check_requirement(without(facts, fact, items[0]), row)
        assert state.state == "partial"
        assert items[0] in state.items


@pytest.mark.parametrize("row", [r for r in ROWS.values() if r.proof], ids=lambda r: r.id)
def test_what_nothing_proves_is_unverified(facts, row):
    bare = facts.with_items(
        statements=[s.model_copy(update={"evidence": ()}) for s in facts.items("statements")],
        controls=[c.model_copy(update={"proof": "none"}) for c in facts.items("controls")],
    )
    assert check_requirement(bare, row).state == "unverified"
