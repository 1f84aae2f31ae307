"""How sure a count is: 95 % bounds of a share from the rows that were looked at."""

from __future__ import annotations

import math

_TINY = 1e-300


def upper_bound(hits: int, scanned: int, confidence: float = 0.95) -> float:
    """Return the one-sided Clopper-Pearson upper bound of a share.

    No hit in n rows still leaves ``1 - 0.05 ** (1 / n)`` (about 3 / n).

    Parameters
    ----------
    hits, scanned : int
        Rows with a hit, of the rows looked at.
    confidence : float in (0, 1)
        One-sided confidence.

    Returns
    -------
    float in [0, 1]
        1 when nothing was scanned.

    References
    ----------
    Clopper, Pearson (1934), The use of confidence or fiducial limits.

    Examples
    --------
    >>> round(upper_bound(0, 100), 4), round(upper_bound(50, 1000), 4)
    (0.0295, 0.0629)
    """
    if scanned <= 0 or hits >= scanned:
        return 1.0
    if hits <= 0:
        return float(1 - (1 - confidence) ** (1 / scanned))
    # Halving: the tail falls steadily, and forty steps are past what a float shows of a share.
    low, high = hits / scanned, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        if _beta(middle, hits + 1, scanned - hits) < confidence:
            low = middle
        else:
            high = middle
        if high - low < 1e-9:
            break
    return high


def _beta(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b).

    By its continued fraction (DLMF 8.17.22), evaluated by Lentz's method on the side where it
    converges in about the square root of a + b steps. Written out because importing scipy for
    it would take as long as a scan.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(1 - x, b, a)
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    c, d = 1.0, 1 - (a + b) * x / (a + 1)
    d = 1 / (d or _TINY)
    fraction = d
    for m in range(1, 100_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or _TINY)
            c = (1 + term / c) or _TINY
            fraction *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return front * fraction / a
