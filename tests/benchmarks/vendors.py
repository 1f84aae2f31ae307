"""Measure the assessment of vendors: how fast, and whom it lets through beside plain averages.

.venv/bin/python tests/benchmarks/vendors.py           a minute
.venv/bin/python tests/benchmarks/vendors.py --pages   also 200 reports and their portfolio
"""

import gc
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(Path(__file__).parent)]

from results import keep  # noqa: E402
from vendor_crowd import KINDS, LANGUAGES, NO, PARTIAL, WORDS, YES, crowd, engagement_of  # noqa: E402
from vendor_event_world import lore, rules  # noqa: E402
from vendor_folder import write_crowd  # noqa: E402
from vendor_laws import WORDS as ANY_WORDS  # noqa: E402
from vendor_laws import pool  # noqa: E402
from vendor_world import AS_OF, asset, service, vendor, world  # noqa: E402

from riskkit.catalogue import load_knowledge  # noqa: E402
from riskkit.model.inventory import Answer  # noqa: E402
from riskkit.vendors import (  # noqa: E402
    VendorRules,
    assess_vendors,
    questionnaire_for,
    score_vendors,
)

QUESTIONS = 261
HEADS = {
    "speed": "| what | wall s | processor s | to beat |\n|---|--:|--:|--:|",
    "let_through": "| from 80 % | approves | and | of |\n|---|--:|--:|---|",
    "pages": "| pages | wall | | |\n|---|--:|--:|--:|",
}
# Sentences nobody looked at while the tables of phrases were written: each takes its yes back.
UNSEEN = {
    "zh-Hans": (
        "在待办清单里。",
        "仅北京办公室做到。",
        "靠大家自觉，没有书面材料。",
        "法务手里有一稿。",
        "5.0 版会支持。",
        "2024 年因成本停掉了。",
        "笔记本电脑除外。",
        "公司还小，用不着。",
        "制度有，执行上没人查。",
        "原负责人离职后就停了。",
    ),
    "zh-Hant": (
        "在待辦清單裡。",
        "僅台北辦公室做到。",
        "靠大家自律，沒有書面資料。",
        "法務手上有一稿。",
        "5.0 版會支援。",
        "2024 年因成本停掉了。",
        "筆記型電腦除外。",
        "公司還小，用不到。",
        "規定有，執行上沒人查。",
        "原負責人離職後就停了。",
    ),
    "en": (
        "This is on our to-do list.",
        "Only the Berlin office does so.",
        "We rely on goodwill; nothing in writing.",
        "Our lawyer has the draft.",
        "Will be available with version 5.",
        "Stopped in 2024 for cost reasons.",
        "Laptops are exempt.",
        "We are too small to need this.",
        "In theory; in practice nobody checks.",
        "It was in place until our former CISO left.",
    ),
}


def many_questions():
    """Rules whose own questionnaire asks every vendor the same 261 questions."""
    knowledge = load_knowledge()
    asked = knowledge.entries("questionnaires").values()
    own = [one for one in asked if one.questionnaire == "riskkit-core"]
    questions = {}
    for n in range(QUESTIONS):
        one = own[n % len(own)]
        id = one.id if n < len(own) else f"{one.id}-{n}"
        fatal = one.fatal if n < len(own) else None
        fields = {"id": id, "kinds": (), "when": {}, "fatal": fatal}
        questions[id] = one.model_copy(update=fields)
    return VendorRules.of(
        lambda kind: questions if kind == "questionnaires" else knowledge.entries(kind)
    )


def many_vendors(rules, count):
    """An engagement of `count` vendors that answered everything, a fifth of it at random."""
    rng, evidence = random.Random(1), pool()
    answers = [
        Answer(
            vendor=f"V{n}",
            question=question.id,
            answer=rng.choice(ANY_WORDS) if rng.random() < 0.2 else question.favourable,
            evidence=tuple(e.id for e in rng.sample(evidence, rng.choice((0, 1, 2)))),
        )
        for n in range(count)
        for question in rules.questions.values()
    ]
    return world(
        answers=answers,
        evidence=evidence,
        vendors=[vendor(f"V{n}") for n in range(count)],
        services=[service(f"S{n}", f"V{n}", assets=(f"A{n}",)) for n in range(count)],
        assets=[asset(f"A{n}") for n in range(count)],
    )


def timed(run, times):
    """Return the medians of wall and processor seconds of some runs."""
    pairs = []
    for _ in range(times):
        gc.collect()
        wall, own = time.perf_counter(), time.process_time()
        run()
        pairs.append((time.perf_counter() - wall, time.process_time() - own))
    return tuple(median(column) for column in zip(*pairs, strict=True))


def speed():
    """A thousand vendors of 261 questions scored, and two hundred assessed with everything."""
    wide = many_questions()
    inventory, assets = many_vendors(wide, 1_000)
    wall, own = timed(lambda: score_vendors(inventory, assets, wide, as_of=AS_OF), 7)
    yield f"1,000 vendors x 261 questions scored | {wall:.2f} | {own:.2f} | 0.3 s"
    wall, own = timed(lambda: assess_vendors(inventory, assets, wide, as_of=AS_OF), 1)
    yield f"the same, every answer told | {wall:.1f} | {own:.1f} | "
    inventory, assets = engagement_of(*crowd(200, asked()))
    told = {"as_of": AS_OF, "lore": lore()}
    wall, own = timed(lambda: assess_vendors(inventory, assets, rules(), **told), 3)
    yield f"200 vendors with law, chain, outlook, documents | {wall:.1f} | {own:.1f} | "


