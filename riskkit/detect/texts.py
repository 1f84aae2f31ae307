"""Texts searched for personal data: the fast way, without a language model."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from ..catalogue import Knowledge, load_knowledge
from ..errors import ParameterError
from .rulebook import Rulebook
from .spans import find_spans

if TYPE_CHECKING:
    import pandas as pd


def detect_text(
    texts: str | Iterable[str],
    language: Literal["auto", "zh", "en"] = "auto",
    *,
    knowledge: Knowledge | None = None,
) -> pd.DataFrame:
    """Find personal data in texts.

    Parameters
    ----------
    texts : str or iterable of str
        Notes, chats, documents; Chinese (both scripts), English or mixed.
    language : {"auto", "zh", "en"}
        Which names to look for; patterns are looked for in any case.
    knowledge : Knowledge, optional
        With an engagement's overrides; riskkit's own by default.

    Returns
    -------
    DataFrame
        A row a span: `text` (position in `texts`), `start` and `end` (offsets in
        characters), `entity`, `score` (0–1).

    Raises
    ------
    ParameterError
        If `language` is none of the three.
    """
    import pandas as pd

    if language not in ("auto", "zh", "en"):
        raise ParameterError("language is one of auto, zh, en")
    rules = Rulebook.of(knowledge or load_knowledge())
    several = [texts] if isinstance(texts, str) else texts
    rows = [
        (number, span.start, span.end, span.entity, span.score)
        for number, text in enumerate(several)
        for span in find_spans(text, rules, language)
    ]
    return pd.DataFrame(rows, columns=["text", "start", "end", "entity", "score"])
