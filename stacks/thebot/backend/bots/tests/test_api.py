import base64

from django.contrib.auth import get_user_model
from django.test import TestCase

from bots.models import Bot

JSON = "application/json"


class Api(TestCase):
    def setUp(self):
        get_user_model().objects.create_superuser("admin", "", "correct-horse")
        self.staff = {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(b"admin:correct-horse").decode()}

    def test_a_bot_is_added_changed_and_removed(self):
        made = self.client.post("/api/bots/", {"name": "money-bot"}, content_type=JSON, **self.staff)
        self.assertEqual(made.status_code, 201)
        self.assertEqual([bot["name"] for bot in self.client.get("/api/bots/").json()["bots"]], ["money-bot"])
        address = f"/api/bots/{made.json()['id']}/"
        changed = self.client.patch(address, {"is_active": False}, content_type=JSON, **self.staff)
        self.assertFalse(changed.json()["is_active"])
        self.assertEqual(self.client.delete(address, **self.staff).status_code, 204)
        self.assertEqual(self.client.get(address).status_code, 404)

    def test_strangers_change_nothing(self):
        for credentials in ({}, {"HTTP_AUTHORIZATION": "Basic !"}, {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(b"admin:no").decode()}):
            answer = self.client.post("/api/bots/", {"name": "x"}, content_type=JSON, **credentials)
            self.assertEqual(answer.status_code, 401)
        self.assertEqual(Bot.objects.count(), 0)

    def test_odd_input_is_refused(self):
        cases = [(b"{", 400), (b"[]", 400), (b'{"owner": "me"}', 400), (b'{"name": "Two Words"}', 400), (b"{}", 400), (b'{"name": "' + b"x" * 20000 + b'"}', 413)]
        for body, status in cases:
            answer = self.client.post("/api/bots/", body, content_type=JSON, **self.staff)
            self.assertEqual(answer.status_code, status, body[:40])
        answer = self.client.post("/api/bots/", "name=x", content_type="application/x-www-form-urlencoded", **self.staff)
        self.assertEqual(answer.status_code, 415)

    def test_a_name_is_taken_once(self):
        self.client.post("/api/bots/", {"name": "one"}, content_type=JSON, **self.staff)
        again = self.client.post("/api/bots/", {"name": "one"}, content_type=JSON, **self.staff)
        self.assertEqual((again.status_code, list(again.json()["fields"])), (400, ["name"]))

    def test_the_documents_name_every_address(self):
        self.assertIn("/api/bots/{id}/", self.client.get("/api/docs/openapi.json").json()["paths"])
        self.assertContains(self.client.get("/api/docs/"), "DELETE /api/bots/{id}/")
