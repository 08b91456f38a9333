"""Where pages come from: the network, or a folder of saved ones."""

import asyncio
from urllib.parse import urlsplit

import aiohttp

LARGEST_PAGE = 8 * 1024 * 1024


class NoPage(Exception):
    """Why there is none."""


class Network:
    def __init__(self, session):
        self._session = session

    async def get(self, address):
        try:
            async with self._session.get(address, timeout=aiohttp.ClientTimeout(total=30)) as answer:
                if answer.status != 200:
                    raise NoPage(f"it answered {answer.status}")
                content = await answer.content.read(LARGEST_PAGE + 1)
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as problem:
            raise NoPage(str(problem) or type(problem).__name__) from problem
        if len(content) > LARGEST_PAGE:
            raise NoPage(f"it is larger than {LARGEST_PAGE} bytes")
        return content.decode("utf-8", "replace")


class Folder:
    """The last part of an address names the file: https://example.org/search/laptop is laptop.html."""

    def __init__(self, folder):
        self._folder = folder

    async def get(self, address):
        name = urlsplit(address).path.rstrip("/").rpartition("/")[2]
        path = self._folder / f"{name}.html"
        if not name or not path.is_file():
            raise NoPage(f"there is no saved page {path}")
        return path.read_text(encoding="utf-8")
