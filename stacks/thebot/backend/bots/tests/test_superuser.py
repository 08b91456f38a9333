import os
from io import StringIO
from unittest import mock

from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase


def ensure(**variables):
    said = StringIO()
    with mock.patch.dict(os.environ, variables):
        call_command("ensure_superuser", stdout=said)
    return said.getvalue().strip()


class Superuser(TestCase):
    def test_it_is_made_once(self):
        self.assertEqual(ensure(DJANGO_SUPERUSER_USERNAME="root", DJANGO_SUPERUSER_PASSWORD="one"), "administrator 'root' is made")
        self.assertEqual(ensure(DJANGO_SUPERUSER_USERNAME="root", DJANGO_SUPERUSER_PASSWORD="two"), "administrator 'root' is there and stays as it is")
        user = get_user_model().objects.get(username="root")
        self.assertTrue(user.is_superuser and user.check_password("one"))

    def test_none_is_made_unless_named(self):
        self.assertEqual(ensure(), "no administrator is named: DJANGO_SUPERUSER_USERNAME is not set")

    def test_a_password_is_wanted(self):
        with self.assertRaises(CommandError):
            ensure(DJANGO_SUPERUSER_USERNAME="root")
