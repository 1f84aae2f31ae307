"""Whatever stands in a file, a check ends with problems, not with a traceback."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.engagement import check_engagement

FILES = [
    "assets.csv",
    "engagement.yaml",
    "engagement.xlsx",
    "registers/REG-NDA.csv",
    "answers/V1.json",
    "answers/V1.yaml",
    "catalogue/categories.yaml",
]
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def checked(files):
    with tempfile.TemporaryDirectory() as name:
        for file, content in files.items():
            path = Path(name, file)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        return check_engagement(name)


@pytest.mark.parametrize("file", FILES)
@FEW
@given(
    st.one_of(
        st.binary(max_size=200),
        st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")),
    )
)
def test_any_bytes_in_any_file_end_in_problems(file, content):
    assert checked({file: content})


@FEW
@given(st.data())
def test_any_text_in_any_cell_ends_in_problems(data):
    table = data.draw(st.sampled_from([*load_knowledge().entries("tables").values()]))
    cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=15)
    header = [column.id for column in table.columns]
    rows = data.draw(st.lists(st.lists(cells, max_size=len(header) + 1), max_size=3))
    lines = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    content = "\n".join([",".join(header), *lines])
    assert checked({f"{table.id}.csv": content.encode()})
