"""The cells of the wild tables, in three languages; apart from everything the detector knows."""

import random
import string
from pathlib import Path

import yaml

PARTS = ("a", "b")


def load(name):
    return yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))


WORDS, KIND = load("wild_words.yaml"), load("wild.yaml")
ENTITY = {
    maker: right.split()[0]
    for group in ("personal", "not_personal", "undecided")
    for right, makers in KIND[group].items()
    for maker in makers.split()
}


def mod(body, weights, m):
    return sum(int(c) * w for c, w in zip(body, weights)) % m


def luhn(body):
    total = sum(sum(divmod(int(c) * (2 - i % 2), 10)) for i, c in enumerate(body[::-1]))
    return body + str(-total % 10)


class Wild:
    """Makers of cells; `lang` is zh-Hans, zh-Hant or en."""

    def __init__(self, lang, part, seed):
        self.lang, self.r = lang, random.Random(f"wild {lang} {part} {seed}")
        self.w = {k: self._half(v, part) for k, v in WORDS[lang].items()}
        self.w |= {k: self._half(v, part) for k, v in WORDS["all"].items()}
        self.serial = self.r.randint(10_000, 90_000)
        self.form = self.r.random()

    @staticmethod
    def _half(text, part):
        words = [w.strip() for w in (text.split("|") if "|" in text else text.split())]
        return words if len(words) < 24 else words[PARTS.index(part) :: 2]

    def pick(self, key):
        return self.r.choice(self.w[key])

    def d(self, n, first=string.digits):
        return self.r.choice(first) + "".join(self.r.choices(string.digits, k=n - 1))

    def fill(self, form):
        """`#` digit, `@` capital, `%` hex, `~` small letter, `$` counting up."""
        self.serial += 1
        return "".join(
            {
                "#": lambda: self.d(1),
                "@": lambda: self.r.choice(string.ascii_uppercase),
                "%": lambda: self.r.choice("0123456789abcdef"),
                "~": lambda: self.r.choice(string.ascii_lowercase),
                "$": lambda: str(self.serial),
            }.get(c, lambda c=c: c)()
            for c in form
        )

    def one(self, *forms):
        """One of several forms, the same for a whole column."""
        return forms[int(self.form * len(forms)) % len(forms)]

    # persons ------------------------------------------------------------------------------------
    def sur(self):
        return self.pick("sur")

    def giv(self):
        return self.pick("giv")

    def name(self):
        if self.lang != "en":
            return self.sur() + self.giv()
        middle = f" {self.fill('@')}." if self.r.random() < 0.15 else ""
        tail = self.r.choice([" Jr.", " III"]) if self.r.random() < 0.03 else ""
        return f"{self.giv()}{middle} {self.sur()}{tail}"

    def name_en(self):
        return f"{self.pick('given_intl')} {self.pick('sur_intl')}"

    def name_up(self):
        return f"{self.sur()}, {self.giv()}".upper() if self.lang == "en" else self.roman().upper()

    def name_rev(self):
        return f"{self.sur()}, {self.giv()}" if self.lang == "en" else self.roman()

    def roman(self):
        return f"{self.pick('sur_roman')} {self.pick('giv_roman')}"

    def name_mix(self):
        return self.r.choice([self.name, self.roman, self.name_en])()

    def name_mask(self):
        if self.lang == "en":
            return (
                f"{self.giv()[0]}**** {self.sur()}"
                if self.form < 0.5
                else f"{self.giv()} {self.sur()[0]}."
            )
        s, g = self.sur(), self.giv()
        return self.one(s + "*" * len(g), "*" * len(s) + g, s + "某" * len(g), s + "○" + g[1:])

    def titled(self):
        if self.lang == "en":
            return f"{self.r.choice(['Mr', 'Ms', 'Mrs', 'Dr'])} {self.sur()}"
        return self.sur() + self.r.choice(
            ["先生", "女士", "小姐" if self.lang == "zh-Hant" else "总"]
        )

    def relative(self):
        words = {
            "zh-Hans": "父亲 母亲 配偶 女儿 爷爷",
            "zh-Hant": "父親 母親 配偶 女兒 阿嬤",
            "en": "mother father wife son brother",
        }
        who = self.r.choice(words[self.lang].split())
        return self.one(f"{self.name()}({who})", f"{who}-{self.name()}", f"{self.name()}/{who}")

    # telephones ---------------------------------------------------------------------------------
    def bare_mob(self):
        if self.lang == "zh-Hans":
            return self.r.choice(
                [
                    "133",
                    "136",
                    "137",
                    "139",
                    "147",
                    "151",
                    "153",
                    "157",
                    "166",
                    "173",
                    "178",
                    "180",
                    "182",
                    "187",
                    "193",
                    "199",
                ]
            ) + self.d(8)
        if self.lang == "zh-Hant":
            return "09" + self.d(8)
        return self.d(1, "2346789") + self.d(2, "0123456789") + self.d(1, "23456789") + self.d(6)

    def mob(self):
        n = self.bare_mob()
        if self.lang == "zh-Hans":
            return self.one(n, f"{n[:3]}-{n[3:7]}-{n[7:]}", f"86{n}", f"+86-{n}", n)
        if self.lang == "zh-Hant":
            hk = self.d(8, "569")
            return self.one(
                n, f"{n[:4]}-{n[4:]}", f"+886{n[1:]}", f"{hk[:4]} {hk[4:]}", f"+852-{hk}"
            )
        uk = "07" + self.d(9, "345789")
        return self.one(
            f"({n[:3]}) {n[3:6]}-{n[6:]}",
            f"{n[:3]}.{n[3:6]}.{n[6:]}",
            f"+1{n}",
            f"{uk[:5]} {uk[5:8]} {uk[8:]}",
            f"+44 {uk[1:5]} {uk[5:]}",
        )

    def mob_mess(self):
        n = self.bare_mob()
        if self.lang == "en":
            return self.r.choice(
                [
                    f"1-{n[:3]}-{n[3:6]}-{n[6:]}",
                    f"{n[:3]} {n[3:6]} {n[6:]}",
                    f"({n[:3]}){n[3:6]}-{n[6:]}",
                    f"+1 ({n[:3]}) {n[3:6]}-{n[6:]}",
                    f"{n[:3]}-{n[3:6]}-{n[6:]} x{self.d(3)}",
                    f"tel: {n[:3]}-{n[3:6]}-{n[6:]}",
                ]
            )
        wide = n.translate({ord(c): ord(c) + 0xFEE0 for c in string.digits})
        if self.lang == "zh-Hant":
            return self.r.choice(
                [
                    wide,
                    f"{n[:4]} {n[4:7]} {n[7:]}",
                    f"'{n}",
                    f"+886-{n[1:4]}-{n[4:7]}-{n[7:]}",
                    f"(+886){n[1:]}",
                ]
            )
        return self.r.choice(
            [
                wide,
                f"+86 {n[:3]} {n[3:7]} {n[7:]}",
                f"'{n}",
                f"{n}.0",
                f"0086{n}",
                f"{n[:3]} {n[3:7]} {n[7:]}",
                f"{n}（微信同号）",
            ]
        )

    def mob2(self):
        return self.mob() + self.one("/", ";", " ", "、") + self.mob()

    def mob_mask(self):
        n = self.bare_mob()
        if self.lang == "en":
            return self.one(f"***-***-{n[6:]}", f"(***) ***-{n[6:]}", f"XXX-XXX-{n[6:]}")
        return self.one(f"{n[:3]}****{n[7:]}", f"{n[:3]}******{n[9:]}", f"{n[:3]}XXXX{n[7:]}")

    def tel(self):
        n = self.d(8, "2345678")
        if self.lang == "zh-Hans":
            a = self.r.choice(
                [
                    "010",
                    "020",
                    "022",
                    "023",
                    "027",
                    "029",
                    "0512",
                    "0571",
                    "0592",
                    "0769",
                    "0871",
                    "0931",
                ]
            )
            return self.one(f"{a}-{n}", f"({a}){n}", f"{a}－{n}", f"{a} {n}-{self.d(3)}", f"{n}")
        if self.lang == "zh-Hant":
            return self.one(
                f"(02) {n[:4]}-{n[4:]}",
                f"04-{n}",
                f"07-{n[:3]} {n[3:7]}",
                f"02-{n}#{self.d(3)}",
                f"2{n[1:4]} {n[4:]}",
            )
        n = self.bare_mob()
        return self.one(
            f"({n[:3]}) {n[3:6]}-{n[6:]} ext. {self.d(3)}",
            f"01{self.d(3, '2345')} {self.d(6)}",
            f"{n[:3]}-{n[3:6]}-{n[6:]}",
            f"020 7{self.d(3)} {self.d(4)}",
        )

    def tel_int(self):
        return self.r.choice(
            [
                lambda: f"+33 6 {self.d(2)} {self.d(2)} {self.d(2)} {self.d(2)}",
                lambda: f"+49 15{self.d(1)} {self.d(8)}",
                lambda: f"+65 9{self.d(3)} {self.d(4)}",
                lambda: f"+81-90-{self.d(4)}-{self.d(4)}",
                lambda: f"+61 4{self.d(2)} {self.d(3)} {self.d(3)}",
                lambda: f"+91 9{self.d(4)} {self.d(5)}",
                lambda: f"+1 (6{self.d(2)}) 5{self.d(2)}-{self.d(4)}",
                lambda: f"0044 7{self.d(3)} {self.d(6)}",
                lambda: f"+60 1{self.d(1)}-{self.d(3)} {self.d(4)}",
                lambda: f"+86 13{self.d(9)}",
                lambda: f"+852 6{self.d(7)}",
            ]
        )()

    # mail, net ----------------------------------------------------------------------------------
    def user(self):
        return (
            self.r.choice(
                [
                    f"{self.pick('giv_roman').lower()}.{self.pick('sur_roman').lower()}",
                    f"{self.pick('sur_roman').lower()}{self.d(3)}",
                    f"{self.pick('given_intl').lower()}{self.d(2)}",
                    f"{self.fill('~~~')}_{self.d(4)}",
                    self.d(9, "123456789"),
                ]
            )
            .replace(" ", "")
            .replace("'", "")
            .replace("-", "")
        )

    def mail(self):
        return f"{self.user()}@{self.pick('domains')}"

    def mail_up(self):
        return self.mail().upper()

    def mail_mask(self):
        m = self.mail()
        return self.one(
            f"{m[:2]}****@{m.split('@')[1]}",
            f"{m[0]}***{m.split('@')[0][-1]}@{m.split('@')[1]}",
            f"***@{m.split('@')[1]}",
        )

    def ip(self):
        return f"{self.r.choice([36, 58, 101, 113, 120, 183, 203, 218, 223, 92, 81, 24])}.{self.r.randint(1, 254)}.{self.r.randint(0, 255)}.{self.r.randint(1, 254)}"

    def ip6(self):
        return self.r.choice(
            [
                f"2408:8{self.fill('%%%')}:{self.fill('%%%%')}:{self.fill('%%%%')}::{self.fill('%%%')}",
                f"2001:db8:{self.fill('%%%')}::{self.fill('%%%%')}:{self.fill('%%')}",
                f"fe80::{self.fill('%%%%')}:{self.fill('%%%%')}:{self.fill('%%%%')}:{self.fill('%%%%')}",
            ]
        )

    def mac(self):
        s = self.one(":", "-")
        return s.join(self.fill("%%") for _ in range(6)).upper()

    def imei(self):
        return luhn("86" + self.d(12))

    # documents ----------------------------------------------------------------------------------
    def id(self, wrong=False):
        y, m, d = self.r.randint(1948, 2012), self.r.randint(1, 12), self.r.randint(1, 28)
        body = (
            self.r.choice(
                [
                    "110108",
                    "120104",
                    "330106",
                    "420111",
                    "430102",
                    "500103",
                    "610113",
                    "530102",
                    "340104",
                    "230103",
                    "350203",
                    "640104",
                ]
            )
            + f"{y}{m:02}{d:02}{self.d(3)}"
        )
        return (
            body
            + "10X98765432"[
                (mod(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), 11) + wrong) % 11
            ]
        )

    def id_bad(self):
        return self.id(self.r.random() < 0.9)

    def id_mix(self):
        n = self.id()
        return self.r.choice(
            [n, n.lower(), f"{n[:6]} {n[6:14]} {n[14:]}", n[:6] + n[8:17], f"'{n}", n + " "]
        )

    def id_mask(self):
        n = self.id()
        return self.one(
            n[:6] + "********" + n[-4:],
            n[:3] + "*" * 11 + n[-4:],
            n[:1] + "*" * 16 + n[-1:],
            n[:10] + "****" + n[-4:],
        )

    def hkid(self):
        body = self.r.choice("CDEGHKPRVYZ") + self.d(6)
        check = (
            -(
                36 * 9
                + (ord(body[0]) - 55) * 8
                + sum(int(c) * w for c, w in zip(body[1:], range(7, 1, -1)))
            )
            % 11
        )
        return f"{body}({'A' if check == 10 else check})"

    def _tw(self, body, values):
        return body + str(-sum(v * w for v, w in zip(values, (1, 9, 8, 7, 6, 5, 4, 3, 2, 1))) % 10)

    def twid(self, second="12"):
        order = "ABCDEFGHJKLMNPQRSTUVXYWZIO"
        body = self.r.choice("ABDEFHJNPQT") + self.r.choice(second) + self.d(7)
        at = order.index(body[0]) + 10
        return self._tw(body, [at // 10, at % 10, *map(int, body[1:])])

    def arc(self):
        return self.twid("89")

    def twid_mask(self):
        n = self.twid()
        return self.one(n[:4] + "****" + n[-2:], n[:3] + "*****" + n[-2:], n[:6] + "****")

    def moid(self):
        return f"{self.d(7, '157')}({self.d(1)})"

    def passport(self):
        if self.lang == "en":
            return self.d(9, "123456789") if self.form < 0.5 else self.fill("@########")
        return (
            self.r.choice(["E" + self.d(8), "EJ" + self.d(7)])
            if self.lang == "zh-Hans"
            else self.d(9, "3")
        )

    def permit(self):
        return self.r.choice("HM") + self.d(8) if self.form < 0.6 else "C" + self.d(8)

    def ssn(self):
        return (
            f"{self.r.randint(1, 665):03}-{self.r.randint(1, 99):02}-{self.r.randint(1, 9999):04}"
        )

    def ssn_bare(self):
        return self.ssn().replace("-", "")

    def ssn_mask(self):
        return self.one(f"XXX-XX-{self.d(4)}", f"***-**-{self.d(4)}", f"xxx-xx-{self.d(4)}")

    def nino(self):
        return self.one("", " ").join(
            [
                self.r.choice("ABCEHJKLMPRSTWXY") + self.r.choice("ABCEHJKLMPRSWXYZ"),
                self.d(2),
                self.d(2),
                self.d(2),
                self.r.choice("ABCD"),
            ]
        )

    def nhs(self):
        while True:
            body = self.d(9, "4679")
            check = 11 - mod(body, range(10, 1, -1), 11)
            if check != 10:
                n = body + str(check % 11)
                return self.one(n, f"{n[:3]} {n[3:6]} {n[6:]}", f"{n[:3]}-{n[3:6]}-{n[6:]}")

    def card(self):
        heads = {
            "zh-Hans": "621226 622588 621661 623058 625834",
            "zh-Hant": "4311 5520 3562 4579 552062",
            "en": "4147 4833 5199 5424 6011",
        }
        head = self.r.choice(heads[self.lang].split())
        n = luhn(
            head + self.d((19 if head[:2] == "62" and self.form < 0.5 else 16) - len(head) - 1)
        )
        return " ".join(n[i : i + 4] for i in range(0, len(n), 4)) if self.form > 0.7 else n

    def card_mask(self):
        n = self.card().replace(" ", "")
        return self.one(
            f"{n[:6]}******{n[-4:]}",
            f"**** **** **** {n[-4:]}",
            f"{n[:4]} **** **** {n[-4:]}",
            f"xxxx-xxxx-xxxx-{n[-4:]}",
        )

    def acct(self):
        return self.d({"zh-Hans": 19, "zh-Hant": 12, "en": 10}[self.lang], "123456789")

    def iban(self):
        c, n = self.r.choice([("GB", 22), ("DE", 22), ("ES", 24), ("IE", 22), ("IT", 27)])
        body = self.fill("@@@@") if c in ("GB", "IE") else self.fill("@") if c == "IT" else ""
        body += self.d(n - 4 - len(body))
        check = 98 - int("".join(str(int(x, 36)) for x in f"{body}{c}00")) % 97
        made = f"{c}{check:02}{body}"
        return " ".join(made[i : i + 4] for i in range(0, n, 4)) if self.form > 0.5 else made

    def plate(self):
        if self.lang == "zh-Hans":
            p = self.r.choice("京津沪渝鲁浙鄂湘陕云赣皖晋辽吉黑新")
            return (
                p
                + self.r.choice("ABCDEFGH")
                + self.r.choice(
                    [
                        self.fill("#@###"),
                        self.fill("#####"),
                        self.r.choice("DF") + self.d(5),
                        self.fill("##@##"),
                    ]
                )
                .replace("I", "J")
                .replace("O", "P")
            )
        if self.lang == "zh-Hant":
            return (
                self.one(self.fill("@@@-####"), self.fill("####-@@"), self.fill("@@ ####"))
                .replace("I", "K")
                .replace("O", "R")
            )
        return self.fill("@@## @@@") if self.form < 0.5 else self.fill("#@@@###")

    # places -------------------------------------------------------------------------------------
    def place(self):
        return self.pick("places").split("/")

    def city(self):
        p = self.place()
        return (
            self.one(p[0], p[1], p[0] + p[1]) if self.lang != "en" else self.one(p[0], p[0], p[1])
        )

    def zip(self):
        if self.lang == "en":
            return (
                self.d(5, "0123456789")
                if self.form < 0.6
                else self.fill("@@# #") + self.r.choice("ABDEFGHJ") + self.r.choice("LNPQRSTUW")
            )
        return (
            self.d(6, "1234567") if self.lang == "zh-Hans" else self.d(self.one(3, 5), "123456789")
        )

    def addr(self):
        p, road, n = self.place(), self.pick("roads"), self.r.randint(1, 480)
        f, room = self.r.randint(1, 33), self.r.randint(1, 12)
        if self.lang == "zh-Hans":
            full = "".join(p)
            return self.r.choice(
                [
                    f"{full}{road}{n}号{self.pick('estates')}{room}幢{f}0{room % 4 + 1}",
                    f"{full} {road} {n}号院{room}号楼{f}单元{f}02室",
                    f"{p[-1]}{self.pick('estates')}{room}-{f}-{f}01",
                    f"{full}{self.pick('towns')}{self.pick('villages')}村{room}组{n}号",
                    f"{p[-2]}{p[-1]}{road}与{self.pick('roads')}交叉口{self.pick('estates')}{room}号楼{f}层",
                    f"{full}{road}{n}弄{room}号{f}03室",
                ]
            )
        if self.lang == "zh-Hant":
            if self.form < 0.3:
                return self.r.choice(
                    [
                        f"{self.pick('hk_area')}{self.pick('hk_road')}{n}號{self.pick('hk_estate')}{f}樓{self.fill('@')}室",
                        f"{self.pick('hk_area')}{self.pick('hk_estate')}{room}座{f}樓{room}室",
                        f"Flat {self.fill('@')}, {f}/F, {self.pick('hk_en')}, {n} {self.pick('hk_road_en')}, Kowloon",
                    ]
                )
            return self.r.choice(
                [
                    f"{''.join(p)}{road}{n}號{f % 9 + 1}樓",
                    f"{self.d(3)}{''.join(p)}{road}{room}段{n}巷{room}弄{f}號{f % 9 + 2}樓之{room}",
                    f"{''.join(p)}{self.pick('villages')}里{room}鄰{road}{n}號",
                    f"{p[0]}{p[1]}{road}{n}之{room}號",
                ]
            )
        return self.r.choice(
            [
                f"{n} {road}, {p[0]}, {p[1]} {self.d(5)}",
                f"{n * 7} {self.r.choice('NSEW')} {road} Apt {room}{self.fill('@')}, {p[0]} {p[1]}",
                f"Flat {room}, {n} {road}, {p[0]}",
                f"{n} {road} #{f}0{room}",
                f"PO Box {n}, {p[0]}, {p[1]}",
                f"Unit {room}, {n} {road}, {p[0]}",
                f"{n}{self.fill('@')} {road}",
            ]
        )

    def addr_mask(self):
        p = self.place()
        return f"{''.join(p)}******" if self.lang != "en" else f"*** {self.pick('roads')}, {p[0]}"

    def lat(self):
        return f"{self.r.uniform(22.1, 40.9):.6f}"

    def lng(self):
        return (
            f"{self.r.uniform(100.2, 121.9):.6f}"
            if self.lang != "en"
            else f"{self.r.uniform(-122.4, -71.0):.6f}"
        )

    def latlng(self):
        return f"{self.lat()},{self.lng()}"

    # traits -------------------------------------------------------------------------------------
    def dob(self):
        y, m, d = self.r.randint(1938, 2009), self.r.randint(1, 12), self.r.randint(1, 28)
        if self.lang == "zh-Hans":
            return self.one(
                f"{y}-{m:02}-{d:02}",
                f"{y}/{m}/{d}",
                f"{y}{m:02}{d:02}",
                f"{y}年{m}月{d}日",
                f"{y}.{m:02}.{d:02}",
            )
        if self.lang == "zh-Hant":
            roc = min(y, 2009) - 1911
            return self.one(
                f"{y}/{m:02}/{d:02}",
                f"民國{roc}年{m}月{d}日",
                f"{roc:03}{m:02}{d:02}",
                f"{roc}.{m:02}.{d:02}",
                f"{d:02}/{m:02}/{y}",
            )
        month = [
            "Jan",
            "Feb",
            "Mar",
            "Apr",
            "May",
            "Jun",
            "Jul",
            "Aug",
            "Sep",
            "Oct",
            "Nov",
            "Dec",
        ][m - 1]
        return self.one(
            f"{m:02}/{d:02}/{y}",
            f"{d:02}-{month}-{y}",
            f"{y}-{m:02}-{d:02}",
            f"{m}/{d}/{y % 100:02}",
            f"{month} {d}, {y}",
            f"{d:02}.{m:02}.{y}",
        )

    def dob_time(self):
        return (
            f"{self.r.randint(1945, 2005)}-{self.r.randint(1, 12):02}-{self.r.randint(1, 28):02}"
            + self.one(" 00:00:00", "T00:00:00", "T00:00:00.000Z")
        )

    def yob(self):
        return str(self.r.randint(1940, 2008))

    def age(self):
        n = self.r.randint(3, 89)
        return self.one(
            str(n),
            f"{n}",
            f"{n}岁" if self.lang == "zh-Hans" else f"{n}歲" if self.lang == "zh-Hant" else f"{n}y",
        )

    def age_band(self):
        return self.r.choice(
            self.one("18-24|25-34|35-44|45-54|55+", "<18|18-29|30-44|45-59|60+").split("|")
        )

    def sex(self):
        forms = {
            "zh-Hans": "男|女;男性|女性;男|女|未知",
            "zh-Hant": "男|女;先生|女士;生理男|生理女",
            "en": "M|F;Male|Female;MALE|FEMALE;man|woman|non-binary",
        }
        return self.r.choice(self.one(*forms[self.lang].split(";")).split("|"))

    def sex_code(self):
        return self.r.choice(self.one("12", "01", "129"))

    def diag(self):
        return self.pick("diag") + (
            self.r.choice(["", "", "?", " 待查"]) if self.lang == "zh-Hans" else ""
        )

    def icd(self):
        return self.r.choice(
            [
                "I10",
                "E11.9",
                "J18.901",
                "K29.5",
                "C34.1",
                "M51.2",
                "N18.5",
                "F32.9",
                "G43.9",
                "S82.2",
                "J45.9",
                "O80",
                "Z38.0",
                "L20.9",
            ]
        )

    def allergy(self):
        return self.pick("allergy")

    def blood(self):
        return self.r.choice(self.one("A B O AB", "A+ B+ O+ AB+ O-", "A型 B型 O型 AB型").split())

    def bp(self):
        return f"{self.r.randint(98, 165)}/{self.r.randint(60, 100)}"

    def temp_c(self):
        return f"{self.r.uniform(36, 39.4):.1f}" + self.one("", "℃")

    def bmi(self):
        return f"{self.r.uniform(17, 34):.1f}"

    def faith(self):
        return self.pick("faith")

    def eth(self):
        return self.pick("eth")

    def party(self):
        return self.pick("party")

    def job(self):
        return self.pick("job")

    def salary(self):
        n = self.r.randint(32, 480) * 250
        return self.one(
            f"{n}",
            f"{n:,}",
            f"{n}.00",
            f"${n:,}"
            if self.lang == "en"
            else f"¥{n:,}.00"
            if self.lang == "zh-Hans"
            else f"NT${n:,}",
        )

    def spend(self):
        return f"{self.r.uniform(20, 52000):.2f}"

    def likes(self):
        return ",".join(self.r.sample(self.w["likes"], 2))

    def bio(self):
        return self.one("FP_", "face-", "FMR:") + self.fill("%" * 40)

    def pwd(self):
        return self.r.choice(
            [
                self.fill("~~~~@###!"),
                self.pick("giv_roman").replace(" ", "").replace("-", "") + self.d(4),
                "P@ss" + self.d(4),
                self.fill("~~~####"),
                self.d(6),
            ]
        )

    def hash(self):
        return self.one(
            self.fill("%" * 32), self.fill("%" * 64), "$2a$10$" + self.fill("~#@" * 17) + "ab"
        )

    def token(self):
        return self.one(
            "sk_live_" + self.fill("~#@" * 8),
            "ghp_" + self.fill("~#@" * 12),
            "eyJhbGciOiJIUzI1NiJ9.eyJ" + self.fill("~@#" * 8) + "." + self.fill("~@#" * 9),
        )

    def wx(self):
        return self.r.choice(
            [
                f"wxid_{self.fill('~#~~##~~')}",
                self.pick("giv_roman").lower().replace(" ", "").replace("-", "") + self.d(4),
                f"{self.fill('~~~')}_{self.d(5)}",
            ]
        )

    def openid(self):
        return "o" + "".join(self.r.choices(string.ascii_letters + string.digits + "_-", k=27))

    def qq(self):
        return self.d(self.r.choice([8, 9, 9, 10]), "123456789")

    def cust(self):
        return self.fill(self.one("VIP$", "M000$", "10$7", "C-$", "U$#"))

    def staff(self):
        return self.fill(self.one("0$", "E$", "HR$", "$"))

    def height(self):
        return str(self.r.randint(148, 193))

    def device(self):
        return self.fill("%%%%%%%%-%%%%-4%%%-b%%%-%%%%%%%%%%%%")

    def id_any(self):
        return self.d(9, "123456789")

    def avatar(self):
        return f"https://{self.pick('domains')}/u/{self.d(6)}/head_{self.fill('%%%%')}.png"

    # two in one, texts --------------------------------------------------------------------------
    def name_mob(self):
        return self.name() + self.one(" ", "/", "-", ":", "") + self.mob()

    def all_addr(self):
        return self.one(" ", ", ", "，", ",").join([self.name(), self.mob(), self.addr()])

    def note(self):
        return self.template("notes")[0] if self.r.random() < 0.55 else self.pick("quiet")

    def note_rare(self):
        return self.template("notes")[0] if self.r.random() < 0.04 else self.pick("quiet")

    def phone_rare(self):
        return self.mob() if self.r.random() < 0.04 else self.pick("quiet")

    def id_rare(self):
        return self.id() if self.r.random() < 0.04 else self.pick("quiet")

    def mail_rare(self):
        return self.mail() if self.r.random() < 0.04 else self.pick("quiet")

    def template(self, key):
        """A text of the list with its slots filled, and the spans (start, end, entity)."""
        text, spans = "", []
        for n, part in enumerate(self.pick(key).replace("}", "{").split("{")):
            if n % 2:
                value = getattr(self, part)()
                spans.append((len(text), len(text) + len(value), ENTITY[part]))
                part = value
            text += part
        return text, spans

    # nothing personal ---------------------------------------------------------------------------
    shop_tel, shop_addr, shop_city, shop_lat, shop_lng = tel, addr, city, lat, lng
    an_age, an_sex, an_job, an_eth, an_pay, an_faith = age, sex, job, eth, salary, faith

    def an_city(self):
        return self.place()[0]

    def shop_mail(self):
        return f"{self.r.choice(['info', 'sales', 'contact', 'service', 'hr', 'office'])}@{self.fill('~~~~~~')}.com"

    def company(self):
        return self.pick("company")

    def hotline(self):
        return (
            self.one("400-", "800-") + f"{self.d(3)}-{self.d(4)}"
            if self.lang != "zh-Hant"
            else f"0800-{self.d(3)}-{self.d(3)}"
        )

    def host_ip(self):
        return f"10.{self.r.randint(0, 40)}.{self.r.randint(0, 255)}.{self.r.randint(1, 254)}"

    def url(self):
        return f"https://www.{self.pick('domains')}/{self.pick('slug')}/{self.d(5)}.html"

    def country(self):
        return self.pick("country")

    def uscc(self):
        a = "0123456789ABCDEFGHJKLMNPQRTUWXY"
        body = "91" + self.d(6, "1234") + "".join(self.r.choices(a, k=9))
        total = sum(
            a.index(c) * w
            for c, w in zip(body, (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28))
        )
        return body + a[-total % 31]

    def day(self):
        return self.one("{}-{:02}-{:02}", "{}/{}/{}", "{}{:02}{:02}").format(
            self.r.randint(2019, 2026), self.r.randint(1, 12), self.r.randint(1, 28)
        )

    def stamp(self):
        return f"{self.r.randint(2019, 2026)}-{self.r.randint(1, 12):02}-{self.r.randint(1, 28):02}{self.one(' ', 'T')}{self.r.randint(0, 23):02}:{self.r.randint(0, 59):02}:{self.r.randint(0, 59):02}"

    def epoch(self):
        return self.one(f"17{self.d(8)}", f"17{self.d(11)}", f"16{self.d(8)}.{self.d(3)}")

    def amount(self):
        n = self.r.uniform(0.5, 88000)
        return self.one(f"{n:.2f}", f"{n:,.2f}", f"¥{n:.2f}", f"-{n:.2f}")

    def qty(self):
        return str(self.r.randint(0, 1200))

    def small(self):
        return str(self.r.randint(1, 5))

    def pct(self):
        return self.one(
            f"{self.r.uniform(0, 100):.1f}%", f"{self.r.random():.4f}", f"{self.r.randint(0, 100)}"
        )

    def dec(self):
        return f"{self.r.gauss(20, 9):.{self.one(2, 3, 5)}f}"

    def score100(self):
        return str(min(100, max(0, round(self.r.gauss(76, 13)))))

    def version(self):
        return ".".join(str(self.r.randint(0, n)) for n in (12, 30, 40, 99))

    def size(self):
        return self.r.choice(["XS", "S", "M", "L", "XL", "XXL", "3XL"])

    def cidr(self):
        return f"10.{self.d(2)}.{self.r.randint(0, 255)}.0/24"

    def dims(self):
        return f"{self.r.randint(5, 90)}x{self.r.randint(5, 90)}x{self.r.randint(2, 60)}"

    def gtin(self):
        body = self.one("69", "47", "50") + self.d(10)
        return body + str(-sum(int(c) * (3 if i % 2 else 1) for i, c in enumerate(body)) % 10)

    def vat8(self):
        return self.d(8, "123456789")
