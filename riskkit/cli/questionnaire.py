"""The commands on questionnaires: import what a vendor sent, make a blank one, send one back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..errors import ParameterError, did_you_mean
from ..files import safe_name, write_whole
from .commands import language_of
from .show import say

if TYPE_CHECKING:
    from ..catalogue import Knowledge
    from ..model.received import Received
    from ..questionnaires.reply import Reply

app = typer.Typer(
    name="questionnaire",
    help="Questionnaires: import what a vendor sent, make a blank one, send one back.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
VendorId = Annotated[str, typer.Option("--vendor", help="The vendor's id.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="Where to write.")]
Lang = Annotated[str, typer.Option("--lang", help="zh-Hans, zh-Hant or en.")]
_ROW = (
    "question",
    "section",
    "domain",
    "answer",
    "raw",
    "ownership",
    "comment",
    "evidence",
    "cell",
)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="The file as the vendor sent it.")],
    vendor: VendorId,
    out: Out,
    lang: Lang = "zh-Hans",
    tier: Annotated[str, typer.Option(help="Inherent tier for the score shown.")] = "high",
) -> None:
    """Read a CAIQ, HECVAT, VSAQ, OSCAL or any other questionnaire; every answer keeps its cell.

    Into an engagement folder the file itself is put, as answers/<vendor>; `assess` reads it.
    """
    from ..catalogue import load_knowledge
    from ..questionnaires import read_questionnaire

    language = language_of(lang)
    knowledge = load_knowledge()
    received = read_questionnaire(file, knowledge).model_copy(update={"vendor": vendor})
    into = any(
        (out / name).exists() for name in ("engagement.yaml", "engagement.yml", "engagement.xlsx")
    )
    written = _keep(file, vendor, out) if into else _write(received, vendor, out, knowledge)
    _tell(file, received, knowledge, language, tier)
    for path in written:
        say(str(path))


def _keep(file: Path, vendor: str, out: Path) -> list[Path]:
    """Put the file as it is beside the other answers of an engagement."""
    if safe_name(vendor) != vendor:
        raise ParameterError("--vendor: use the id as it stands in the vendors table")
    target = out / "answers" / f"{vendor}{file.suffix.lower()}"
    if target.exists() and target.resolve() != file.resolve():
        raise ParameterError(f"answers/{target.name}: is there already; move it away first")
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.resolve() != file.resolve():
        shutil.copyfile(file, target)
    return [target]


def _write(received: Received, vendor: str, out: Path, knowledge: Knowledge) -> list[Path]:
    from ..questionnaires import our_answers

    name = safe_name(vendor)
    rows = [
        (a.code, a.section, a.domain, a.answer, a.raw, a.ownership, a.comment, a.evidence, a.cell)
        for a in received.answers
    ]
    own = [
        (a.question, a.answer or "", a.comment or "", ";".join(a.evidence), "", "", a.cell)
        for a in our_answers(received, name, knowledge)
    ]
    heads = ("question", "answer", "comment", "evidence", "na_reason", "na_approved_by", "cell")
    data = json.dumps(received.model_dump(mode="json"), ensure_ascii=False, indent=1)
    return [
        write_whole(out / f"{name}.csv", _csv([heads, *own])),
        write_whole(out / f"{name}-received.csv", _csv([_ROW, *rows])),
        write_whole(out / f"{name}.json", data + "\n"),
    ]


def _csv(rows: list[tuple[str, ...]]) -> str:
    from ..workbook_writing import neutral

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return "\ufeff" + stream.getvalue()


def _tell(file: Path, received: Received, knowledge: Knowledge, language: Any, tier: str) -> None:
    from ..questionnaires import our_answers, own_score
    from ..vendors import VendorRules
    from ..vendors.proof import Proving
    from ..vendors.received import score_received

    name = knowledge.label(f"standard.{received.standard}", language)
    say(f"{name} {received.version}".strip())
    counts = Counter(answer.answer for answer in received.answers if answer.scored)
    said = ", ".join(
        f"{knowledge.label(f'answer.{k}', language)} {n}" for k, n in counts.most_common()
    )
    say(f"{len(received.answers)} questions: {said}")
    say(f"rows: {received.rows}, accounted for: {received.accounted}")
    own = our_answers(received, safe_name(received.vendor), knowledge)
    say(f"answers to riskkit's own questions: {len(own)}")
    rules = VendorRules.of(knowledge.entries)
    if tier not in rules.tiers:
        raise ParameterError(f"--tier takes one of {', '.join(rules.tiers)}")
    proving = Proving(rules, rules.tiers[tier].id, {}, dt.date.today())
    score = score_received(received, proving)
    if score.score is not None:
        bounds = f"[{score.lo:.0f}, {score.hi:.0f}]"
        say(f"score {score.score:.1f} {bounds}, coverage {score.coverage:.0%}")
    if received.standard == "hecvat":
        theirs = own_score(file, knowledge, received=received)
        if theirs and theirs.share is not None:
            failed = f"{len(theirs.critical_failed)} of {theirs.critical} critical failed"
            say(f"HECVAT's own score {theirs.share:.2%} ({failed})")
    for remark in received.remarks[:20]:
        text = knowledge.sentence(remark.rule, language, **remark.args)
        say(f"  {remark.cell or received.file}: {text}")
    if len(received.remarks) > 20:
        say(f"  … {len(received.remarks) - 20} more in the .json")


@app.command()
def blank(
    out: Out,
    which: Annotated[
        str | None,
        typer.Argument(help="mover, cloud, … · riskkit-core · mvsp-3.0 · vsaq-webapp, vsaq-…"),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="Kind of vendor: mover, cloud, …")] = None,
    id: Annotated[str, typer.Option("--id", help="riskkit-core or mvsp-3.0.")] = "",
    lang: Lang = "zh-Hans",
) -> None:
    """Write a blank questionnaire as a workbook with drop-downs.

    With a kind of vendor and mvsp-3.0 both, our fatal questions that MVSP lacks are added.
    """
    from ..catalogue import load_knowledge
    from ..questionnaires import write_branching

    language, knowledge = language_of(lang), load_knowledge()
    branching = knowledge.entries("questionnaires/vsaq").values()
    parts = {f"vsaq-{question.part}": question.part for question in branching}
    if which in parts:
        questions = [question for question in branching if question.part == parts[which]]
        write_branching(out, questions, knowledge, language=language)
        say(f"{len(questions)} questions: {out}")
        return
    _blank_own(out, (which, kind, id), parts, knowledge, language)


def _blank_own(
    out: Path,
    asked: tuple[str | None, str | None, str],
    parts: Mapping[str, str],
    knowledge: Knowledge,
    language: Any,
) -> None:
    """Write a questionnaire of riskkit's own, or MVSP, for a kind of vendor or for any."""
    from typing import get_args

    from ..model.vendors import CORE, VendorKind
    from ..questionnaires import write_blank
    from ..tables import words
    from ..vendors import VendorRules
    from ..vendors.questionnaire import asked_of, questionnaire_for

    which, kind, id = asked
    kinds, rules = get_args(VendorKind), VendorRules.of(knowledge.entries)
    ids = sorted({question.questionnaire for question in rules.questions.values()})
    if which is not None and which.replace("-", "_") in kinds:
        kind = which
    elif which is not None:
        id = which
    wanted = (kind or "").replace("-", "_")
    if kind is not None and wanted not in kinds:
        raise ParameterError(did_you_mean(wanted, kinds) or f"--kind takes {', '.join(kinds)}")
    if id and id not in ids:
        known = (*ids, *parts, *kinds)
        raise ParameterError(did_you_mean(id, known) or f"there are {', '.join(known)}")
    chosen = (asked_of if wanted else questionnaire_for)(wanted, rules, id=id or CORE)
    w = words(language, knowledge)
    rows = [
        {
            "question": question.id,
            "domain": rules.domains[question.domain].name.get(language),
            "text": question.text.get(language),
            "law": "; ".join(w.clause(law) for law in question.law),
        }
        for question in chosen.questions
    ]
    write_blank(out, rows, knowledge, language=language, asked=chosen)
    say(f"{len(rows)} questions: {out}")


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="An engagement folder.")],
    vendor: VendorId,
    like: Annotated[Path, typer.Option("--like", help="The file in the sender's shape.")],
    out: Out,
    lang: Lang = "zh-Hans",
) -> None:
    """Write answers and the assessor's remarks back in the shape of a file."""
    from ..catalogue import load_knowledge
    from ..engagement import load_engagement
    from ..questionnaires import write_like

    language = language_of(lang)
    knowledge = load_knowledge(folder / "catalogue")
    inventory = load_engagement(folder, knowledge=knowledge)
    if vendor not in {one.id for one in inventory.vendors}:
        raise ParameterError("--vendor: no vendor of this engagement has this id")
    replies = _replies(inventory, vendor, like, knowledge, language)
    received = write_like(like, out, replies, knowledge, language=language)
    say(f"{len(received.answers)} questions: {out}")


