"""Entries in a file of lines, each a JSON object; sums in whole cents."""

import json
import os
import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal

_ENTRY = re.compile(r"\s*(?P<sign>[+-]?)\s*(?P<amount>\d{1,9}(?:[.,]\d{1,2})?)\s+(?P<category>[\w-]{1,40})(?:\s+(?P<note>.{1,200}))?\s*", re.DOTALL)


@dataclass(frozen=True)
class Entry:
    key: str
    month: str
    cents: int
    category: str
    note: str
    author: str


def parse(text, key, when, author):
    """An entry of a message such as '12.50 food lunch'; None where it is none. With '+' it is income."""
    found = _ENTRY.fullmatch(text)
    if not found:
        return None
    amount = int((Decimal(found["amount"].replace(",", ".")) * 100).to_integral_value(ROUND_HALF_UP))
    return Entry(key, when[:7], amount if found["sign"] == "+" else -amount, found["category"].lower(), found["note"] or "", author)


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


class Ledger:
    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self._path = folder / "ledger.jsonl"
        self._entries = {}
        if self._path.exists():
            self._load()

    def _load(self):
        content = self._path.read_bytes()
        # A process that was killed may have left a part of the last line.
        whole = content[: content.rfind(b"\n") + 1]
        if whole != content:
            with open(self._path, "r+b") as file:
                file.truncate(len(whole))
        for line in whole.decode().splitlines():
            entry = Entry(**json.loads(line))
            self._entries[entry.key] = entry

    def __len__(self):
        return len(self._entries)

    def add(self, entry):
        """False for one that is there already: a message may be seen twice."""
        if entry.key in self._entries:
            return False
        with open(self._path, "a", encoding="utf-8") as file:
            file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        self._entries[entry.key] = entry
        return True

    def months(self):
        return sorted({entry.month for entry in self._entries.values()})

    def sums(self, month):
        """Cents of each category, the largest expense first."""
        totals = defaultdict(int)
        for entry in self._entries.values():
            if entry.month == month:
                totals[entry.category] += entry.cents
        return dict(sorted(totals.items(), key=lambda pair: (pair[1], pair[0])))

    def report(self, month):
        sums = self.sums(month)
        if not sums:
            return f"nothing in {month}"
        width = max(map(len, sums))
        most = max(abs(cents) for cents in sums.values()) or 1
        lines = [f"{name.ljust(width)} {money(cents).rjust(12)} {'#' * round(20 * abs(cents) / most)}".rstrip() for name, cents in sums.items()]
        return "\n".join([f"{month}:", *lines, f"{'together'.ljust(width)} {money(sum(sums.values())).rjust(12)}"])
