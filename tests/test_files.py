"""Files are written whole or not at all, whatever stops the run."""

import signal
import subprocess
import sys

import pytest

from riskkit.files import safe_name, write_whole

_KILLED = """
import os, pathlib, signal, sys
from riskkit.files import write_whole
pathlib.Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_whole(pathlib.Path(sys.argv[1]), "new" * 100000)
"""


def test_a_run_killed_while_it_writes_leaves_the_old_file(tmp_path):
    path = write_whole(tmp_path / "report.html", "old")
    run = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert run.returncode == -signal.SIGKILL
    assert path.read_text() == "old"
    write_whole(path, "newer")
    assert path.read_text() == "newer"


def test_a_fault_while_writing_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(tmp_path / "report.html", "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "safe"), [("a/b", "a-b"), ("..", "_"), ("con", "_con"), ("客户 甲", "客户-甲")]
)
def test_a_clients_name_makes_a_safe_file_name(name, safe):
    assert safe_name(name) == safe
