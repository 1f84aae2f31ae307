"""A few functions of a spreadsheet, so that a workbook's own formulas can be worked out."""

import re

TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<ref>(?:'[^']+'|\w+)!\$?[A-Z]+\$?\d+|\$?[A-Z]{1,2}\$?\d+)"
    r"|(?P<call>[A-Z]+)\(|(?P<op>[=*,)(]))"
)


def evaluate(formula, cell):
    """The value of a formula of IF, AND, OR, ``=`` and ``*``; `cell` gives that of a reference."""
    tokens = [(m.lastgroup, m[m.lastgroup]) for m in TOKEN.finditer(formula.removeprefix("="))]
    value, at = _compare(tokens, 0, cell)
    assert at == len(tokens), formula
    return value


def _compare(tokens, at, cell):
    left, at = _product(tokens, at, cell)
    while at < len(tokens) and tokens[at] == ("op", "="):
        right, at = _product(tokens, at + 1, cell)
        left = _fold(left) == _fold(right)
    return left, at


def _fold(value):
    return value.casefold() if isinstance(value, str) else value


def _product(tokens, at, cell):
    left, at = _one(tokens, at, cell)
    while at < len(tokens) and tokens[at] == ("op", "*"):
        right, at = _one(tokens, at + 1, cell)
        left = "#VALUE!" if isinstance(left, str) or isinstance(right, str) else left * right
    return left, at


def _one(tokens, at, cell):
    kind, word = tokens[at]
    if kind == "text":
        return word[1:-1], at + 1
    if kind == "number":
        return float(word), at + 1
    if kind == "ref":
        return cell(word.replace("$", "")), at + 1
    assert kind == "call", word
    values, at = [], at + 1
    while tokens[at] != ("op", ")"):
        value, at = _compare(tokens, at, cell)
        values.append(value)
        at += tokens[at] == ("op", ",")
    return {"IF": _if, "AND": lambda *v: all(v), "OR": lambda *v: any(v)}[word](*values), at + 1


def _if(condition, yes, no):
    return yes if condition else no
