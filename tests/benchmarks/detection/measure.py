"""What is measured: right columns, false alarms, calibration, spans."""

from statistics import mean


def table_f1(table, answers):
    """F1 of one table; an answer is (entity or None, personal). None when nothing is at stake."""
    right = wrong = missed = 0
    for i, (entity, personal) in enumerate(answers):
        gold = table.right(i)
        said = entity if personal else None
        if gold.personal is None:
            wrong += said is not None and said not in gold.right
        elif gold.personal:
            right += said in gold.right
            wrong += said is not None and said not in gold.right
            missed += said not in gold.right
        else:
            wrong += said is not None
    if not right + missed:
        return None
    return 2 * right / (2 * right + wrong + missed)


def macro(pairs):
    """Mean F1 over (table, answers)."""
    return mean(f1 for f1 in (table_f1(t, a) for t, a in pairs) if f1 is not None)


def errors(table, answers):
    """Column, gold and answer of every mistake."""
    for i, (entity, personal) in enumerate(answers):
        gold, said = table.right(i), entity if personal else None
        if gold.personal is None:
            bad = said is not None and said not in gold.right
        else:
            bad = said not in gold.right if gold.personal else said is not None
        if bad:
            yield table.concepts[i], table.headers[i], said, entity


def ece(points, bins=10):
    """Expected calibration error of (probability, truth) in equal-width bins (Naeini 2015)."""
    total = 0.0
    for b in range(bins):
        inside = [(p, t) for p, t in points if min(int(p * bins), bins - 1) == b]
        if inside:
            total += abs(sum(p for p, _ in inside) - sum(t for _, t in inside))
    return total / len(points)


def span_counts(gold, found):
    """Right, found and gold spans of one text: same entity, overlap at least half of the union."""
    left, right = list(found), 0
    for start, end, entity in gold:
        for span in left:
            common = min(end, span[1]) - max(start, span[0])
            if span[2] == entity and common >= 0.5 * (max(end, span[1]) - min(start, span[0])):
                right += 1
                left.remove(span)
                break
    return right, len(found), len(gold)


def span_f1(golds, founds):
    """Micro F1 of the spans."""
    right, found, gold = map(sum, zip(*map(span_counts, golds, founds), strict=True))
    return 2 * right / (found + gold) if found + gold else 1.0
