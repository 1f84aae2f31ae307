"""Invented people: names, addresses and numbers whose check digits are right.

Nobody is meant. Numbers are taken, where a scheme has such a range, from codes that are
issued to no one: resident identity numbers carry the county code 99, Taiwan numbers the
letter Y (given up in 1975) for people born later, Hong Kong numbers the letter Q, bank cards
the issuer 629999, companies the county code 99; mail addresses end in a reserved domain.
No mobile scheme has a test range, so mobile numbers share a low block (…00…) and are drawn
by chance.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import NamedTuple

from . import words

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
TW_LETTERS = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36), strict=True))
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
MOBILE_HEADS = (
    131, 132, 133, 135, 136, 137, 138, 139, 150, 151, 152, 156, 158, 159, 176, 177, 178, 180, 182,
    185, 186, 187, 188, 189, 191, 199,
)  # fmt: skip


class Person(NamedTuple):
    """Someone who does not exist."""

    name: str
    female: bool
    born: dt.date
    area: str
    mobile: str
    address: str
    identity: str


def day(random: Random, first: dt.date, last: dt.date) -> dt.date:
    """Draw a day between two days, both included."""
    return first + dt.timedelta(days=random.randrange((last - first).days + 1))


def moment(random: Random, on: dt.date, opens: int = 9, closes: int = 21) -> dt.datetime:
    """Draw a time of `on` between two hours."""
    seconds = random.randrange((closes - opens) * 3600)
    return dt.datetime.combine(on, dt.time(opens)) + dt.timedelta(seconds=seconds)


def digits(random: Random, count: int) -> str:
    """Draw `count` decimal digits."""
    return "".join(random.choice("0123456789") for _ in range(count))


def person(random: Random, *, youngest: int = 22, oldest: int = 68) -> Person:
    """Draw a person of the mainland between two ages (in 2026)."""
    female = random.random() < 0.62
    born = day(random, dt.date(2026 - oldest, 1, 1), dt.date(2026 - youngest, 6, 30))
    area = random.choices(list(words.CN_CITIES), weights=(60, 9, 8, 6, 5, 4, 4, 4))[0]
    return Person(cn_name(random, female), female, born, area, cn_mobile(random),
                  cn_address(random, area), cn_id(random, area, born, female))  # fmt: skip


def cn_name(random: Random, female: bool) -> str:
    """Draw a mainland name."""
    rare = random.random() < 0.01
    surname = random.choice(words.CN_RARE_SURNAMES if rare else words.CN_SURNAMES)
    return surname + random.choice(words.CN_FEMALE if female else words.CN_MALE)


def cn_address(random: Random, area: str) -> str:
    """Draw an address on a road that does not exist, in the city of `area`."""
    city, districts = words.CN_CITIES[area]
    road, number = random.choice(words.CN_ROADS), random.randrange(1, 1900)
    estate = random.choice(words.CN_ESTATES) if random.random() < 0.4 else ""
    flat = f"{random.randrange(1, 40)}号楼{random.randrange(1, 28)}0{random.randrange(1, 5)}室"
    return f"{city}{random.choice(districts)}{road}{number}号{estate}{flat}"


def cn_mobile(random: Random) -> str:
    """Draw an 11-digit mainland mobile number of the block 00."""
    return f"{random.choice(MOBILE_HEADS)}00{digits(random, 6)}"


def cn_id(random: Random, area: str, born: dt.date, female: bool) -> str:
    """Return an 18-character resident identity number (GB 11643) of a county 99."""
    order = random.randrange(0, 499) * 2 + (0 if female else 1)
    body = f"{area}{born:%Y%m%d}{order:03d}"
    total = sum(w * int(c) for w, c in zip(ID_WEIGHTS, body, strict=True))
    return body + "10X98765432"[total % 11]


def bank_card(random: Random) -> str:
    """Return a 19-digit card number with a right Luhn digit and an issuer that is not one."""
    body = "629999" + digits(random, 12)
    doubled = (int(c) * (2 - i % 2) for i, c in enumerate(reversed(body)))
    return body + str(-sum(n - 9 if n > 9 else n for n in doubled) % 10)


def uscc(random: Random, area: str) -> str:
    """Return an 18-character unified social credit code (GB 32100) of a county 99."""
    body = f"91{area}" + "".join(random.choice(USCC_LETTERS) for _ in range(8))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(c, 36) for w, c in zip(weights, body[8:], strict=True))
    body += "0123456789X"[-total % 11]
    total = sum(USCC_LETTERS.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + USCC_LETTERS[-total % 31]


def mail(random: Random, local: str) -> str:
    """Return an address in a reserved domain."""
    return f"{local}@{random.choice(('mail.example.com', 'example.net', 'post.example.org'))}"


def tw_name(random: Random) -> tuple[str, bool]:
    """Draw a Taiwan name, and whether it is a woman's."""
    female = random.random() < 0.5
    given = random.choice(words.TW_FEMALE if female else words.TW_MALE)
    return random.choice(words.TW_SURNAMES) + given, female


