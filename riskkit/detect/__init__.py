"""Detection: which personal data a source really holds, per column and inside texts.

In: a source, or texts. Out: verdicts with probability, reasons, bounds and masked examples.
Header, patterns, check digits, word lists and the other columns of the table are weighed
together; nothing is downloaded, and every number it rests on stands in ``knowledge/detection``.
"""

from .frame import scan
from .recognizers import analyzer
from .scan import ScanResult, scan_source
from .texts import detect_text

__all__ = ["ScanResult", "analyzer", "detect_text", "scan", "scan_source"]
