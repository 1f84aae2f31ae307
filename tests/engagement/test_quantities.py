import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskkit.catalogue import load_knowledge
from riskkit.engagement.cell_errors import BadCell
from riskkit.engagement.quantities import counters, read_interval, read_percent

UNITS = {"条": 1, "人": 1, "个月": 1, "年": 12, "元": 1, "¥": 1, "months": 1}

WRITTEN = [
    ("0", 0, 0),
    ("1000-5000", 1000, 5000),
    ("1,000～5,000", 1000, 5000),
    ("１０００－５０００", 1000, 5000),
    ("1000 – 5000", 1000, 5000),
    ("1000至5000人", 1000, 5000),
    ("from 10 to 20", 10, 20),
    ("约3000", 2500, 3500),
    ("about 3,200", 3150, 3250),
    ("~300", 250, 350),
    ("2000左右", 1500, 2500),
    (">100", 100, None),
    ("≥20000", 20000, None),
    ("100+", 100, None),
    ("至少10人", 10, None),
    ("3000余条", 3000, None),
    ("<50", 0, 50),
    ("不超过50", 0, 50),
    ("50以下", 0, 50),
    ("10以上20以下", 10, 20),
    ("2万", 20_000, 20_000),
    ("1.5萬", 15_000, 15_000),
    ("1-2万", 10_000, 20_000),
    ("500-1万", 500, 10_000),
    ("3千万", 30_000_000, 30_000_000),
    ("2亿", 200_000_000, 200_000_000),
    ("3年", 36, 36),
    ("1-2年", 12, 24),
    ("6个月-3年", 6, 36),
    ("¥500-800元", 500, 800),
    ("一万二千人", 12_000, 12_000),
    ("两万", 20_000, 20_000),
    ("三千多人", 3000, None),
    ("一百零五", 105, 105),
    ("一百五", 150, 150),
    ("三億", 300_000_000, 300_000_000),
    ("１２，０００条", 12_000, 12_000),
]
SHARES = [
    ("95", 95), ("95%", 95), ("95.0%", 95), ("９５％", 95), ("九成五", 95), ("9成", 90),
    ("百分之九十五", 95), ("九十五", 95), ("0.5%", 0.5), ("0", 0),
]  # fmt: skip
REFUSED = [
    ("-5", "negative"),
    ("5000-1000", "lower bound"),
    ("5-", "one end missing"),
    ("many", "not a number"),
    ("1,00", "not a number"),
    ("1,000,5000", "not a number"),
    ("1.2.3", "not a number"),
    ("1e4", "not a number"),
    ("100 200", "not one number"),
    ("1-2-3", "not a number"),
    ("10~20以上", "not a number"),
    ("9" * 400, "larger"),
    ("=1+1", "not a number"),
    ("inf", "not a number"),
    ("nan", "not a number"),
    ("三四百", "not a number"),
    ("十几", "not a number"),
]


@pytest.fixture(scope="module")
def knowledge():
    return load_knowledge()


@pytest.mark.parametrize(("text", "lo", "hi"), WRITTEN)
def test_a_quantity_is_read_as_it_is_written(text, lo, hi, knowledge):
    read = read_interval(text, UNITS, knowledge)
    assert (read.lo, read.hi) == (lo, hi)


@pytest.mark.parametrize(("text", "what"), REFUSED)
def test_what_is_no_quantity_is_refused_without_being_quoted(text, what, knowledge):
    with pytest.raises(BadCell) as caught:
        read_interval(text, UNITS, knowledge)
    assert what in caught.value.what
    assert text not in caught.value.what


@pytest.mark.parametrize(("text", "percent"), SHARES)
def test_a_share_is_read_however_it_is_written(text, percent, knowledge):
    read = read_percent(text, knowledge)
    assert (read.lo, read.hi) == (percent, percent)


@pytest.mark.parametrize("text", ["0.95", "1", "０.８", "0.5-0.8"])
def test_a_share_that_may_mean_two_things_is_never_guessed(text, knowledge):
    with pytest.raises(BadCell, match="share or a percentage") as caught:
        read_percent(text, knowledge)
    assert "80%" in caught.value.hint


@pytest.mark.parametrize("word", ["条", "筆", "人", "户", "箱", "records", "people"])
def test_a_count_may_say_what_it_counts(word, knowledge):
    assert read_interval(f"12,000 {word}", counters(knowledge), knowledge).lo == 12_000


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.sampled_from("-–～~至到"))
def test_any_range_reads_back(one, other, sign):
    lo, hi = sorted((one, other))
    read = read_interval(f"{lo:,}{sign}{hi}", {}, load_knowledge())
    assert (read.lo, read.hi) == (lo, hi)


@given(st.integers(1, 10**9))
def test_about_a_number_holds_the_number_and_never_only_it(number):
    read = read_interval(f"约{number}", {}, load_knowledge())
    assert read.lo < number < read.hi
    assert read.hi - read.lo <= 10 ** len(str(number))


@given(st.text(max_size=20))
def test_no_text_does_more_than_be_refused(text):
    try:
        read = read_interval(text, UNITS, load_knowledge())
    except BadCell:
        return
    assert read.hi is None or 0 <= read.lo <= read.hi
