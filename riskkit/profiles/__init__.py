"""Legal profiles over one fact base: what each asks for, what is there, where they disagree.

In: the inventory and the assessment made of it. Out: `Profiles`: the state of every requirement,
the levels of every matrix side by side, and the terms of GB/T 39335 by scenario.
"""

from .checks import check_profile
from .collect import gather_facts
from .judge import judge_profiles
from .readings import ProfileFacts

__all__ = ["ProfileFacts", "check_profile", "gather_facts", "judge_profiles"]
