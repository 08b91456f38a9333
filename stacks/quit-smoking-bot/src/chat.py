"""Where the bot talks: Telegram's interface for bots, or nowhere."""

import logging
import time
from typing import Iterator, Tuple

import requests

log = logging.getLogger("bot")


class ChatError(Exception):
    """What the other side said, never with the address: the token is part of it."""


class Conflict(ChatError):
    """Another bot asks with the same token."""


class Telegram:
    # Short enough for a bot that is asked to end.
    WAIT = 5

    def __init__(self, token: str, api: str):
        self._address = f"{api.rstrip('/')}/bot{token}"
        self._session = requests.Session()
        self._offset = 0

    def _call(self, method: str, **values):
        try:
            answer = self._session.post(f"{self._address}/{method}", json=values, timeout=self.WAIT + 15)
            body = answer.json()
        except (requests.RequestException, ValueError) as problem:
            raise ChatError(type(problem).__name__) from None
        if body.get("ok"):
            return body["result"]
        text = f"{body.get('error_code')} {body.get('description')}"
        raise Conflict(text) if body.get("error_code") == 409 else ChatError(text)

    def sign_in(self) -> str:
        return self._call("getMe")["username"]

    def send(self, chat: int, text: str) -> None:
        self._call("sendMessage", chat_id=chat, text=text)

    def messages(self) -> Iterator[Tuple[int, str, str]]:
        """What was said since the last time: chat, name, text. Waits a little for it."""
        for update in self._call("getUpdates", offset=self._offset, timeout=self.WAIT):
            self._offset = update["update_id"] + 1
            message = update.get("message") or {}
            if "text" in message:
                yield message["chat"]["id"], message.get("from", {}).get("first_name", ""), message["text"]


class Offline:
    """Without a token: what would be sent goes to the log, and nobody says anything."""

    def sign_in(self) -> str:
        return "offline"

    def send(self, chat: int, text: str) -> None:
        log.info("would send to %s: %s", chat, text)

    def messages(self) -> Iterator[Tuple[int, str, str]]:
        time.sleep(1)
        return iter(())
