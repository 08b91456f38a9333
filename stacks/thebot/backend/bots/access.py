"""Who may change something: members of the staff, by session or by user name and password."""

import base64
import binascii

from django.contrib.auth import authenticate


def is_staff(request):
    if request.user.is_authenticated:
        return request.user.is_active and request.user.is_staff
    kind, _, credentials = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return False
    try:
        user, _, password = base64.b64decode(credentials, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    known = authenticate(request, username=user, password=password)
    return known is not None and known.is_staff
