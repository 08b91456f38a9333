"""What the database holds."""

from django.core.validators import RegexValidator
from django.db import models

NAME = RegexValidator(r"\A[a-z0-9][a-z0-9_-]*\Z", "lower case letters, digits, '_' and '-' only, a letter or digit first")


class Bot(models.Model):
    """A bot that the platform knows."""

    name = models.CharField(max_length=64, unique=True, validators=[NAME])
    description = models.CharField(max_length=500, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def to_json(self):
        return {
            "id": self.pk,
            "name": self.name,
            "description": self.description,
            "is_active": self.is_active,
            "created_at": self.created_at.isoformat(),
        }
