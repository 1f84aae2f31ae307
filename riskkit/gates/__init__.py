"""The phases of an event and the gate at the end of each: what is open, who, by when, with proof.

Days are relative to the event: the client's own plan decides where it says something, the
catalogue's windows where it does not. A record that must exist before *and* after the event is
asked for on both sides.
"""

from .build import Proofs, gates
from .schedule import Window, phase_on, schedule

__all__ = ["Proofs", "Window", "gates", "phase_on", "schedule"]
