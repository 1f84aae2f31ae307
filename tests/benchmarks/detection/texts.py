"""Notes, chats and mails with the places of the personal data in them."""

import re
from functools import cache
from pathlib import Path

import yaml
from people import World

TEMPLATES = yaml.safe_load(Path(__file__).with_name("texts.yaml").read_text(encoding="utf-8"))
TEXTS = 240
SLOT = re.compile(r"\{([A-Z_]+)\}")


def filling(entity, w):
    """One value of an entity as people write it in a sentence."""
    r, zh = w.random, w.language != "en"
    birth = r.choice([0, 1, 4]) if zh else r.choice([0, 3, 5, 7])
    makers = {
        "PERSON": lambda: w.name() if zh else w.name(r.choice([0, 0, 0, 2])),
        "PHONE_NUMBER": lambda: (
            w.mobile(r.choice([0, 0, 1, 2, 3, 4]))
            if r.random() < 0.75
            else w.landline(r.choice([0, 1, 3]))
        ),
        "ADDRESS": lambda: w.address(r.choice([0, 1, 3, 4])),
        "CN_RESIDENT_ID": w.resident,
        "TW_NATIONAL_ID": w.taiwan,
        "HK_ID_CARD": w.hongkong,
        "US_SSN": w.ssn,
        "UK_NINO": w.nino,
        "IBAN_CODE": w.iban,
        "CREDIT_CARD": lambda: w.card(r.random() < 0.5),
        "EMAIL_ADDRESS": w.email,
        "CN_VEHICLE_PLATE": w.plate,
        "WECHAT_ID": lambda: r.choice(
            [f"wxid_{w.latin()}{w.digits(8)}", f"{w.latin()}{w.digits(4)}"]
        ),
        "QQ_NUMBER": lambda: w.digits(9, "123456789"),
        "IP_ADDRESS": w.ip,
        "DATE_OF_BIRTH": lambda: w.date(1945, 2006, birth),
        "CREDENTIAL": lambda: w.latin().capitalize() + "@" + w.digits(4),
    }
    return makers[entity]()


def note(w):
    """A text and its spans (start, end, entity)."""
    templates = TEMPLATES[w.language]
    template = w.random.choice(templates[w.half :: 2])
    text, spans, at = "", [], 0
    for slot in SLOT.finditer(template):
        text += template[at : slot.start()]
        value = filling(slot[1], w)
        spans.append((len(text), len(text) + len(value), slot[1]))
        text, at = text + value, slot.end()
    return text + template[at:], spans


@cache
def texts(language, half):
    """Notes with personal data, and a quarter without any."""
    w = World(language, half, "texts")
    return [note(w) if w.random.random() < 0.75 else (w.pick("quiet"), []) for _ in range(TEXTS)]
