"""Invented persons and their data in three languages; apart from everything the detector knows."""

import random
import string
from pathlib import Path

import yaml

LISTS = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))


class World:
    """What one language's tables are filled with; `half` 0 for development, 1 held out."""

    def __init__(self, language, half, seed):
        self.language, self.half = language, half
        self.random = random.Random(f"{language} {half} {seed}")
        self.lists = {}
        for key, text in LISTS[language].items():
            words = text.split("|") if "|" in text else text.split()
            self.lists[key] = words[half::2] if len(words) >= 16 else words
        if half and language == "en":
            # Names that were written after the detector's lists had been lengthened.
            self.lists["first"], self.lists["last"] = (
                LISTS["en"][k].split() for k in ("first_held", "last_held")
            )

    def pick(self, key):
        return self.random.choice(self.lists[key])

    def digits(self, n, first=string.digits):
        rest = "".join(self.random.choices(string.digits, k=n - 1))
        return self.random.choice(first) + rest

    def letters(self, n):
        return "".join(self.random.choices(string.ascii_uppercase, k=n))

    # names ------------------------------------------------------------------------------------
    def surname(self):
        return self.pick("last" if self.language == "en" else "surnames")

    def given(self):
        return self.pick("first" if self.language == "en" else "given")

    def name(self, form=0):
        last, first = self.surname(), self.given()
        if self.language != "en":
            return last + first
        return (
            f"{first} {last}",
            f"{last}, {first}",
            f"{first} {self.letters(1)}. {last}",
            f"{self.random.choice(['Mr', 'Mrs', 'Ms', 'Dr'])}. {first} {last}",
            f"{first} {last}".upper(),
        )[form]

    # telephones -------------------------------------------------------------------------------
    def mobile(self, form=0):
        r = self.random
        if self.language == "zh-Hans":
            n = r.choice(
                [
                    "135",
                    "138",
                    "139",
                    "150",
                    "158",
                    "159",
                    "176",
                    "177",
                    "185",
                    "186",
                    "188",
                    "189",
                    "191",
                    "198",
                ]
            )
            n += self.digits(8)
            return (
                n,
                f"+86 {n}",
                f"{n[:3]} {n[3:7]} {n[7:]}",
                f"86-{n}",
                f"{n[:3]}-{n[3:7]}-{n[7:]}",
            )[form]
        if self.language == "zh-Hant":
            n = "09" + self.digits(8)
            hk = self.digits(8, "569")
            return (
                n,
                f"+886 {n[1:4]} {n[4:7]} {n[7:]}",
                f"{n[:4]}-{n[4:7]}-{n[7:]}",
                f"+852 {hk[:4]} {hk[4:]}",
                f"{n[:4]} {n[4:]}",
            )[form]
        a, b, c = self.digits(3, "23456789"), self.digits(3, "23456789"), self.digits(4)
        uk = "07" + self.digits(9)
        return (
            f"({a}) {b}-{c}",
            f"{a}-{b}-{c}",
            f"+1 {a} {b} {c}",
            f"{uk[:5]} {uk[5:]}",
            f"+44 {uk[1:5]} {uk[5:]}",
        )[form]

    def landline(self, form=0):
        r = self.random
        if self.language == "zh-Hans":
            area = r.choice(["010", "021", "025", "028", "0755", "0757", "0311", "0595"])
            n = self.digits(8, "2345678")
            return (f"{area}-{n}", f"({area}){n}", f"{area} {n}转{self.digits(3)}", f"{area}{n}")[
                form % 4
            ]
        if self.language == "zh-Hant":
            n = self.digits(8, "2345678")
            return (
                f"(02){n}",
                f"02-{n[:4]}-{n[4:]}",
                f"(04) {n[:4]}-{n[4:]}",
                f"02{n}#{self.digits(3)}",
            )[form % 4]
        n = self.digits(8, "2345678")
        return (
            f"020 {n[:4]} {n[4:]}",
            f"0161 {n[:3]} {n[3:7]}",
            f"({n[:3]}) {n[3:6]}-{n[6:]}12 x{self.digits(3)}",
            f"+44 20 {n[:4]} {n[4:]}",
        )[form % 4]

    # documents --------------------------------------------------------------------------------
    def birth(self, lo=1945, hi=2006):
        r = self.random
        return r.randint(lo, hi), r.randint(1, 12), r.randint(1, 28)

    def resident(self, wrong=False):
        y, m, d = self.birth()
        head = self.random.choice(
            [
                "110105",
                "320102",
                "440604",
                "510107",
                "130108",
                "350502",
                "410305",
                "210204",
                "370705",
                "450203",
            ]
        )
        body = f"{head}{y}{m:02}{d:02}{self.digits(3)}"
        at = (
            sum(
                int(c) * w
                for c, w in zip(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
            )
            % 11
        )
        return body + ("10X98765432"[(at + wrong) % 11])

    def resident15(self):
        y, m, d = self.birth(1945, 1985)
        return f"320102{y % 100:02}{m:02}{d:02}{self.digits(3)}"

    def taiwan(self):
        order = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
        body = self.random.choice(order) + self.random.choice("12") + self.digits(7)
        at = order.index(body[0]) + 10
        values = [at // 10, at % 10, *map(int, body[1:])]
        total = sum(v * w for v, w in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1)))
        return body + str(-total % 10)

    def hongkong(self):
        body = self.random.choice("ABCDEGHKMPRYZ") + self.digits(6)
        total = (
            36 * 9
            + (ord(body[0]) - 55) * 8
            + sum(int(c) * w for c, w in zip(body[1:], range(7, 1, -1)))
        )
        check = -total % 11
        return f"{body}({'A' if check == 10 else check})"

    def ssn(self):
        return f"{self.random.randint(1, 665):03}-{self.random.randint(1, 99):02}-{self.random.randint(1, 9999):04}"

    def nino(self):
        r = self.random
        text = (
            r.choice("ABCEGHJKLMNPRSTWXYZ")
            + r.choice("ABCEGHJKLMNPRSTWXYZ")
            + self.digits(6)
            + r.choice("ABCD")
        )
        return (
            text if not text.startswith(("GB", "NK", "TN", "ZZ", "KN", "NT")) else "AB" + text[2:]
        )

    def nhs(self):
        while True:
            body = self.digits(9, "46")
            check = (11 - sum(int(c) * w for c, w in zip(body, range(10, 1, -1))) % 11) % 11
            if check < 10:
                return f"{body[:3]} {body[3:6]} {body[6:]}{check}"

    def card(self, spaced=False):
        head = self.random.choice(
            ["622202", "621700", "622848", "625965", "6217"]
            if self.language == "zh-Hans"
            else ["4539", "4916", "5412", "5234", "4024"]
        )
        length = 19 if head[:2] == "62" and self.random.random() < 0.5 else 16
        body = head + self.digits(length - len(head) - 1)
        total = sum(
            sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(body[::-1])
        )
        n = body + str(-total % 10)
        return " ".join(n[i : i + 4] for i in range(0, len(n), 4)) if spaced else n

    def iban(self):
        country, length = self.random.choice([("GB", 22), ("DE", 22), ("FR", 27), ("NL", 18)])
        bank = {"GB": self.letters(4), "NL": self.letters(4)}.get(country, "")
        body = bank + self.digits(length - 4 - len(bank))
        number = "".join(str(int(c, 36)) for c in f"{body}{country}00")
        return f"{country}{98 - int(number) % 97:02}{body}"

    def plate(self):
        if self.language == "zh-Hans":
            return (
                self.random.choice("苏川粤冀闽豫贵桂")
                + self.random.choice("ABCDEF")
                + self.random.choice(["", "·"])
                + self.digits(2)
                + self.random.choice("ABCDEFGHJKLMNPQRSTUVWXYZ")
                + self.digits(2)
            )
        return f"{self.letters(3)}-{self.digits(4)}"

    # places, net ------------------------------------------------------------------------------
    def address(self, form=0):
        r = self.random
        if self.language == "zh-Hans":
            i = r.randrange(len(self.lists["cities"]))
            p, c, d = (self.lists[k][i] for k in ("provinces", "cities", "districts"))
            road, no = self.pick("roads"), r.randint(1, 399)
            end = f"{self.pick('estates')}{r.randint(1, 30)}栋{r.randint(1, 4)}单元{r.randint(101, 2804)}室"
            return (
                f"{p}{c}{d}{road}{no}号{end}",
                f"{c}{d}{road}{no}号",
                f"{d}{road}{no}号{end}",
                f"{p} {c} {d} {road}{no}号",
                f"{d}{self.pick('estates')}{r.randint(1, 30)}-{r.randint(1, 4)}-{r.randint(101, 2804)}",
            )[form]
        if self.language == "zh-Hant":
            i = r.randrange(len(self.lists["cities"]))
            c, d = self.lists["cities"][i], self.lists["districts"][i]
            road, no = self.pick("roads"), r.randint(1, 399)
            return (
                f"{c}{d}{road}{no}號{r.randint(2, 18)}樓",
                f"{self.digits(3, '12345678')}{c}{d}{road}{no}巷{r.randint(1, 40)}號",
                f"{c}{d}{road}{no}號之{r.randint(1, 9)}",
                f"{self.pick('hk')}{no}號{r.choice(['恒基', '海景', '富麗', '金鐘'])}大廈{r.randint(2, 30)}樓{self.letters(1)}室",
                f"{d}{road}{no}號",
            )[form]
        no, st = r.randint(1, 9899), f"{self.pick('streets')} {self.pick('types')}"
        return (
            f"{no} {st}",
            f"{no} {st}, {self.pick('cities')}, {self.pick('states')} {self.digits(5)}",
            f"Flat {r.randint(1, 40)}, {no % 200 + 1} {st}, {self.pick('cities')}",
            f"{no} {st} Apt {r.randint(1, 60)}{self.letters(1)}",
            f"{no % 300 + 1} {st}, {self.pick('cities')} {self.letters(2)}{self.digits(1, '123456789')} {self.digits(1)}{self.letters(2)}",
        )[form]

    def latin(self):
        return self.random.choice(
            [
                "wang",
                "li",
                "zhang",
                "chen",
                "lin",
                "huang",
                "wu",
                "liu",
                "smith",
                "okafor",
                "priya",
                "mateo",
                "hugo",
                "greta",
                "yang",
                "tsai",
                "hsu",
                "chan",
            ]
        )

    def handle(self):
        r = self.random
        return r.choice(
            [
                f"{self.latin()}{self.digits(3)}",
                f"{self.latin()}.{self.latin()}",
                f"{self.latin()}_{r.randint(70, 99)}",
                f"{self.letters(1).lower()}{self.latin()}",
            ]
        )

    def email(self):
        host = [
            "qq.com",
            "163.com",
            "foxmail.com",
            "sina.cn",
            "gmail.com",
            "yahoo.com.tw",
            "hotmail.com",
            "outlook.com",
            "icloud.com",
            "btinternet.com",
            "northgate-log.co.uk",
            "univ.edu.tw",
        ]
        return f"{self.handle()}@{self.random.choice(host)}"

    def ip(self):
        return ".".join(str(self.random.randint(1, 254)) for _ in range(4))

    def mac(self):
        return ":".join(f"{self.random.randint(0, 255):02x}" for _ in range(6))

    def imei(self):
        body = "35" + self.digits(12)
        total = sum(
            sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(body[::-1])
        )
        return body + str(-total % 10)

    def geo(self, axis):
        lo, hi = {"zh-Hans": (24, 40), "zh-Hant": (22.1, 25.2), "en": (33, 57)}[self.language]
        if axis == "lat":
            return f"{self.random.uniform(lo, hi):.6f}"
        lo, hi = {"zh-Hans": (104, 121), "zh-Hant": (120.1, 121.9), "en": (-122, 2)}[self.language]
        return f"{self.random.uniform(lo, hi):.6f}"

    def date(self, lo=2019, hi=2025, form=0, time=False):
        y, m, d = self.birth(lo, hi)
        text = (
            f"{y}-{m:02}-{d:02}",
            f"{y}/{m}/{d}",
            f"{y}{m:02}{d:02}",
            f"{d:02}/{m:02}/{y}",
            f"{y}年{m}月{d}日",
            f"{m}/{d}/{y}",
            f"{y - 1911}/{m:02}/{d:02}",
            f"{d} {['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][m - 1]} {y}",
        )[form]
        return (
            f"{text} {self.random.randint(0, 23):02}:{self.random.randint(0, 59):02}:{self.random.randint(0, 59):02}"
            if time
            else text
        )
