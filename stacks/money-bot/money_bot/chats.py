"""Where messages come from and answers go to."""

import json
import logging
from dataclasses import dataclass

from .http import HttpProblem, ask

log = logging.getLogger("money_bot")


@dataclass(frozen=True)
class Message:
    number: str
    when: str
    author: str
    text: str


class Discord:
    """A channel, by Discord's HTTP interface: asked for what is newer than what was seen."""

    def __init__(self, token, channel, api, after):
        self._address = f"{api}/channels/{channel}/messages"
        self._headers = {"Authorization": f"Bot {token}"}
        self.after = after

    def messages(self):
        query = f"?limit=100&after={self.after}" if self.after else "?limit=1"
        answer = ask("GET", self._address + query, self._headers)
        if not isinstance(answer, list):
            raise HttpProblem(0, "it answered something that is no list of messages")
        fresh = sorted(answer, key=lambda message: int(message["id"]))
        if fresh:
            first, self.after = not self.after, fresh[-1]["id"]
            # What was written before the bot came is not counted.
            if first:
                return []
        return [
            Message(message["id"], message["timestamp"], message["author"].get("username", ""), message["content"])
            for message in fresh
            if not message["author"].get("bot")
        ]

    def send(self, text):
        ask("POST", self._address, self._headers, {"content": text[:2000], "allowed_mentions": {"parse": []}})


class Offline:
    """Without a token: messages are files in the data folder's 'inbox', answers go to the log."""

    def __init__(self, folder):
        self._inbox = folder / "inbox"
        self._inbox.mkdir(parents=True, exist_ok=True)
        self.after = ""

    def messages(self):
        found = []
        for path in sorted(self._inbox.glob("*.json")):
            try:
                value = json.loads(path.read_text(encoding="utf-8"))
                found.append(Message(f"offline-{path.stem}", str(value["when"]), str(value.get("author", "")), str(value["text"])))
            except (ValueError, KeyError, TypeError) as problem:
                log.warning("%s is no message: %s", path.name, problem)
            path.unlink()
        return found

    def send(self, text):
        log.info("would send: %s", text)


class Notion:
    """A database that gets a copy of every entry."""

    def __init__(self, token, database, api):
        self._address = f"{api}/pages"
        self._headers = {"Authorization": f"Bearer {token}", "Notion-Version": "2022-06-28"}
        self._database = database

    def add(self, entry):
        properties = {
            "Name": {"title": [{"text": {"content": entry.note or entry.category}}]},
            "Amount": {"number": entry.cents / 100},
            "Category": {"select": {"name": entry.category}},
        }
        ask("POST", self._address, self._headers, {"parent": {"database_id": self._database}, "properties": properties})
