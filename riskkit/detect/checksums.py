"""Check digits of the identifiers: text of a cell -> whether its check digit is right.

A check digit alone proves little: one number in ten passes Luhn by accident. What counts is
how far a column's pass rate lies above chance (`lift`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable

_RESIDENT = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_TW = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
_TW_WEIGHTS = (1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1)
_DOUBLED = str.maketrans("0123456789", "0246813579")


def strip(text: str) -> str:
    """Return only the ASCII letters and digits, in capitals."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return "".join(c for c in text.upper() if c.isascii() and c.isalnum())


def luhn(text: str) -> bool:
    """Check the last digit of a card or device number (ISO/IEC 7812-1).

    >>> luhn("4111 1111 1111 1111"), luhn("4111111111111112")
    (True, False)
    """
    digits = strip(text)
    if not digits.isdigit() or len(set(digits)) < 2:
        return False
    doubled = digits[-2::-2].translate(_DOUBLED)
    return (sum(map(int, digits[::-2])) + sum(map(int, doubled))) % 10 == 0


def resident_id(text: str) -> bool:
    """Check the last character of a Chinese resident ID (GB 11643-1999, modulo 11-2).

    >>> resident_id("11010519491231002X"), resident_id("110105194912310021")
    (True, False)
    """
    number = strip(text)
    if len(number) != 18 or not number[:17].isdigit() or not _is_date(number[6:14]):
        return False
    total = sum(int(d) * w for d, w in zip(number, _RESIDENT, strict=False))
    return "10X98765432"[total % 11] == number[17]


def _is_date(digits: str) -> bool:
    try:
        dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def hk_id(text: str) -> bool:
    """Check the last character of a Hong Kong identity card number (modulo 11).

    >>> hk_id("A123456(3)"), hk_id("A123456(4)")
    (True, False)
    """
    number = strip(text)
    if len(number) not in (8, 9) or not number[-7:-1].isdigit():
        return False
    values = [36] * (9 - len(number)) + [
        ord(c) - 55 if c.isalpha() else int(c) for c in number[:-1]
    ]
    check = 10 if number[-1] == "A" else ord(number[-1]) - 48
    return (sum(v * w for v, w in zip(values, range(9, 1, -1), strict=True)) + check) % 11 == 0


def tw_id(text: str) -> bool:
    """Check the last digit of a Taiwan national or resident ID (modulo 10).

    >>> tw_id("A123456789"), tw_id("A123456788")
    (True, False)
    """
    number = strip(text)
    if len(number) != 10 or not number[0].isalpha() or not number[2:].isdigit():
        return False
    first = _TW.index(number[0]) + 10
    second = (_TW.index(number[1]) + 10) % 10 if number[1].isalpha() else int(number[1])
    values = [first // 10, first % 10, second, *map(int, number[2:])]
    return sum(v * w for v, w in zip(values, _TW_WEIGHTS, strict=True)) % 10 == 0


def uscc(text: str) -> bool:
    """Check the last character of a unified social credit code (GB 32100-2015, modulo 31).

    >>> uscc("91350100M000100Y43"), uscc("91350100M000100Y44")
    (True, False)
    """
    code = strip(text)
    if len(code) != 18 or any(c not in _USCC for c in code):
        return False
    total = sum(_USCC.index(c) * w for c, w in zip(code, _USCC_WEIGHTS, strict=False))
    return _USCC[(31 - total % 31) % 31] == code[17]


def iban(text: str) -> bool:
    """Check the two check digits of an IBAN (ISO 13616, modulo 97).

    >>> iban("GB82 WEST 1234 5698 7654 32"), iban("GB82 WEST 1234 5698 7654 33")
    (True, False)
    """
    code = strip(text)
    if not 15 <= len(code) <= 34 or not code[:2].isalpha() or not code[2:4].isdigit():
        return False
    digits = "".join(str(int(c, 36)) for c in code[4:] + code[:4])
    return int(digits) % 97 == 1


def nhs(text: str) -> bool:
    """Check the last digit of an NHS number (modulo 11).

    >>> nhs("943 476 5919"), nhs("943 476 5918")
    (True, False)
    """
    number = strip(text)
    if len(number) != 10 or not number.isdigit() or len(set(number)) < 2:
        return False
    total = sum(int(d) * w for d, w in zip(number, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(number[9])


CHECKS: dict[str, Callable[[str], bool]] = {
    "luhn": luhn,
    "resident_id": resident_id,
    "hk_id": hk_id,
    "tw_id": tw_id,
    "uscc": uscc,
    "iban": iban,
    "nhs": nhs,
}


def lift(passed: int, tried: int, chance: float) -> tuple[float, float]:
    """Say how far a pass rate lies above chance.

    Returns
    -------
    tuple of float
        Upper bound of the probability of so many passes by chance (Chernoff), and the
        share of the values that must be genuine: (rate - chance) / (1 - chance), from 0 to 1.
    """
    if tried == 0:
        return 1.0, 0.0
    genuine = max(0.0, (passed / tried - chance) / (1 - chance))
    mean = tried * chance
    if passed <= mean:
        return 1.0, genuine
    # Chernoff's bound on the tail: never too small, and needs no special function.
    rate = passed / tried
    exponent = rate * math.log(rate / chance)
    if rate < 1:
        exponent += (1 - rate) * math.log((1 - rate) / (1 - chance))
    return math.exp(-tried * exponent), genuine
