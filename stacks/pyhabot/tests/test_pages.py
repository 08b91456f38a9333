import unittest
from pathlib import Path

from pyhabot import pages

FOLDER = Path(__file__).parent.parent / "pages"


class Pages(unittest.TestCase):
    def test_advertisements_are_read_and_the_site_s_own_left_out(self):
        ads = pages.read((FOLDER / "laptop.html").read_text(encoding="utf-8"))
        self.assertEqual([(ad.number, ad.price, ad.city, ad.seller) for ad in ads], [(7001, 45000, "Budapest", "anna"), (7002, 590000, "Szeged", "béla")])
        self.assertEqual(ads[0].title, "ThinkPad X220, jó állapotban")

    def test_an_advertisement_may_have_no_price_and_no_seller(self):
        ad = pages.read((FOLDER / "monitor.html").read_text(encoding="utf-8"))[0]
        self.assertEqual((ad.price, ad.seller), (None, ""))

    def test_a_page_of_something_else_has_none(self):
        for html in ("", "<p>", "<li class=media data-uadid=x>", "<li class=media data-uadid=1>", "\x00\xff"):
            self.assertEqual(pages.read(html), [])