def _replies(
    inventory: Any, vendor: str, like: Path, knowledge: Knowledge, language: Any
) -> Mapping[str, Reply]:
    """Return what goes back: answers the engagement has, and what is still asked of each."""
    from ..questionnaires import read_questionnaire
    from ..questionnaires.reply import Reply
    from ..vendors import VendorRules, normalise_answer

    rules = VendorRules.of(knowledge.entries)
    replies: dict[str, Reply] = {}
    for received in (read_questionnaire(like, knowledge), *inventory.received):
        if received.vendor in ("", vendor):
            for one in received.answers:
                remark = _asked(one.answer, one.favourable, bool(one.evidence), knowledge, language)
                replies[one.id] = Reply(one.raw, remark if one.scored else "", one.comment)
    for row in inventory.answers:
        if row.vendor == vendor and not row.cell:
            question = rules.questions.get(row.question)
            meant = normalise_answer(row.answer, rules)
            wanted = question.favourable if question else "yes"
            remark = _asked(meant, wanted, bool(row.evidence), knowledge, language)
            replies[row.question] = Reply(row.answer or "", remark, row.comment or "")
    return replies


def _asked(meant: str, wanted: str, proven: bool, knowledge: Knowledge, language: Any) -> str:
    """Return what is still asked of an answer, as a sentence; nothing of one that is proven."""
    bad = {"yes": "no", "no": "yes"}[wanted]
    rule = {
        "unanswered": "export.missing",
        "unreadable": "export.unreadable",
        "na": "export.na",
        "outsourced": "export.outsourced",
        bad: "export.open",
        "planned": "export.open",
        "partial": "export.open",
    }.get(meant)
    if rule is None:
        if proven:
            return ""
        names = [f"proof_kind.{id}" for id in ("policy", "test_report", "certificate")]
        return knowledge.sentence("export.proof", language, proofs=names)
    return knowledge.sentence(rule, language)
