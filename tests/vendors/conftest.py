"""The rules of vendor assessment as shipped, for every test here."""

import pytest
from vendor_world import shipped

from riskkit.vendors import VendorRules


@pytest.fixture(scope="session")
def rules():
    return VendorRules.of(shipped)
