"""Starts the bot and ends it when it is asked to."""

import logging
import logging.handlers
import os
import signal
import sys
import threading

from . import settings
from .bot import Bot
from .chats import Discord, Notion, Offline
from .http import HttpProblem
from .ledger import Ledger

log = logging.getLogger("money_bot")
LONGEST_PAUSE = 60


def start_logs(folder):
    handlers = [logging.StreamHandler(sys.stdout)]
    problem = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handlers.append(logging.handlers.RotatingFileHandler(folder / "money-bot.log", maxBytes=10_000_000, backupCount=3, encoding="utf-8"))
    except OSError as caught:
        problem = caught
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", handlers=handlers)
    if problem:
        log.warning("the log is not kept in a file: %s; the folder has to belong to user %s", problem, os.getuid())


def keep(path, text):
    fresh = path.with_suffix(".new")
    fresh.write_text(text, encoding="utf-8")
    os.replace(fresh, path)


def serve(bot, chat, values, stop):
    seen = values.data / "last-message"
    pause = values.poll
    while not stop.wait(0):
        try:
            bot.step()
            if chat.after:
                keep(seen, chat.after)
            values.heartbeat.touch()
            pause = values.poll
        except HttpProblem as problem:
            if problem.status in (401, 403):
                # It gets no better by asking again.
                raise
            pause = max(problem.retry_after, min(pause * 2, LONGEST_PAUSE))
            log.warning("the channel cannot be reached: %s; again in %s s", problem, pause)
        stop.wait(pause)


def main():
    try:
        values = settings.read()
    except settings.WrongSettings as problem:
        print(f"error: {problem}", file=sys.stderr)
        return 2
    start_logs(values.logs)
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    values.data.mkdir(parents=True, exist_ok=True)
    values.heartbeat.unlink(missing_ok=True)
    seen = values.data / "last-message"
    after = seen.read_text(encoding="utf-8").strip() if seen.exists() else ""
    chat = Discord(values.discord_token, values.channel, values.discord_api, after) if values.discord_token else Offline(values.data)
    notion = Notion(values.notion_token, values.notion_database, values.notion_api) if values.notion_token else None
    ledger = Ledger(values.data)
    log.info("listening: %s, %s entries, copies to %s", "discord" if values.discord_token else "offline", len(ledger), "Notion" if notion else "nowhere")
    try:
        serve(Bot(ledger, chat, notion), chat, values, stop)
    except HttpProblem as problem:
        log.error("the bot may not read its channel: %s", problem)
        return 1
    finally:
        values.heartbeat.unlink(missing_ok=True)
    log.info("stopping")
    return 0


sys.exit(main())
