"""RESULTS.md: what each benchmark measured last stands between marks of its own."""

from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")


def keep(name, text):
    """Put a text between the marks of a benchmark, in the place of its last one."""
    start, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    whole = RESULTS.read_text(encoding="utf-8")
    if start not in whole or end not in whole:
        raise ValueError(f"RESULTS.md has no marks {start.strip()} and {end.strip()}")
    before, _, rest = whole.partition(start)
    RESULTS.write_text(
        f"{before}{start}\n{text}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8"
    )
