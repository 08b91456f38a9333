"""Reads advertisements out of a search page."""

import re
from dataclasses import asdict, dataclass

from bs4 import BeautifulSoup


@dataclass(frozen=True)
class Ad:
    number: int
    title: str
    address: str
    price: int | None
    city: str
    seller: str

    def to_json(self):
        return asdict(self)


def _text(row, selector):
    found = row.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def _price(text):
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None


def read(html):
    """The advertisements of a page, in its order. Rows that are no advertisements are left out."""
    ads = []
    for row in BeautifulSoup(html, "html.parser").select("li.media"):
        number = row.get("data-uadid", "")
        link = row.select_one(".uad-title a[href]")
        if not number.isdigit() or link is None:
            continue
        ads.append(
            Ad(
                number=int(number),
                title=" ".join(link.get_text(" ").split()),
                address=link["href"],
                price=_price(_text(row, ".uad-price")),
                city=_text(row, ".uad-light"),
                seller=_text(row, ".uad-user"),
            )
        )
    return ads
