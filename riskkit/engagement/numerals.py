"""Chinese numerals and shares as digits: 一万二千 is 12000, 九成五 is 95%, 百分之八十 is 80%."""

from __future__ import annotations

import re
from functools import lru_cache

from ..catalogue import Knowledge

_PER_CENT = re.compile(r"百分之(\d+(?:\.\d+)?)")
_TENTHS = re.compile(
    r"(\d)成(?:(\d)|(半))?(?!\d)"
)  # so many tenths, and half or so many hundredths
_MYRIAD = 10_000


def arabic(text: str, knowledge: Knowledge) -> str:
    """Write the Chinese numerals in a text as digits; what is no plain numeral is left.

    >>> from riskkit.catalogue import load_knowledge
    >>> [arabic(text, load_knowledge()) for text in ("两万人", "九成五", "三四百", "1.2万")]
    ['20000人', '95%', '三四百', '1.2万']
    """
    if text.isascii():
        return text
    found, values = _numerals(knowledge)
    plain = text.replace("百分之", "%%").replace("成", "%$")  # their signs are numerals, too
    plain = found.sub(lambda run: _written(run[0], values), plain)
    plain = plain.replace("%%", "百分之").replace("%$", "成")
    plain = _TENTHS.sub(lambda m: f"{m[1]}{m[2] or (5 if m[3] else 0)}%", plain)
    return _PER_CENT.sub(r"\1%", plain)


@lru_cache(maxsize=4)
def _numerals(knowledge: Knowledge) -> tuple[re.Pattern[str], dict[str, int]]:
    words = (word for word in knowledge.words("numeral") if len(word) == 1 and not word.isascii())
    values = {word: int(knowledge.meaning("numeral", word) or 0) for word in words}
    first = "".join(word for word, value in values.items() if value <= 10)
    return re.compile(f"(?<![0-9.,])[{first}][{''.join(values)}]*"), values


def _written(run: str, values: dict[str, int]) -> str:
    number = _number([values[sign] for sign in run])
    return run if number is None else str(number)


def _number(signs: list[int]) -> int | None:
    """Return the number that digits and steps make; None where two digits stand together."""
    total = section = digit = step = 0
    after_zero = filled = False
    for sign in signs:
        if sign < 10:
            if filled and digit:
                return None
            after_zero, digit, filled = sign == 0, sign, True
        elif sign < _MYRIAD:
            section += (digit if filled else 1) * sign
            step, digit, filled = sign, 0, False
        else:
            total = (total + section + digit) * sign
            section, step, digit, filled = 0, sign, 0, False
    short = filled and step >= 100 and not after_zero and signs[-2] == step  # 一万二 is 12000
    return total + section + (digit * step // 10 if short else digit)
