"""Starts the bot and ends it when it is asked to."""

import logging
import os
import signal
import sys
import threading
from pathlib import Path

from . import schedule
from .bot import Bot
from .chat import ChatError, Conflict, Offline, Telegram
from .store import Damaged, Store

log = logging.getLogger("bot")
LONGEST_PAUSE = 60


def folder(name: str) -> Path:
    return Path(os.environ.get(f"{name}_FOLDER") or f"/app/{name.lower()}")


def start_logs() -> None:
    handlers = [logging.StreamHandler(sys.stdout), logging.FileHandler(folder("LOGS") / "bot.log", encoding="utf-8")]
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s", handlers=handlers)
    # It tells addresses with tokens in them.
    logging.getLogger("urllib3").setLevel(logging.WARNING)


def serve(bot: Bot, stop: threading.Event, heartbeat: Path) -> None:
    pause = 1
    while not stop.is_set():
        try:
            bot.step()
            heartbeat.touch()
            pause = 1
        except Conflict as problem:
            # Only a person can say which of the two is the right one.
            log.critical("Conflict: another bot asks with this token: %s", problem)
            stop.wait(LONGEST_PAUSE)
        except ChatError as problem:
            log.warning("the chat cannot be reached: %s; again in %s s", problem, pause)
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


def main() -> int:
    start_logs()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    token = os.environ.get("BOT_TOKEN", "")
    try:
        due = schedule.parse(os.environ.get("NOTIFICATION_DAY") or "23", os.environ.get("NOTIFICATION_TIME") or "21:58")
        store = Store(folder("DATA"))
        store.lock()
        store.users(), store.admins(), store.quotes()
        chat = Telegram(token, os.environ.get("TELEGRAM_API") or "https://api.telegram.org") if token else Offline()
        log.info("build %s signs in as %s", os.environ.get("BUILD_ID", "unknown"), chat.sign_in())
        serve(Bot(store, chat, due), stop, folder("HEALTH") / "heartbeat")
    except BlockingIOError:
        log.critical("another bot works on %s", folder("DATA"))
        return 1
    except (ValueError, Damaged) as problem:
        log.critical("%s", problem)
        return 2
    except ChatError as problem:
        log.critical("signing in failed: %s", problem)
        return 1
    log.info("the bot ends")
    return 0


if __name__ == "__main__":
    sys.exit(main())
