"""Starts the real `serve` fast: the program is imported once, each server is a fork of it, killed on demand.

Run as a script with the settings in the environment. Each line of JSON on standard input is a wish, answered with one:
{"do": "start", "clock": {…}, "planted": name or null} → {"pid"}; {"do": "kill"} (SIGKILL) and {"do": "stop"} (SIGTERM)
wait for the end → {"status"}.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from bot.app import App
from bot.cli import _serve
from bot.company import read_company
from bot.settings import load_settings
from tests.crash.fast_clock import FastClock
from tests.crash.planted import PLANTED


def main() -> None:
    child = 0
    for line in sys.stdin:
        wish = json.loads(line)
        if wish["do"] == "start":
            child = os.fork()
            if child == 0:
                _be_a_server(wish)
            answer = {"pid": child}
        else:
            os.kill(child, signal.SIGKILL if wish["do"] == "kill" else signal.SIGTERM)
            answer = {"status": os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])}
            child = 0
        print(json.dumps(answer), flush=True)  # noqa: T201  the answer
    if child:
        os.kill(child, signal.SIGKILL)


def _be_a_server(wish: dict[str, Any]) -> None:
    """Never returns. What it prints goes to standard error, the harness's log."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    status = 1
    try:
        settings = load_settings()
        made: type[App] = PLANTED[wish["planted"]] if wish["planted"] else App
        asyncio.run(_serve(made(settings, read_company(Path(settings.company)), clock=FastClock(**wish["clock"]))))
        status = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(status)


if __name__ == "__main__":
    main()
