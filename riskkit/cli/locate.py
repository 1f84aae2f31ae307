"""The command that finds a person in the scanned assets, by a keyed hash."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ParameterError
from .commands import Folder
from .show import say, show_table, spoken


def locate(
    folder: Folder,
    key_file: Annotated[Path, typer.Option("--key", help="File with the secret key.")],
    hashed: Annotated[
        str | None, typer.Option("--hash", help="The keyed hash; else you are asked.")
    ] = None,
    new_key: Annotated[bool, typer.Option(help="Make the key file if it is missing.")] = False,
) -> None:
    """Tell which assets hold a person: places and counts, never a cell.

    Without `--hash` the identifier (phone, identity, member number, e-mail) is asked for without
    echo, hashed at once with the key, and forgotten. An identifier on the command line would
    stay in the shell's history, so there is no such option.
    """
    from ..engagement import load_engagement
    from ..locator import fingerprint
    from ..locator import locate as search
    from ..tables import words
    from ..tables.duties import places

    key = _key(key_file, new_key)
    if hashed is None:
        hashed = fingerprint(typer.prompt("identifier", hide_input=True, err=True), key)
        say(f"hash: {hashed}")
    inventory = load_engagement(folder)
    found = search(inventory, folder, hashed, key)
    w = words(spoken())
    show_table(places(found.places, inventory.assets, w), w)
    say(w.say("scan.located", n=len(found.places), rows=found.searched))
    if found.unseen:
        say(w.say("scan.not_searched", parts=w.join(found.unseen)))
    if found.without_data:
        named = [w.named(a.id, a.name) for a in inventory.assets if a.id in found.without_data]
        say(w.say("scan.no_data", assets=w.join(named)))


def _key(path: Path, make: bool) -> bytes:
    import secrets

    if not path.exists():
        if not make:
            raise ParameterError("the key file is missing; --new-key makes one")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32) + "\n", encoding="ascii")
    return path.read_bytes().strip()
