"""Talks in a Telegram chat, by the HTTP interface for bots: long polling, no address of our own is needed."""

import asyncio
import logging

import aiohttp

log = logging.getLogger("pyhabot_logger")


class Telegram:
    def __init__(self, session, token, api):
        self._session = session
        self._address = f"{api}/bot{token}"
        self._chats = set()
        self._task = None

    async def _call(self, method, wait=0, **values):
        try:
            async with self._session.post(f"{self._address}/{method}", json=values, timeout=aiohttp.ClientTimeout(total=wait + 30)) as answer:
                body = await answer.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError) as problem:
            # Never the problem's own text: it has the address, and that has the token.
            raise ConnectionError(type(problem).__name__) from None
        if not body.get("ok"):
            raise ConnectionError(f"{body.get('error_code')} {body.get('description')}")
        return body["result"]

    async def say(self, text):
        for chat in sorted(self._chats):
            try:
                await self._call("sendMessage", chat_id=chat, text=text)
            except ConnectionError as problem:
                log.warning("a message was not sent", extra={"reason": str(problem)})

    async def listen(self, answer):
        me = await self._call("getMe")
        log.info("signed in", extra={"integration": "telegram", "name": me.get("username")})
        self._task = asyncio.ensure_future(self._poll(answer))

    async def _poll(self, answer):
        offset, pause = 0, 1
        while True:
            try:
                for update in await self._call("getUpdates", wait=25, offset=offset, timeout=25):
                    offset = update["update_id"] + 1
                    message = update.get("message") or {}
                    if "text" in message:
                        self._chats.add(message["chat"]["id"])
                        await self._call("sendMessage", chat_id=message["chat"]["id"], text=await answer(message["text"].lstrip("/")))
                pause = 1
            except ConnectionError as problem:
                log.warning("messages cannot be had", extra={"reason": str(problem), "again_in": pause})
                await asyncio.sleep(pause)
                pause = min(pause * 2, 60)

    async def close(self):
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
