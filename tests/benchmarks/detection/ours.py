"""riskkit's answers on the benchmark, and its figures."""

import csv
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import measure
import wild
from tables import LANGUAGES, quiet_tables, tables
from texts import texts
from wild_cells import PARTS

HALVES = ("dev", "test")


def answers(table):
    """(entity, personal, probability) of every column, by the public scan of a file."""
    import riskkit

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{table.name}.csv"
        path.write_text(table.csv, encoding="utf-8", newline="")
        found = riskkit.scan(path)
    if len(found) != len(table.headers):
        raise ValueError(f"{table.name}: {len(found)} columns read of {len(table.headers)}")
    return [
        (entity if isinstance(entity, str) else None, bool(personal), float(probability))
        for entity, personal, probability in zip(
            found.entity, found.personal, found.probability, strict=True
        )
    ]


def spans(known):
    """Gold and found spans of texts."""
    import riskkit

    frame = riskkit.detect_text([t for t, _ in known], language="auto")
    found = [[] for _ in known]
    for row in frame.itertuples():
        found[row.text].append((row.start, row.end, row.entity))
    return known, found


def figures(half, *, show=False):
    """Every figure of one half as {what: value}; `show` prints the mistakes."""
    made, points = {}, []
    for named in (True, False):
        for language in LANGUAGES:
            chosen = [t if named else t.bare() for t in tables(language, half)]
            told = [answers(t) for t in chosen]
            pairs = [(t, [a[:2] for a in ans]) for t, ans in zip(chosen, told, strict=True)]
            made[f"F1 {'named' if named else 'bare'} {language}"] = measure.macro(pairs)
            points += _points(chosen, told)
            _show(pairs, named, show)
    for named in (True, False):
        chosen = [t if named else t.bare() for t in quiet_tables(half)]
        told = [answers(t) for t in chosen]
        points += _points(chosen, told)
        flags = [a[1] for ans in told for a in ans]
        made[f"false personal {'named' if named else 'bare'}"] = sum(flags) / len(flags)
        _show([(t, [a[:2] for a in ans]) for t, ans in zip(chosen, told, strict=True)], named, show)
    made["ECE"] = measure.ece(points)
    for language in LANGUAGES:
        made[f"spans {language}"] = _texts(texts(language, half), language, show)
    return made, points


def _texts(known, language, show):
    known, found = spans(known)
    for (text, gold), got in zip(known, found, strict=True) if show else ():
        if measure.span_counts(gold, got)[0] < max(len(gold), len(got)):
            told = [[(e, text[a:b]) for a, b, e in some] for some in (gold, got)]
            print("SPAN", language, text, told[0], "->", told[1], sep="\t")
    return measure.span_f1([g for _, g in known], found)


def wild_figures(part, *, seed=0, show=False):
    """Every figure of one part of the wild tables as {what: value}."""
    made, points, flags = {}, [], []
    for named in (True, False):
        for language in LANGUAGES:
            chosen = list(wild.tables(language, part, seed))
            chosen = chosen if named else [t.bare() for t in chosen]
            told = [answers(t) for t in chosen]
            pairs = [(t, [a[:2] for a in ans]) for t, ans in zip(chosen, told, strict=True)]
            made[f"F1 {'named' if named else 'bare'} {language}"] = measure.macro(pairs)
            points += _points(chosen, told)
            flags += [
                said
                for t, ans in zip(chosen, told, strict=True)
                for i, (_, said, _) in enumerate(ans)
                if t.quiet and t.right(i).personal is False
            ]
            _show(pairs, named, show)
    made["false personal"] = sum(flags) / len(flags)
    made["ECE"] = measure.ece(points)
    for language in LANGUAGES:
        made[f"spans {language}"] = _texts(wild.texts(language, part, seed), language, show)
    return made, points


def _points(chosen, told):
    return [
        (probability, bool(t.right(i).personal))
        for t, ans in zip(chosen, told, strict=True)
        for i, (_, _, probability) in enumerate(ans)
        if t.right(i).personal is not None
    ]


def _show(pairs, named, show):
    if not show:
        return
    for t, ans in pairs:
        for concept, header, said, entity in measure.errors(t, ans):
            i = t.headers.index(header)
            print(
                "COLUMN",
                "named" if named else "bare",
                t.language,
                t.name,
                concept,
                header,
                f"{said} ({entity})",
                t.columns[i][:6],
                sep="\t",
            )


def main(words):
    """``dev``, ``test``, ``wild`` or several; ``--show`` prints mistakes (not those of test)."""
    seed = next((int(w) for w in words if w.isdigit()), 0)
    for part in PARTS if "wild" in words else ():
        print(f"# wild {part}, seed {seed}")
        for what, value in wild_figures(part, seed=seed, show="--show" in words)[0].items():
            print(f"{what:28} {value:.4f}")
    for half, name in enumerate(HALVES):
        if name in words or not set(words) & {*HALVES, "wild"}:
            made, points = figures(half, show="--show" in words and half == 0)
            print(f"# {name}")
            for what, value in made.items():
                print(f"{what:28} {value:.4f}")
            if "--points" in words:
                csv.writer(sys.stderr).writerows(points)


if __name__ == "__main__":
    main(sys.argv[1:])
