"""Which knowledge file holds which kind of entry, and what refers to what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..model.coverage import Feature
from ..model.detection import DetectionWeight, Entity, HeaderWords, Lexicon
from ..model.duties import Burden, Clock, Harm, IncidentLevel, NoticeForm, Syllabus
from ..model.event import Deal, FateRule, GatePair, PhaseWindow, RouteDuty
from ..model.facts import FactName
from ..model.foreign import CnilReference, DutchTask, SheetWord
from ..model.knowledge import Category, Characters, Control, Family, Law, Scenario, Term
from ..model.lint import LintRule
from ..model.look import DecisionRule, Paint, Resolution
from ..model.persons import PersonKey
from ..model.pram import CostFactor, PramMethod
from ..model.profiles import (
    CorrectionRule,
    ProfileHead,
    Requirement,
    RightsDimension,
    SourceDimension,
)
from ..model.received import (
    BranchingQuestion,
    Crosswalk,
    HeaderField,
    OwnScoring,
    SeverityRule,
    Standard,
    WordList,
)
from ..model.rules import DueRule, Register, Rule, TriggerRule
from ..model.sentence import Sentence
from ..model.tables import Table
from ..model.templates import Template
from ..model.value import Value
from ..model.vendor_law import (
    ClauseGroup,
    ClauseItem,
    CommentWords,
    ContractModule,
    DocumentRule,
    NameWords,
    PaperWords,
    Region,
    WordClass,
)
from ..model.vendors import (
    AnswerCredit,
    Assurance,
    EvidenceRule,
    FactorScale,
    FatalRule,
    GapBand,
    KnockoutState,
    Proof,
    Question,
    QuestionnaireHead,
    TierRule,
    VendorDomain,
    VendorParameter,
    VendorTier,
    VerdictRule,
)
from ..model.weights import Effect, ExposureFactor, Matrix, Pathway, Reach, Scale


@dataclass(frozen=True)
class Kind:
    """A kind of entry: its model, the prefix of its labels, and its references.

    `refers` maps a field (a list of ids or one id) to the kind those ids must exist in;
    a kind written ``vocabularies:tier`` means values of that vocabulary. A `late` kind is large
    and seldom wanted: it is read when first asked for.
    """

    model: type[Value]
    prefix: str = ""
    refers: Mapping[str, str] = field(default_factory=dict)
    late: bool = False


KINDS: dict[str, Kind] = {
    "vocabularies": Kind(Term),
    "sentences": Kind(Sentence),
    "characters": Kind(Characters),
    "messages": Kind(Sentence, late=True),
    "categories": Kind(Category, "category"),
    "families": Kind(Family, "family", {"controls": "controls"}),
    "capabilities": Kind(Family, "capability", {"controls": "controls"}),
    "controls": Kind(
        Control,
        "control",
        {"family": "families", "registers": "registers", "scenarios": "vocabularies:scenario"},
    ),
    "scenarios": Kind(Scenario, "scenario"),
    "terms": Kind(Term),
    "pathways": Kind(Pathway, "pathway"),
    "exposure": Kind(ExposureFactor, "factor"),
    "effects": Kind(Effect, refers={"id": "controls", "effects": "pathways"}),
    "applies": Kind(Reach),
    "scales": Kind(Scale),
    "matrices": Kind(Matrix, "matrix"),
    "pram": Kind(PramMethod),
    "pram/costs": Kind(CostFactor, "cost_factor"),
    "registers": Kind(Register, "register", {"controls": "controls"}),
    "tables": Kind(Table, "table"),
    "templates": Kind(Template),
    "detection/entities": Kind(Entity, "entity", {"category": "categories"}),
    "detection/headers": Kind(HeaderWords, refers={"entity": "detection/entities"}),
    "detection/lexicons": Kind(Lexicon),
    "detection/weights": Kind(DetectionWeight),
    "detection/persons": Kind(PersonKey, "person_key"),
    "rules": Kind(Rule, refers={"statement": "sentences", "action": "sentences"}),
    "rules/due": Kind(DueRule),
    "screening": Kind(TriggerRule, "trigger"),
    "laws": Kind(Law, "clause"),
    "facts": Kind(FactName, "fact"),
    "profiles": Kind(
        Requirement,
        "requirement",
        {
            "facts": "facts",
            "not_if": "facts",
            "condition_facts": "facts",
            "condition_triggers": "screening",
            "law": "laws",
        },
    ),
    "profiles/heads": Kind(ProfileHead, "profile", {"matrix": "matrices"}),
    "gbt39335/rights": Kind(
        RightsDimension, "rights", {"levels": "categories", "pathways": "pathways"}
    ),
    "gbt39335/sources": Kind(
        SourceDimension, "risk_source", {"families": "families", "incidents": "registers"}
    ),
    "gbt39335/corrections": Kind(CorrectionRule, "correction", {"fact": "facts"}),
    "gates/windows": Kind(PhaseWindow, refers={"id": "vocabularies:phase"}),
    "gates/pairs": Kind(
        GatePair,
        "pair",
        {
            "phase": "vocabularies:phase",
            "register_id": "registers",
            "controls": "controls",
        },
    ),
    "routes/deals": Kind(Deal, "route", {"law": "laws", "judged_by": "facts"}),
    "routes/fates": Kind(FateRule, "fate_rule", {"law": "laws"}),
    "routes/duties": Kind(RouteDuty, "route_duty", {"law": "laws"}),
    "clocks": Kind(Clock, "clock", {"clause": "laws", "profiles": "vocabularies:profile"}),
    "clocks/levels": Kind(IncidentLevel, refers={"clause": "laws"}),
    "notices": Kind(NoticeForm, "notice", {"law": "laws"}),
    "burdens": Kind(Burden, refers={"id": "controls"}),
    "syllabus": Kind(Syllabus, "syllabus"),
    "harms": Kind(Harm, "harm", {"categories": "categories", "law": "laws"}),
    "features": Kind(Feature, "feature"),
    "questionnaires": Kind(Question, "question", {"domain": "vendors/domains"}),
    "questionnaires/vsaq": Kind(
        BranchingQuestion,
        refers={"domain": "vendors/domains", "controls": "controls"},
        late=True,
    ),
    "received/crosswalk": Kind(
        Crosswalk,
        refers={
            "standard": "received/standards",
            "domain": "vendors/domains",
            "controls": "controls",
            "questions": "questionnaires",
        },
    ),
    "received/headers": Kind(HeaderField),
    "received/own-scores": Kind(OwnScoring, refers={"standard": "received/standards"}),
    "received/severities": Kind(SeverityRule),
    "received/standards": Kind(Standard, "standard"),
    "received/words": Kind(WordList),
    "vendors/answers": Kind(AnswerCredit, "answer"),
    "vendors/assurance": Kind(Assurance, "assurance"),
    "vendors/bands": Kind(GapBand, "gap_band"),
    "vendors/clause-groups": Kind(
        ClauseGroup,
        "clause_group",
        {"profiles": "vocabularies:profile", "roles": "vocabularies:role"},
    ),
    "duties": Kind(ClauseItem, "duty", {"group": "vendors/clause-groups"}),
    "vendors/comment-classes": Kind(WordClass),
    "vendors/comments": Kind(CommentWords),
    "vendors/contract-modules": Kind(ContractModule),
    "vendors/documents": Kind(DocumentRule),
    "vendors/names": Kind(NameWords),
    "vendors/paper-words": Kind(PaperWords),
    "vendors/regions": Kind(Region, "region"),
    "vendors/domains": Kind(VendorDomain, "domain"),
    "vendors/evidence": Kind(EvidenceRule),
    "vendors/factors": Kind(FactorScale, "vendor_factor"),
    "vendors/fatal-rules": Kind(FatalRule, "fatal"),
    "vendors/knockout-states": Kind(KnockoutState, "knockout_state"),
    "vendors/parameters": Kind(VendorParameter),
    "vendors/proofs": Kind(Proof, "proof_kind"),
    "vendors/questionnaires": Kind(QuestionnaireHead, "questionnaire"),
    "vendors/tier-rules": Kind(TierRule, "tier_rule"),
    "vendors/tiers": Kind(VendorTier, "vendor_tier"),
    "vendors/verdicts": Kind(VerdictRule),
    "look": Kind(Paint),
    "resolution": Kind(Resolution),
    "foreign/cnil": Kind(CnilReference, "cnil"),
    "foreign/dutch": Kind(DutchTask, "dutch"),
    "foreign/sheet": Kind(SheetWord, "sheet"),
    "lint": Kind(LintRule, "lint", {"statement": "sentences"}),
    "decisions": Kind(DecisionRule, refers={"sentence": "sentences"}),
}


def kind_of(file: str) -> str | None:
    """Return the kind that a knowledge file (``controls/GV.yaml``) holds, or None."""
    whole = file.removesuffix(".yaml")
    held = [kind for kind in KINDS if whole == kind or whole.startswith(f"{kind}/")]
    return max(held, key=len, default=None)
