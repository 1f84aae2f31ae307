"""What several tests share: where the checkout is, and which system packages a test needs."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items):
    if chromium_path() is None:
        wanted = pytest.mark.skip(reason="needs Chromium: install the system package `chromium`")
        for item in items:
            if item.get_closest_marker("chromium"):
                item.add_marker(wanted)


def chromium_path():
    """Return the first Chromium on the path, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next(filter(None, map(shutil.which, names)), None)


@pytest.fixture(scope="session")
def chromium():
    """The path of a Chromium; mark the test with ``pytest.mark.chromium``."""
    return chromium_path()


@pytest.fixture(scope="session")
def samples():
    """The folder of the synthetic engagements."""
    return ROOT / "data" / "samples"
