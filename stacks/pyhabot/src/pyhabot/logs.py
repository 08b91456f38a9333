"""One JSON object a line, for whatever collects logs. Written by a thread of its own: the bot does not wait for it."""

import json
import logging
import logging.handlers
import queue
import sys
from datetime import datetime, timezone

_OWN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update({name: value for name, value in vars(record).items() if name not in _OWN})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str, ensure_ascii=False)


class _Exact(logging.handlers.QueueHandler):
    # The standard one turns the record into text before the thread sees it, and its fields are lost.
    def prepare(self, record):
        return record


def start(level):
    """Begins to log; what it returns ends it, with all that was still to be written."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    lines = queue.SimpleQueue()
    root = logging.getLogger()
    root.handlers[:] = [_Exact(lines)]
    root.setLevel(level)
    # It tells addresses with tokens in them.
    logging.getLogger("aiohttp").setLevel(logging.WARNING)
    listener = logging.handlers.QueueListener(lines, handler)
    listener.start()
    return listener.stop
