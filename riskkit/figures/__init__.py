"""The assessment as plotly figures: one idea each, with the finding as its title.

In: an `Assessment` and a language. Out: a `plotly.graph_objects.Figure` that shows in
JupyterLab and, set with the report's own script, in an HTML file without a network.
"""

from .contributions import contributions
from .control_gaps import control_gaps
from .data_map import data_map
from .domain_map import domain_map
from .expiry import expiry
from .phases import phases
from .risk_map import risk_map
from .supply_chain import supply_chain
from .treatment_plan import treatment_plan
from .trend import trend, trend_known, trend_overdue
from .vendor_heat import vendor_heat
from .vendor_map import knockout_matrix, vendor_domains, vendor_map
from .vendor_time import proof_lives, vendor_outlook

__all__ = [
    "contributions",
    "control_gaps",
    "data_map",
    "domain_map",
    "expiry",
    "knockout_matrix",
    "phases",
    "proof_lives",
    "risk_map",
    "supply_chain",
    "treatment_plan",
    "trend",
    "trend_known",
    "trend_overdue",
    "vendor_domains",
    "vendor_heat",
    "vendor_map",
    "vendor_outlook",
]
