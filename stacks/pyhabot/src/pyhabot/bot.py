"""The bot: what it does by itself, and what it answers. It does not know where it talks."""

import asyncio
import logging
from urllib.parse import urlsplit

from . import pages
from .fetch import NoPage

log = logging.getLogger("pyhabot_logger")

HELP = "add ADDRESS, remove NUMBER, list, ads NUMBER, refresh, help"


def describe(kind, ad, before):
    price = "no price" if ad.price is None else f"{ad.price:,} Ft".replace(",", " ")
    told = f"new: {ad.title}" if kind == "new" else f"another price: {ad.title}, was {'none' if before is None else before}"
    return f"{told} ({price}, {ad.city or 'nowhere'}) {ad.address}"


class Bot:
    def __init__(self, store, source, say):
        self._store = store
        self._source = source
        self._say = say

    async def refresh(self):
        """Looks at all watched pages and tells what is new. One page that fails does not keep the others."""
        told = 0
        for watch in self._store.watches():
            try:
                ads = pages.read(await self._source.get(watch["address"]))
            except NoPage as problem:
                log.warning("a page cannot be had", extra={"watch": watch["id"], "reason": str(problem)})
                continue
            for change in self._store.compare(watch["id"], ads):
                await self._say(describe(*change))
                told += 1
            log.debug("a page was read", extra={"watch": watch["id"], "ads": len(ads)})
        return told

    async def answer(self, text):
        """The answer to a command; every line is one."""
        verb, _, rest = text.strip().partition(" ")
        rest = rest.strip()
        if verb == "add":
            if urlsplit(rest).scheme not in ("http", "https") or not urlsplit(rest).netloc:
                return "add what? an address that begins with https:// is expected"
            return f"watch {self._store.add(rest)['id']} is added"
        if verb in ("remove", "ads") and not rest.isdigit():
            return f"{verb} which? 'list' tells the numbers"
        if verb == "remove":
            return f"watch {rest} is removed" if self._store.remove(int(rest)) else f"there is no watch {rest}"
        if verb == "ads":
            return "\n".join(f"{ad['number']} {ad['title']}: {ad['price']}" for ad in self._store.ads(int(rest))) or "none"
        if verb == "list":
            return "\n".join(f"{watch['id']} {watch['address']}" for watch in self._store.watches()) or "nothing is watched"
        if verb == "refresh":
            return f"{await self.refresh()} changes"
        return HELP

    async def run(self, every, heartbeat):
        """Refreshes until it is stopped, and shows with a file that it still does."""
        while True:
            heartbeat()
            await self.refresh()
            # The sign of life is given more often than pages are read.
            left = every
            while left > 0:
                await asyncio.sleep(min(left, 10))
                left -= 10
                heartbeat()
