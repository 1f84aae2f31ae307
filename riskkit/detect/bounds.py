"""How sure a count is: 95 % bounds of a share from the rows that were looked at."""

from __future__ import annotations


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
    >>> round(upper_bound(0, 100), 4)
    0.0295
    """
    if scanned <= 0 or hits >= scanned:
        return 1.0
    if hits <= 0:
        return float(1 - (1 - confidence) ** (1 / scanned))
    from scipy.special import betaincinv

    return float(betaincinv(hits + 1, scanned - hits, confidence))
