"""Makes the first administrator, where the environment names one and there is no user of that name."""

import os

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args, **options):
        name = os.environ.get("DJANGO_SUPERUSER_USERNAME", "")
        if not name:
            self.stdout.write("no administrator is named: DJANGO_SUPERUSER_USERNAME is not set")
            return
        users = get_user_model().objects
        if users.filter(username=name).exists():
            self.stdout.write(f"administrator '{name}' is there and stays as it is")
            return
        password = os.environ.get("DJANGO_SUPERUSER_PASSWORD", "")
        if not password:
            raise CommandError(f"administrator '{name}' cannot be made: DJANGO_SUPERUSER_PASSWORD is not set")
        users.create_superuser(name, os.environ.get("DJANGO_SUPERUSER_EMAIL", ""), password)
        self.stdout.write(f"administrator '{name}' is made")
