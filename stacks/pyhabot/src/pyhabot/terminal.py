"""Talks in the log, and listens on a socket in the data folder: 'docker exec pyhabot python -m pyhabot.say list'."""

import asyncio
import logging

log = logging.getLogger("pyhabot_logger")

SOCKET = "pyhabot.sock"
LONGEST_COMMAND = 4096


class Terminal:
    def __init__(self, folder):
        self._path = folder / SOCKET
        self._server = None

    async def say(self, text):
        log.info(text, extra={"channel": "terminal"})

    async def listen(self, answer):
        async def serve(reader, writer):
            try:
                line = await asyncio.wait_for(reader.readline(), 10)
                writer.write((await answer(line.decode("utf-8", "replace"))).encode() + b"\n")
                await writer.drain()
            except (asyncio.TimeoutError, ValueError, OSError) as problem:
                log.warning("a command was not answered", extra={"reason": type(problem).__name__})
            finally:
                writer.close()

        # One of an earlier process that ended without a word.
        self._path.unlink(missing_ok=True)
        self._server = await asyncio.start_unix_server(serve, self._path, limit=LONGEST_COMMAND)

    async def close(self):
        if self._server:
            self._server.close()
            self._path.unlink(missing_ok=True)
