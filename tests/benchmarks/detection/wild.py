"""The wild tables: exports as real systems make them, written apart from the detector.

`wild.yaml` holds the tables (a header and a maker a column) and the right answers,
`wild_cells.py` makes the cells. Two parts, `a` and `b`: other kinds of tables, other headers.
"""

import random

from concepts import Concept
from tables import Table
from wild_cells import KIND, Wild

LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SILENT = set(KIND["silent"].split())
GOLD = {
    maker: (tuple(right.split()), personal)
    for group, personal in (("personal", True), ("not_personal", False), ("undecided", None))
    for right, makers in KIND[group].items()
    for maker in makers.split()
}
BARE = [
    "c{}",
    "Column{}",
    "F{}",
    "字段{}",
    "field_{}",
    "V{}",
    "備註{}",
    "A{}",
    "Unnamed: {}",
    "x{}",
]


def gold(maker, language, named=True):
    """(entities that count as right, personal or None)."""
    right, personal = GOLD.get(maker, ((None,), False))
    silent = maker in SILENT or (maker == "plate" and language != "zh-Hans")
    return ((*right, None), None) if silent and not named else (right, personal)


def _maker(wild, name):
    if name == "order_date":
        tail = wild.r.choice([4, 6, 8, 10])
        return lambda: (
            f"202{wild.r.randint(2, 5)}{wild.r.randint(1, 12):02}{wild.r.randint(1, 28):02}{wild.d(tail)}"
        )
    if name in KIND["codes"]:
        return lambda: wild.fill(KIND["codes"][name])
    made = getattr(wild, name, None)
    return made if callable(made) else lambda: wild.pick(name)


class WildTable(Table):
    """A wild table: its right answers are those of its makers."""

    def right(self, i):
        right, personal = gold(self.concepts[i], self.language, self.named)
        return Concept(right, personal, True, None)

    def bare(self):
        form = random.Random(self.name).choice(BARE)
        headers = [form.format(i) for i in range(len(self.headers))]
        return WildTable(self.name, self.language, headers, self.concepts, self.columns, False)

    @property
    def quiet(self):
        """Whether nobody stands in it."""
        return not any(GOLD.get(made, (None, False))[1] for made in self.concepts)


def tables(language, part, seed=0):
    """Yield every table of a language and part."""
    for name, spec in KIND["tables"][language][part].items():
        w = Wild(language, part, f"{name} {seed}")
        pairs = [c.strip().rsplit("=", 1) for c in spec.split(";") if c.strip()]
        rows, columns = w.r.choice([25, 60, 120, 300]), []
        if any(made.endswith(("!", "_rare")) for _, made in pairs):
            rows = max(rows, 300)
        for _, made in pairs:
            w.form = w.r.random()
            cell = _maker(w, made.rstrip("!"))
            gap = 0.96 if made.endswith("!") else w.r.choice([0, 0, 0, 0.05, 0.3, 0.75])
            nulls = [w.r.choice(KIND["nulls"][language].split("|")) for _ in range(2)]
            columns.append(
                [w.r.choice(nulls) if w.r.random() < gap else cell() for _ in range(rows)]
            )
        makers = [made.rstrip("!") for _, made in pairs]
        yield WildTable(name, language, [h for h, _ in pairs], makers, columns)


def texts(language, part, seed=0, count=200):
    """Return texts with their spans; a quarter have none."""
    w, made = Wild(language, part, f"texts {seed}"), []
    for _ in range(count):
        w.form = w.r.random()
        made.append((w.pick("quiet"), []) if w.r.random() < 0.25 else w.template("texts"))
    return [(text, [s for s in spans if s[2] != "OCCUPATION"]) for text, spans in made]
