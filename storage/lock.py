"""One process writes a data folder. The lock is the system's: it ends with the process that held it, even by SIGKILL.

The file stays behind when the lock is let go. Removing it would let two processes hold two files of one name.
"""

import fcntl
import os
from pathlib import Path
from types import TracebackType


class DataLocked(Exception):
    """Another process holds the data folder. `pid` names it; None in the moment before it has written its number."""

    def __init__(self, folder: Path, pid: int | None) -> None:
        who = f"process {pid}" if pid else "another process"
        super().__init__(f"{folder} is in use by {who}: stop it first, or choose another data folder")
        self.folder, self.pid = folder, pid


class DataLock:
    """`with DataLock(folder):` holds `folder/paidan.lock`. The folder must exist.

    raises  DataLocked at once when somebody else holds it (never waits); OSError when the folder cannot be written
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: int | None = None

    def __enter__(self) -> "DataLock":
        file = os.open(self._folder / "paidan.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(file, 0)
            os.pwrite(file, f"{os.getpid()}\n".encode(), 0)
        except BlockingIOError:
            holder = os.pread(file, 32, 0).strip()
            os.close(file)
            raise DataLocked(self._folder, int(holder) if holder.isdigit() else None) from None
        except OSError:
            os.close(file)
            raise
        self._file = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