def tw_id(random: Random, female: bool) -> str:
    """Return a Taiwan identity number with the letter Y and a right check digit."""
    body = ("2" if female else "1") + digits(random, 7)
    code = TW_LETTERS["Y"]
    total = code // 10 + code % 10 * 9
    total += sum(w * int(c) for w, c in zip(range(8, 0, -1), body, strict=True))
    return f"Y{body}{-total % 10}"


def tw_mobile(random: Random, *, dashes: bool = True) -> str:
    """Draw a Taiwan mobile number whose middle block is 000."""
    head, tail = f"09{digits(random, 2)}", digits(random, 3)
    return f"{head}-000-{tail}" if dashes else f"{head}000{tail}"


def tw_address(random: Random) -> str:
    """Draw a Taiwan address on a road that does not exist."""
    city = random.choice(list(words.TW_CITIES))
    road, number = random.choice(words.TW_ROADS), random.randrange(1, 420)
    place = f"{city}{random.choice(words.TW_CITIES[city])}{road}{random.randrange(1, 6)}段"
    return f"{place}{number}號{random.randrange(2, 15)}樓"


def hk_name(random: Random) -> tuple[str, str]:
    """Draw a Hong Kong name in Chinese and in English."""
    surname, given = random.choice(list(words.HK_SURNAMES)), random.choice(list(words.HK_GIVEN))
    return surname + given, f"{words.HK_SURNAMES[surname]} {words.HK_GIVEN[given]}"


def hk_id(random: Random) -> str:
    """Return a Hong Kong identity card number with the letter Q and a right check digit."""
    body = digits(random, 6)
    total = 36 * 9 + (ord("Q") - 55) * 8
    total += sum(w * int(c) for w, c in zip(range(7, 1, -1), body, strict=True))
    return f"Q{body}({'0123456789A'[-total % 11]})"


def hk_mobile(random: Random) -> str:
    """Draw a Hong Kong mobile number of the block 00."""
    return f"+852 {random.choice('569')}00{digits(random, 1)} {digits(random, 4)}"


def hk_address(random: Random) -> str:
    """Draw a Hong Kong address on a road that does not exist."""
    road, number = random.choice(words.HK_ROADS), random.randrange(1, 180)
    flat = f"{random.randrange(3, 40)}樓{random.choice('ABCDEFGH')}室"
    return f"{random.choice(words.HK_DISTRICTS)}{road}{number}號{flat}"


def en_name(random: Random) -> str:
    """Draw an English name."""
    return f"{random.choice(words.EN_FIRST)} {random.choice(words.EN_LAST)}"


def plate(random: Random, head: str, *, green: bool = False) -> str:
    """Return a vehicle plate of a series (Z9…) that no office issues."""
    return f"{head}Z9{digits(random, 4 if green else 3)}" + ("" if green else random.choice("KLMN"))
