"""Third parties: what they could do, what they say, what is proven, and whether to use them.

The inherent tier comes from the client's own assessed assets; the gap from the answers and
their proof; fatal rules stand beside the gap and can only raise the risk. What is not known
never counts as good.
"""

from .answers import normalise_answer
from .assess import assess_vendors
from .facts import gather_facts
from .follow_up import follow_up
from .inherent import factors_of, inherent_tier
from .lore import VendorLore
from .many import VendorScore, score_vendors
from .movers import movers
from .portfolio import deadlines, portfolio_of
from .questionnaire import ANSWER_COLUMNS, applies, blank_questionnaire, questionnaire_for
from .rules import VendorRules
from .verdict import rank_vendors

__all__ = [
    "ANSWER_COLUMNS",
    "VendorLore",
    "VendorRules",
    "VendorScore",
    "applies",
    "assess_vendors",
    "blank_questionnaire",
    "deadlines",
    "factors_of",
    "follow_up",
    "gather_facts",
    "inherent_tier",
    "movers",
    "normalise_answer",
    "portfolio_of",
    "questionnaire_for",
    "rank_vendors",
    "score_vendors",
]
