"""The upper bound of a share is Clopper and Pearson's, however many rows there are."""

from __future__ import annotations

import pytest

from riskkit.detect.bounds import upper_bound


@pytest.mark.parametrize(
    ("hits", "scanned", "bound"),
    [
        # The 95 % quantile of the beta distribution (hits + 1, scanned - hits).
        (0, 10, 0.2588656),
        (1, 10, 0.3941633),
        (5, 10, 0.7775589),
        (9, 10, 0.9948838),
        (10, 100, 0.1637176),
        (50, 1_000, 0.0628634),
        (1, 100_000, 0.0000474),
        (99_999, 100_000, 0.9999995),
        (2_500_000, 10_000_000, 0.2502253),
        (7, 7, 1.0),
        (0, 0, 1.0),
    ],
)
def test_the_bound_is_the_quantile_of_the_beta_distribution(
    hits: int, scanned: int, bound: float
) -> None:
    assert upper_bound(hits, scanned) == pytest.approx(bound, abs=1e-6)


def test_the_bound_falls_with_rows_and_rises_with_hits_and_confidence() -> None:
    assert upper_bound(3, 100) > upper_bound(3, 1_000) > 3 / 1_000
    assert upper_bound(4, 100) > upper_bound(3, 100)
    assert upper_bound(3, 100, 0.99) > upper_bound(3, 100)
