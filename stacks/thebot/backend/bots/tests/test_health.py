from unittest import mock

from django.test import TestCase


class Health(TestCase):
    def test_a_migrated_database_is_well(self):
        answer = self.client.get("/api/system/health/")
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(
            {"status": "ok", "version": "1.0.0", "database": "ok", "cache": "ok", "pending_migrations": []}, answer.json()
        )

    def test_a_missing_migration_is_named(self):
        with mock.patch("bots.health._pending_migrations", return_value=["bots.0002_bot_is_active"]):
            answer = self.client.get("/api/system/health/")
        self.assertEqual((answer.status_code, answer.json()["status"]), (503, "down"))
        self.assertEqual(answer.json()["pending_migrations"], ["bots.0002_bot_is_active"])

    def test_without_a_cache_it_is_slow_and_not_down(self):
        with mock.patch("bots.health.cache.set", side_effect=OSError("away")):
            answer = self.client.get("/api/system/health/")
        self.assertEqual((answer.status_code, answer.json()["status"]), (200, "degraded"))
