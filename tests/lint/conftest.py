"""The knowledge the readers take their words from."""

import pytest

from riskkit.catalogue import load_knowledge


@pytest.fixture(scope="session")
def knowledge():
    return load_knowledge()
