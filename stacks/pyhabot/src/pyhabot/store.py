"""Watches and what they have seen, in one JSON file."""

from tinydb import Query, TinyDB


class Store:
    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self._database = TinyDB(folder / "pyhabot.json")
        self._watches = self._database.table("watches")
        self._ads = self._database.table("ads")

    def add(self, address):
        """A new watch with the next number, which is given only once."""
        known = [watch["id"] for watch in self._watches.all()]
        watch = {"id": max(known, default=0) + 1, "address": address}
        self._watches.insert(watch)
        return watch

    def remove(self, number):
        if not self._watches.contains(Query().id == number):
            return False
        self._watches.remove(Query().id == number)
        self._ads.remove(Query().watch == number)
        return True

    def watches(self):
        return [dict(watch) for watch in self._watches.all()]

    def ads(self, watch):
        return [dict(ad) for ad in self._ads.search(Query().watch == watch)]

    def compare(self, watch, ads):
        """What is new and what costs something else than before; keeps the page as it is now."""
        before = {ad["number"]: ad for ad in self.ads(watch)}
        changes = []
        for ad in ads:
            known = before.get(ad.number)
            if known is None:
                self._ads.insert({"watch": watch, **ad.to_json()})
                changes.append(("new", ad, None))
            elif known["price"] != ad.price:
                self._ads.update({"price": ad.price}, (Query().watch == watch) & (Query().number == ad.number))
                changes.append(("price", ad, known["price"]))
        return changes

    def close(self):
        self._database.close()
