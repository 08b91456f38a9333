"""People, administrators and quotes, in JSON files."""

import fcntl
import json
import os
from pathlib import Path
from typing import Any, List


class Damaged(Exception):
    """A file that cannot be read as what it should be."""


class Store:
    def __init__(self, folder: Path):
        self._folder = folder
        self._lock = None

    def lock(self) -> None:
        """Two bots on one folder would write over each other. The lock ends with the process."""
        self._lock = open(self._folder / ".lock", "w", encoding="utf-8")  # kept open as long as the lock holds
        fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def users(self) -> List[dict]:
        return self._read("bot_users.json")

    def admins(self) -> List[int]:
        return self._read("bot_admins.json")

    def quotes(self) -> List[str]:
        return self._read("quotes.json")

    def add_user(self, number: int, name: str, since: str) -> bool:
        users = self.users()
        if any(user["id"] == number for user in users):
            return False
        self._write("bot_users.json", users + [{"id": number, "name": name, "since": since}])
        return True

    def remove_user(self, number: int) -> bool:
        users = self.users()
        left = [user for user in users if user["id"] != number]
        if len(left) == len(users):
            return False
        self._write("bot_users.json", left)
        return True

    def _read(self, name: str) -> Any:
        path = self._folder / name
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return []
        except ValueError as problem:
            raise Damaged(f"{path} is damaged: {problem}") from problem
        if not isinstance(value, list):
            raise Damaged(f"{path} is damaged: a list is expected")
        return value

    # A new file takes the place of the old one: a process that is killed leaves the one or the other.
    def _write(self, name: str, value: Any) -> None:
        path = self._folder / name
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(fresh, path)