def asked():
    """The questions of each kind of vendor."""
    return {kind: questionnaire_for(kind, rules()).questions for kind in KINDS}


def points(draft, question):
    """What was answered to a question: 1, 0.5, 0, or None where it drops out of an average."""
    row, words = draft.answers.get(question.id), WORDS[draft.language]
    good, bad = (YES, NO) if question.favourable == "yes" else (NO, YES)
    known = {words[good]: 1.0, words[PARTIAL]: 0.5, words[bad]: 0.0, words[-2]: 0.0}
    return known.get(row.answer) if row else None


def averages(draft, questions):
    """The sum over all questions, all or nothing, and the mean over those answered."""
    given = [(q.weight, points(draft, q)) for q in questions]
    whole = sum(weight for weight, _ in given)
    said = [value for _, value in given if value is not None]
    return sum(weight for weight, value in given if value == 1) / whole, sum(said) / len(said)


def let_through(seeds=(1, 2, 3, 4, 5)):
    """Who approves vendors with a planted fatal fault, and who refuses clean ones."""
    votes = {name: {True: [], False: []} for name in ("riskkit", "sum of all", "answered only")}
    by_tier = {}
    questions = asked()
    for seed in seeds:
        drafts, held = crowd(200, questions, seed=seed)
        inventory, assets = engagement_of(drafts, held)
        scores = score_vendors(inventory, assets, rules(), as_of=AS_OF, lore=lore())
        found = {score.vendor: score for score in scores}
        for draft in drafts:
            score, faulty = found[draft.vendor.id], bool(draft.route)
            whole, part = averages(draft, questions[draft.vendor.kind])
            approved = score.verdict == "approve"
            votes["riskkit"][faulty].append(approved)
            votes["sum of all"][faulty].append(whole >= 0.8)
            votes["answered only"][faulty].append(part >= 0.8)
            if not faulty:
                by_tier.setdefault(score.inherent, []).append(approved)
    for name, both in votes.items():
        false, true = (sum(both[kind]) / len(both[kind]) for kind in (True, False))
        counts = f"{len(both[True])} faulty, {len(both[False])} clean"
        yield f"{name} | {false:.1%} of faulty | {true:.1%} of clean | {counts}"
    tiers = ", ".join(f"{tier} {sum(v) / len(v):.0%}" for tier, v in sorted(by_tier.items()))
    yield f"clean ones approved by riskkit, by inherent tier: {tiers}"


def unseen_sentences():
    """How many sentences of another make that take a yes back are caught.

    Every other one has been looked at while classes of words were made; the rest has not.
    """
    for language in LANGUAGES:
        texts = UNSEEN[language]
        seen, unseen = (sum(map(doubted, half)) for half in (texts[::2], texts[1::2]))
        yield (
            f"sentences of another make that take a yes back, {language}: {seen} of "
            f"{len(texts[::2])} looked at and {unseen} of {len(texts[1::2])} others caught"
        )


def doubted(comment):
    """Say whether a "yes" is doubted for what is written beside it."""
    from riskkit.vendors.comments import NARROWING, UNDERMINING, contradicted_answers

    question = rules().questions["VQ-CON-01"]
    row = Answer(vendor="V1", question=question.id, answer="yes", comment=comment)
    found = contradicted_answers([row], {question.id: question}, lore().comments, rules())
    return any(one.rule in NARROWING | UNDERMINING for one in found)


def pages():
    """200 vendor reports and the portfolio in one language, on the cores there are."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "crowd", Path(folder) / "out"
        write_crowd(source, *crowd(200, asked()))
        for only in ("vendor", "portfolio"):
            words = ["-m", "riskkit", "--quiet", "report", str(source), "--out", str(out)]
            started = time.perf_counter()
            run = [sys.executable, *words, "--only", only, "--lang", "en"]
            done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True)
            wall = time.perf_counter() - started
            made = [p for p in out.glob("*.html") if re.match(only, p.name)]
            largest = max((p.stat().st_size for p in made), default=0) / 1e6
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            yield (
                f"{len(made)} {only} pages, exit {done.returncode} | {wall:.0f} s | "
                f"largest {largest:.2f} MB | peak {peak:.0f} MB a process"
            )


def main(words):
    """Print every figure as it is measured; with ``--write`` keep the tables."""
    told = []
    for part in [speed, let_through, unseen_sentences, *([pages] if "--pages" in words else [])]:
        lines = [HEADS[part.__name__]] if part.__name__ in HEADS else []
        for line in part():
            lines.append(f"| {line} |" if "|" in line else f"- {line}")
            print(lines[-1], flush=True)
        told.append("\n".join(lines))
    if "--write" in words:
        keep("vendors.py", "\n\n".join(told))


if __name__ == "__main__":
    main(sys.argv[1:])
