"""How well comments are read: sentences that take a yes back, and harmless ones, by language.

The rows of `comment_sentences.tsv` were written before the classes of words. Parts `dev`, `held`
and `fresh` have been looked at since; of `registers` (an administrator, a sales person, a lawyer)
the odd sentences were, and of `registers-held` every other one. All are of one author, who made
the classes, too: RESULTS.md has the shares of sentences of other makes.
"""

import csv
from pathlib import Path
from time import process_time

import pytest
from vendor_event_world import lore, rules

from riskkit.model.inventory import Answer
from riskkit.vendors import questionnaire_for
from riskkit.vendors.comments import NARROWING, UNDERMINING, contradicted_answers

QUESTIONS = {q.id: q for q in questionnaire_for("it_service", rules()).questions}
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
with (Path(__file__).parent / "comment_sentences.tsv").open(encoding="utf-8") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t"))


def doubted(comment):
    row = Answer(vendor="V1", question="VQ-CON-01", answer="yes", comment=comment)
    found = contradicted_answers([row], QUESTIONS, lore().comments, rules())
    return any(one.rule in NARROWING | UNDERMINING for one in found)


def share(**wanted):
    texts = [r["sentence"] for r in ROWS if wanted.items() <= r.items()]
    assert len(texts) >= 20
    return sum(map(doubted, texts)) / len(texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["dev", "held", "registers", "registers-held"])
def test_four_of_five_sentences_that_take_a_yes_back_are_caught(part, language):
    assert share(part=part, language=language, means="back") >= 0.8


@pytest.mark.parametrize("kind", ["negated", "planned", "part", "hedged"])
def test_every_way_of_taking_back_is_caught(kind):
    assert share(means="back", **{"class": kind}) >= 0.8


@pytest.mark.parametrize("register", ["it", "sales", "law"])
def test_whoever_writes_four_of_five_are_caught(register):
    assert share(means="back", part="registers-held", **{"class": register}) >= 0.8


def test_at_most_one_harmless_sentence_in_ten_of_those_kept_aside_raises_an_alarm():
    assert share(part="registers-held", means="fine") <= 0.1


@pytest.mark.parametrize("part", ["dev", "held", "fresh", "registers"])
def test_at_most_one_harmless_sentence_in_twenty_raises_an_alarm(part):
    assert share(part=part, means="fine") <= 0.05


@pytest.mark.parametrize("row", [r for r in ROWS if r["means"] in ("na", "plain_no")])
def test_a_no_that_says_not_applicable_is_told_from_a_plain_no(row):
    said = Answer(vendor="V1", question="VQ-CON-01", answer="no", comment=row["sentence"])
    found = contradicted_answers([said], QUESTIONS, lore().comments, rules())
    assert ("denied_na" in {one.rule for one in found}) == (row["means"] == "na")


@pytest.mark.parametrize(
    "text", ["we do not ", "没有", "not a a a ", "will be a ", "除", "~{deny}*"]
)
def test_a_comment_made_to_be_slow_is_read_in_bounded_time(text):
    doubted("ready")
    start = process_time()
    doubted(text * 4000)
    assert process_time() - start < 0.5
