"""Make the extracts of the samples again: ``python data/samples/make.py [name…] [--if-missing]``.

The registers of a sample are written by hand; its extracts are drawn here from fixed seeds,
so that the same libraries write the same bytes. Everybody in them is invented.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from _make import corporate, mending, showroom, store  # noqa: E402  (the script runs from any folder)

SAMPLES: dict[str, Callable[[Path], None]] = {
    "store-transfer": store.make,
    "showroom-relocation": showroom.make,
    "corporate-crm": corporate.make,
}


def make(name: str, root: Path = HERE, *, if_missing: bool = False) -> Path:
    """Write the extracts of one sample below ``root/name`` and return that folder.

    Parameters
    ----------
    name : str
        One of `SAMPLES`.
    root : Path
        Folder that holds the samples.
    if_missing : bool
        Leave a sample alone that already has its extracts.

    Raises
    ------
    KeyError
        If there is no sample of that name.
    """
    folder = root / name
    write = SAMPLES[name]
    if not (if_missing and (folder / "extracts").is_dir()):
        write(folder)
    return folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the script; return its exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("names", nargs="*", metavar="name", help=", ".join(SAMPLES))
    options.add_argument("--if-missing", action="store_true", help="make only what is not there")
    options.add_argument("--root", type=Path, default=HERE, help="folder that holds the samples")
    options.add_argument("--mended", type=Path, help="write samples without their faults there")
    chosen = options.parse_args(arguments)
    unknown = sorted(set(chosen.names) - set(SAMPLES))
    if unknown:
        options.error(f"no such sample: {', '.join(unknown)} (there are {', '.join(SAMPLES)})")
    if chosen.mended:
        mends = mending.read_mends(HERE / "mends.csv")
        for name in chosen.names or SAMPLES:
            print(mending.mend(HERE / name, chosen.mended / name, mends))
        return 0
    for name in chosen.names or SAMPLES:
        print(make(name, chosen.root, if_missing=chosen.if_missing))
    return 0


if __name__ == "__main__":
    sys.exit(main())
