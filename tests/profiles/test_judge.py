"""A whole engagement judged by all five profiles, and told in three languages."""

import pytest
from profile_world import KNOWLEDGE, PROFILES, complete, write_complete

from riskkit.assessment import assess, from_data, to_json
from riskkit.engagement import load_engagement
from riskkit.model.profiles import STAGES
from riskkit.model.value import LANGUAGES
from riskkit.profiles import judge_profiles
from riskkit.tables import profiles as grids
from riskkit.tables import table, words


@pytest.fixture(scope="module")
def folder(samples, tmp_path_factory):
    folder = write_complete(samples / "store-transfer", tmp_path_factory.mktemp("a") / "e")
    path = folder / "statements.csv"
    more = "item.need,nothing_such,Why,,DPO,,\nengagement.client,,Stated,,DPO,,\n"
    path.write_text(path.read_text("utf-8") + more, "utf-8")
    return folder


@pytest.fixture(scope="module")
def a(folder):
    return assess(folder, rows=20)


def test_every_profile_of_the_engagement_is_checked(a):
    assert {c.profile for c in a.profiles.clauses} == set(PROFILES)
    assert len(a.profiles.clauses) == len(KNOWLEDGE.entries("profiles"))


def test_the_same_folder_gives_the_same_profiles(a, folder):
    again = judge_profiles(load_engagement(folder), a, KNOWLEDGE)
    assert again == a.profiles


def test_profiles_survive_saving(a):
    import json

    assert from_data(json.loads(to_json(a))).profiles == a.profiles


def test_a_statement_that_answers_nothing_is_told_and_not_dropped(a):
    assert [(one.fact, one.item) for one in a.profiles.unplaced] == [
        ("item.need", "nothing_such"), ("engagement.client", None)
    ]  # fmt: skip
    assert any("no such item" in use for use in table(a, "stated", "en")["Use"])


def test_the_data_items_are_filled_from_the_tables_and_the_scan(a, folder):
    stated = {row.id: set(row.data_kinds) for row in load_engagement(folder).assets}
    found = {risk.id: set(risk.found) for risk in a.assets}
    items = {item.id: item for item in a.profiles.data_items}
    assert "organisation" not in items
    for item in items.values():
        held = {id for id in stated if item.id in stated[id] | found[id]}
        assert set(item.assets) == held
        assert item.found == any(item.id in kinds for kinds in found.values())
        assert item.columns == sum(c.personal and c.category == item.id for c in a.columns)


def test_the_three_feared_events_are_placed_before_and_after_the_plan(a):
    assert [f.id for f in a.profiles.feared] == ["access", "change", "disappearance"]
    scale = [step.id for step in KNOWLEDGE.entries("matrices")["cnil-4x4"].likelihood]
    for feared in a.profiles.feared:
        assert scale.index(feared.likelihood_after) <= scale.index(feared.likelihood)
        assert feared.threats
        assert feared.measures


def test_every_scenario_stands_in_every_matrix_at_every_stage(a):
    matrices = KNOWLEDGE.entries("matrices")
    assert len(a.profiles.ratings) == len(a.scenarios) * len(STAGES) * len(matrices)


def test_committed_measures_lie_between_now_and_the_whole_plan(a):
    for event in a.scenarios:
        assert event.planned.score <= event.committed.score <= event.residual.score


@pytest.mark.parametrize("name", grids.GRIDS)
def test_a_table_has_the_same_rows_and_numbers_in_every_language(a, name):
    frames = [table(a, name, language) for language in LANGUAGES]
    assert len({frame.shape for frame in frames}) == 1
    assert frames[0].shape[0] > 0
    for frame in frames:
        assert len(set(frame.columns)) == len(frame.columns)
        assert not frame.map(lambda cell: "{" in cell or "fact." in cell).any(axis=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_requirement_shows_its_answer_or_where_it_stands(a, language):
    grid = grids.requirements(a, words(language), "cnil")
    told = {row[0]: row for row in grid.rows}
    assert "As described" in told["cnil.122"][5]
    assert grids.requirements(a, words(language), "pipia", "A").rows


def test_the_public_edition_tells_all_eight_items_and_no_detail(a):
    told = {row[0]: row[1] for row in grids.public_edition(a, words("en")).rows}
    assert len(told) == 8
    assert all(told.values())
    text = " ".join(told.values())
    assert not any(asset.name in text for asset in a.assets)
    assert not any(control.id in text for control in a.controls)


def test_the_complete_world_is_made_of_the_same_folder(folder):
    assert complete(folder).items("statements")
