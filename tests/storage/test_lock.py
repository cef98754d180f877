"""One process holds a data folder, and the refused one hears which."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.lock import DataLock, DataLocked

HOLD = """
import sys
from pathlib import Path
from storage.lock import DataLock
with DataLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the folder until its standard input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_process_is_refused_and_named(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        with pytest.raises(DataLocked, match=f"in use by process {other.pid}") as refused, DataLock(tmp_path):
            pass
        assert refused.value.pid == other.pid
        other.communicate()
    with DataLock(tmp_path):
        assert (tmp_path / "paidan.lock").read_text() == f"{os.getpid()}\n"


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    with holder(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with DataLock(tmp_path):
        pass


def test_two_in_one_process_exclude_each_other(tmp_path: Path) -> None:
    with DataLock(tmp_path), pytest.raises(DataLocked), DataLock(tmp_path):
        pass
    with DataLock(tmp_path):
        pass


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), DataLock(tmp_path / "nowhere"):
        pass
