"""Starts the bot and ends it when it is asked to."""

import asyncio
import logging
import signal
import sys

import aiohttp

from . import logs, settings
from .bot import Bot
from .fetch import Folder, Network
from .store import Store
from .terminal import Terminal

log = logging.getLogger("pyhabot_logger")


def _chat(values, session):
    if values.integration == "telegram":
        from .telegram import Telegram

        return Telegram(session, values.token, values.telegram)
    if values.integration == "discord":
        # Loaded only where it is used: it takes as much memory as all the rest.
        from .discord_chat import Discord

        return Discord(values.token)
    return Terminal(values.data)


async def _run(values):
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    store = Store(values.data)
    async with aiohttp.ClientSession() as session:
        chat = _chat(values, session)
        bot = Bot(store, Folder(values.pages) if values.pages else Network(session), chat.say)
        try:
            await chat.listen(bot.answer)
            log.info("watching", extra={"integration": values.integration, "watches": len(store.watches())})
            work = asyncio.ensure_future(bot.run(values.refresh, values.heartbeat.touch))
            stopped = asyncio.ensure_future(stop.wait())
            await asyncio.wait([work, stopped], return_when=asyncio.FIRST_COMPLETED)
            stopped.cancel()
            if work.done():
                work.result()
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            log.info("stopping")
        finally:
            values.heartbeat.unlink(missing_ok=True)
            await chat.close()
            store.close()


def main():
    try:
        values = settings.read()
    except settings.WrongSettings as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    stop_logs = logs.start(values.log_level)
    try:
        asyncio.run(_run(values))
        return 0
    except Exception as problem:  # the last place to tell of it
        log.error("the bot ended", extra={"reason": f"{type(problem).__name__}: {problem}"})
        return 1
    finally:
        stop_logs()


sys.exit(main())
