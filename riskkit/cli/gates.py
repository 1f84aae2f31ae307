"""The command on the phases of an event: what is open at each gate, who, by when, which proof."""

from __future__ import annotations

from typing import Annotated

import typer

from .commands import AsOf, Folder, Languages, day_of, languages_of
from .show import progress, say, show_table
from .write import Pages, write_pages


def gates(
    folder: Folder,
    as_of: AsOf = None,
    phase: Annotated[str | None, typer.Option(help="Only this phase, such as R3.")] = None,
    lang: Languages = None,
    out: Pages = None,
    rows: str = "1000",
) -> None:
    """Tell what is open at the gate of each phase; `--out` writes the page with risk over time.

    The data is scanned up to `--rows` rows a table; `all` for every row.
    """
    from .. import assessment as hub
    from ..errors import ParameterError
    from ..tables import words_of
    from ..tables.gates import gate_items
    from ..tables.gates import gates as gate_states
    from .commands import rows_of

    languages = languages_of(lang)
    with progress() as tell:
        result = hub.assess(folder, as_of=day_of(as_of), rows=rows_of(rows), progress=tell)
    known = [gate.phase for gate in result.event.gates] if result.event else []
    if phase is not None and phase not in known:
        raise ParameterError(f"--phase takes one of {', '.join(known) or 'none'}")
    w = words_of(result, languages[0] if languages else result.engagement.languages[0])
    show_table(gate_states(result, w), w)
    shown = ("phase", "id", "gate_statement", "gate_state", "who", "due", "from_event")
    show_table(gate_items(result, w, phase_id=phase).pick(*shown, "proof_wanted"), w)
    for path in write_pages(result, out, "event", languages):
        say(str(path))
