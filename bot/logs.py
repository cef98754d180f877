"""The log: one line an event, to standard error. Personal data is never logged, and no token is, whoever writes it."""

import logging
import re
import sys
from typing import Any

import structlog

BOT_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
LINK = re.compile(r"(?<=/s/)[0-9A-Za-z]{22}(?![0-9A-Za-z])")
CHATTY = ("httpx", "httpcore", "apscheduler", "telegram")
"""Libraries that write a line a request, with the address in it."""


def redacted(text: str) -> str:
    """The text without bot tokens and links to pages."""
    return LINK.sub("[link]", BOT_TOKEN.sub("[token]", text))


class _Redacting(logging.Formatter):
    """Lines of libraries, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def set_up_logging() -> None:
    """Our own lines and the libraries' go the same way."""
    # The usual tracebacks show every local value, people's words among them, and break tokens over lines.
    plain = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)

    def render(logger: Any, name: str, event: Any) -> str:
        return redacted(plain(logger, name, event))

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Redacting("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
