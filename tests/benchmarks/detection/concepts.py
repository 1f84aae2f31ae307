"""What a column can be: its right answers, and how its cells are made.

A concept: entities that count as right (the first is the convention), whether it is personal,
whether the cells alone can tell it (a code 1/2 is a gender by its header only), and a maker:
world -> a function that gives a cell. `None` is right for what is not personal.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Concept:
    right: tuple
    personal: bool
    bare: bool
    make: object


def one(entity, make, *, bare=True, also=(), personal=True):
    return Concept((entity, *also), personal, bare, make)


def no(make, *also):
    """Not personal; `also`: entities that may be named so long as `personal` is not said."""
    return Concept((None, *also), False, True, make)


def listed(key):
    return lambda w: lambda: w.pick(key)


def formed(method, forms, **more):
    """One form for the whole column, now and then a mix of two."""

    def maker(w):
        first, second = w.random.choice(forms), w.random.choice(forms)
        mixed = w.random.random() < 0.3
        call = getattr(w, method)
        return lambda: call(second if mixed and w.random.random() < 0.3 else first, **more)

    return maker


def call(method, *args):
    return lambda w: lambda: getattr(w, method)(*args)


def number(lo, hi, digits=0, text="{}"):
    def maker(w):
        def cell():
            value = w.random.uniform(lo, hi)
            return text.format(round(value) if digits == 0 else f"{value:.{digits}f}")

        return cell

    return maker


def code(text):
    """`#` a digit, `@` a capital, `%` a hex digit, `$` counts up."""

    def maker(w):
        at = [w.random.randint(1000, 9000)]

        def cell():
            at[0] += 1
            made = {
                "#": lambda: w.digits(1),
                "@": lambda: w.letters(1),
                "%": lambda: w.random.choice("0123456789abcdef"),
                "$": lambda: str(at[0]),
            }
            return "".join(made[c]() if c in made else c for c in text)

        return cell

    return maker


def among(*texts):
    return lambda w: (lambda words: lambda: w.random.choice(words))(
        w.random.choice(texts).split("|")
    )


def birth(w):
    form = w.random.choice(
        [0, 1, 2, 4]
        if w.language == "zh-Hans"
        else [0, 1, 6, 6]
        if w.language == "zh-Hant"
        else [0, 3, 5, 7]
    )
    return lambda: w.date(1945, 2006, form)


def masked(kind):
    def maker(w):
        def cell():
            if kind == "name":
                name = w.name()
                return (
                    name[0] + "*" * (len(name) - 1)
                    if w.language != "en"
                    else f"{name[0]}*** {name.split()[-1][0]}***"
                )
            text = {
                "phone": w.mobile,
                "id": w.taiwan if w.language == "zh-Hant" else w.resident,
                "card": w.card,
                "mail": w.email,
                "ssn": w.ssn,
            }[kind]()
            if kind == "mail":
                return text[0] + "***" + text[text.index("@") :]
            if kind == "ssn":
                return "***-**-" + text[-4:]
            keep = {"phone": (3, 4), "id": (3, 3), "card": (4, 4)}[kind]
            return text[: keep[0]] + "*" * (len(text) - sum(keep)) + text[-keep[1] :]

        return cell

    return maker


def resident(w):
    wrong = w.random.random() < 0.25
    old = w.random.random() < 0.3
    low = w.random.random() < 0.3

    def cell():
        if old and w.random.random() < 0.3:
            return w.resident15()
        text = w.resident(wrong)
        return text.lower() if low else text

    return cell


def card(w):
    spaced = w.random.random() < 0.4
    return lambda: w.card(spaced)


def quiet(w):
    return lambda: w.pick("quiet")


def notes(w):
    from texts import note

    return lambda: note(w)[0] if w.random.random() < 0.5 else w.pick("quiet")


def rare_notes(w):
    from texts import note

    return lambda: note(w)[0] if w.random.random() < 0.06 else w.pick("quiet")


def rare_phone(w):
    return lambda: w.mobile() if w.random.random() < 0.05 else w.pick("quiet")


def contact(w):
    gap = (
        w.random.choice([" ", "/", "，", ""])
        if w.language != "en"
        else w.random.choice([" / ", ", ", " "])
    )
    return lambda: f"{w.name()}{gap}{w.mobile()}"


def relation(w):
    return lambda: (
        w.name()
        + w.random.choice(
            {
                "zh-Hans": ["（父亲）", "（配偶）", "(母)"],
                "zh-Hant": ["（父）", "（配偶）", "(母)"],
                "en": [" (mother)", " (spouse)", " (friend)"],
            }[w.language]
        )
    )


def gender(w):
    words = {
        "zh-Hans": ["男|女", "男|女", "先生|女士"],
        "zh-Hant": ["男|女", "先生|小姐", "男性|女性"],
        "en": ["M|F", "Male|Female", "male|female|other", "F|M|X"],
    }
    return among(*words[w.language])(w)


def log(w):
    parts = [
        "GET /api/v2/items 200 {n}ms",
        "worker {n} restarted after 3 retries",
        "cache miss for key sku:{n}",
        "job sync-{n} finished in 1.{n}s",
        "ERROR timeout on queue orders, offset {n}",
    ]
    return lambda: w.random.choice(parts).format(n=w.digits(3, "123456789"))


def version(w):
    return lambda: ".".join(str(w.random.randint(0, hi)) for hi in (12, 20, 30, 99))


def order_by_date(w):
    return lambda: w.date(2022, 2025, 2) + w.digits(w.tail)


P, N = one, no
CONCEPTS = {
    "name": P(
        "PERSON",
        lambda w: (lambda f: lambda: w.name(f))(
            w.random.choice([0, 0, 0, 1, 2, 3, 4]) if w.language == "en" else 0
        ),
    ),
    "surname": P("PERSON", call("surname"), bare=False),
    "given": P("PERSON", call("given"), bare=False),
    "name_masked": P("PERSON", masked("name")),
    "emergency": P("PERSON", relation),
    "contact": P("PERSON", contact, also=("PHONE_NUMBER", "FREE_TEXT_PII")),
    "mobile": P("PHONE_NUMBER", formed("mobile", [0, 0, 1, 2, 3, 4])),
    "mobile_masked": P("PHONE_NUMBER", masked("phone")),
    "landline": P("PHONE_NUMBER", formed("landline", [0, 1, 2, 3])),
    "email": P("EMAIL_ADDRESS", call("email")),
    "email_masked": P("EMAIL_ADDRESS", masked("mail")),
    "cnid": P("CN_RESIDENT_ID", resident),
    "cnid_masked": P("CN_RESIDENT_ID", masked("id"), also=("TW_NATIONAL_ID",)),
    "twid": P("TW_NATIONAL_ID", call("taiwan")),
    "hkid": P("HK_ID_CARD", call("hongkong")),
    "ssn": P("US_SSN", call("ssn")),
    "ssn_masked": P("US_SSN", masked("ssn")),
    "nino": P("UK_NINO", call("nino")),
    "nhs": P("UK_NHS", call("nhs")),
    "passport": P("CN_PASSPORT", code("E########")),
    "permit": P("CN_TRAVEL_PERMIT", lambda w: lambda: w.random.choice("HM") + w.digits(8)),
    "card": P("CREDIT_CARD", card),
    "card_masked": P("CREDIT_CARD", masked("card")),
    "account": P(
        "BANK_ACCOUNT",
        lambda w: lambda: w.digits({"zh-Hans": 17, "zh-Hant": 14, "en": 8}[w.language]),
        bare=False,
        also=("CREDIT_CARD",),
    ),
    "iban": P("IBAN_CODE", call("iban")),
    "address": P("ADDRESS", formed("address", [0, 0, 1, 2, 3, 4])),
    "city": P("ADDRESS", listed("cities"), bare=False, also=("LOCATION",)),
    "postcode": P(
        "ADDRESS",
        lambda w: lambda: w.digits(6 if w.language == "zh-Hans" else 5, "123456789"),
        bare=False,
    ),
    "birth": P("DATE_OF_BIRTH", birth),
    "age": P("AGE", number(16, 92), bare=False),
    "gender": P("GENDER", gender),
    "gender_code": P("GENDER", among("1|2", "0|1"), bare=False),
    "plate": P("CN_VEHICLE_PLATE", call("plate")),
    "wechat": P(
        "WECHAT_ID",
        lambda w: (
            lambda: w.random.choice([f"wxid_{w.digits(1)}{w.latin()}{w.digits(8)}", w.handle()])
        ),
        bare=False,
    ),
    "openid": P(
        "WECHAT_ID",
        lambda w: (
            lambda: "oX" + "".join(w.random.choices("abcdefghijkLMNOPQRSTUVwxyz0123456789_-", k=26))
        ),
        bare=False,
    ),
    "qq": P(
        "QQ_NUMBER",
        lambda w: lambda: w.digits(w.random.choice([8, 9, 10]), "123456789"),
        bare=False,
    ),
    "imei": P("IMEI", call("imei")),
    "ip": P("IP_ADDRESS", call("ip")),
    "mac": P("MAC_ADDRESS", call("mac")),
    "lat": P("GEO_COORDINATE", call("geo", "lat"), bare=False),
    "lng": P("GEO_COORDINATE", call("geo", "lng"), bare=False),
    "diagnosis": P("HEALTH", listed("diagnoses")),
    "blood": P("HEALTH", among("A|B|O|AB", "A型|B型|O型|AB型", "A+|B+|O+|AB+|O-"), bare=False),
    "bmi": P("HEALTH", number(17, 35, 1), bare=False),
    "pressure": P(
        "HEALTH",
        lambda w: lambda: f"{w.random.randint(95, 170)}/{w.random.randint(58, 105)}",
        bare=False,
    ),
    "religion": P("RELIGION", listed("religions")),
    "ethnicity": P("ETHNICITY", listed("ethnic")),
    "political": P("POLITICAL", listed("political")),
    "hash": P("CREDENTIAL", code("$2b$12$" + "%" * 40), bare=False),
    "password": P(
        "CREDENTIAL",
        lambda w: lambda: w.handle() + w.random.choice(["!", "@1", "#88", "Aa1"]),
        bare=False,
    ),
    "member": P("CUSTOMER_ID", code("M#######"), bare=False),
    "staff": P("CUSTOMER_ID", code("$"), bare=False),
    "salary": P("SALARY", number(3800, 68000, 0), bare=False),
    "job": P("OCCUPATION", listed("jobs"), bare=False),
    "employer": N(listed("companies"), "ORGANIZATION"),
    "uscc": N(
        lambda w: (
            lambda: (
                "91"
                + w.digits(6)
                + "MA"
                + w.letters(1)
                .replace("I", "A")
                .replace("O", "B")
                .replace("S", "C")
                .replace("V", "D")
                .replace("Z", "E")
                + w.digits(7)
            )
        ),
        "CN_USCC",
    ),
    "avatar": P(
        "URL", lambda w: lambda: f"https://cdn.example.com/avatar/{w.digits(7)}.jpg", bare=False
    ),
    "notes": P("FREE_TEXT_PII", notes),
    "rare_notes": P("FREE_TEXT_PII", rare_notes),
    "rare_phone": P("FREE_TEXT_PII", rare_phone, also=("PHONE_NUMBER",)),
    # nothing personal in itself
    "order11": N(lambda w: lambda: w.digits(11, "12345")),
    "sku16": N(code("690#############")),
    "sku13": N(code("69###########")),
    "track": N(lambda w: lambda: w.random.choice(["SF", "YT", "JD", "1Z"]) + w.digits(13)),
    "track18": N(lambda w: lambda: w.digits(18, "3478")),
    "orderdate": N(
        lambda w: (setattr(w, "tail", w.random.choice([6, 8, 10])), order_by_date(w))[1]
    ),
    "serial": N(code("SN@@########")),
    "ref9": N(lambda w: lambda: w.digits(9, "123456789")),
    "ref10": N(lambda w: lambda: w.digits(10, "123456789")),
    "running": N(code("$")),
    "uuid": N(code("%%%%%%%%-%%%%-4%%%-a%%%-%%%%%%%%%%%%")),
    "commit": N(code("%" * 40)),
    "batch": N(code("B2024#####@")),
    "invoice": N(code("0########")),
    "amount": N(number(3, 9000, 2), "TRANSACTION"),
    "quantity": N(number(1, 60)),
    "weight": N(number(0.1, 45, 2)),
    "percent": N(number(0, 100, 1, "{}%")),
    "score": N(number(1, 5)),
    "sensor": N(number(18, 41, 1)),
    "ratio": N(number(-3, 3, 4)),
    "version": N(version),
    "product": N(listed("products")),
    "colour": N(listed("colours")),
    "category": N(listed("categories")),
    "status": N(listed("status")),
    "department": N(listed("departments")),
    "course": N(listed("courses")),
    "company": N(listed("companies"), "ORGANIZATION"),
    "created": N(
        lambda w: (lambda f: lambda: w.date(2019, 2025, f, True))(w.random.choice([0, 1]))
    ),
    "day": N(lambda w: (lambda f: lambda: w.date(2019, 2025, f))(w.random.choice([0, 1, 2, 3]))),
    "year": N(number(1950, 2024)),
    "flag": N(among("Y|N", "0|1", "true|false", "是|否")),
    "pay": N(among("支付宝|微信|银行卡", "Alipay|Visa|Cash", "LINE Pay|信用卡|現金")),
    "currency": N(among("CNY|USD|HKD|TWD|GBP")),
    "quiet": N(quiet),
    "log": N(log),
    "page": N(lambda w: lambda: f"https://shop.example.com/item/{w.digits(6)}.html", "URL"),
    "room": N(code("@-###")),
    "size": N(among("S|M|L|XL|XXL", "36|37|38|39|40|41")),
    "model": N(among("iPhone 13|Mate 60 Pro|Galaxy S23|Redmi K70|Pixel 8")),
    "mailstate": N(among("verified|bounced|unsubscribed", "已验证|未验证|退订")),
    "latency": N(number(1, 900, 3)),
    "block": N(
        lambda w: lambda: f"10.{w.random.randint(0, 40)}.{w.random.randint(0, 255)}.0/24",
        "IP_ADDRESS",
    ),
    "hotline": Concept(
        ("PHONE_NUMBER", None),
        False,
        True,
        lambda w: lambda: w.random.choice(["400", "800"]) + "-" + w.digits(3) + "-" + w.digits(4),
    ),
}
