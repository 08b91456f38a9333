"""What the bot answers, and what it tells by itself."""

import logging
import random
from datetime import date, datetime
from typing import Callable, Optional

from . import progress
from .chat import ChatError
from .schedule import Schedule
from .store import Store

log = logging.getLogger("bot")

HELP = "/start begins, /status tells how far you are, /stop ends, /quote cheers you up"


class Bot:
    def __init__(self, store: Store, chat, schedule: Schedule, now: Callable[[], datetime] = datetime.now):
        self._store = store
        self._chat = chat
        self._schedule = schedule
        self._now = now
        self._next: Optional[datetime] = None

    def step(self) -> None:
        """Answers what was said and tells what is due."""
        if self._next is None:
            self._next = self._schedule.next(self._now())
            log.info("the next notification is due at %s", self._next)
        for number, name, text in self._chat.messages():
            self._chat.send(number, self.answer(number, name, text))
        if self._now() >= self._next:
            self.notify()
            self._next = self._schedule.next(self._now())

    def answer(self, number: int, name: str, text: str) -> str:
        command = text.strip().split(" ")[0].split("@")[0]
        today = self._now().date()
        if command == "/start":
            return f"Welcome, {name}. {HELP}" if self._store.add_user(number, name, today.isoformat()) else f"You are on your way already. {HELP}"
        if command == "/stop":
            return "You are forgotten." if self._store.remove_user(number) else "I do not know you."
        if command == "/quote":
            return random.choice(self._store.quotes() or [HELP])
        if command == "/status":
            for user in self._store.users():
                if user["id"] == number:
                    return progress.describe(date.fromisoformat(user["since"]), today)
            return "I do not know you. /start begins."
        if command == "/notify" and number in self._store.admins():
            return f"{self.notify()} people were told."
        return HELP

    def notify(self) -> int:
        """Tells everybody their progress. One who cannot be reached does not keep the others from it."""
        told = 0
        quotes = self._store.quotes() or [""]
        for user in self._store.users():
            text = f"{progress.describe(date.fromisoformat(user['since']), self._now().date())}\n{random.choice(quotes)}".strip()
            try:
                self._chat.send(user["id"], text)
                told += 1
            except ChatError as problem:
                log.warning("%s was not told: %s", user["id"], problem)
        log.info("%s people were told of their progress", told)
        return told
