"""What is done with messages."""

import logging
from datetime import datetime, timezone

from .http import HttpProblem
from .ledger import money, parse

log = logging.getLogger("money_bot")

HELP = "write '12.50 food lunch', or '+2000 salary'; !month, !month 2026-01, !health"


class Bot:
    def __init__(self, ledger, chat, notion=None, now=lambda: datetime.now(timezone.utc)):
        self._ledger = ledger
        self._chat = chat
        self._notion = notion
        self._now = now

    def step(self):
        """Takes what was said since the last time."""
        for message in self._chat.messages():
            answer = self._answer(message)
            if answer:
                self._chat.send(answer)

    def _answer(self, message):
        words = message.text.split()
        if words[:1] == ["!month"]:
            return self._ledger.report(words[1] if len(words) > 1 else self._now().strftime("%Y-%m"))
        if words[:1] == ["!health"]:
            return f"healthy, {len(self._ledger)} entries"
        if words[:1] == ["!help"]:
            return HELP
        entry = parse(message.text, message.number, message.when, message.author)
        if entry is None or not self._ledger.add(entry):
            return None
        self._copy(entry)
        return f"{money(entry.cents)} for {entry.category}"

    # The ledger is the truth: a copy that fails is told and no reason to ask again.
    def _copy(self, entry):
        if self._notion is None:
            return
        try:
            self._notion.add(entry)
        except HttpProblem as problem:
            log.warning("an entry was not copied to Notion: %s", problem)
