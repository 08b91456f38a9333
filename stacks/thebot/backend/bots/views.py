"""The API of bots. Everybody may look; members of the staff may change."""

import json

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .access import is_staff
from .events import publish
from .models import Bot

LARGEST_BODY = 16 * 1024


def _refuse(status, text, **more):
    return JsonResponse({"error": text, **more}, status=status)


def _unauthorized():
    answer = _refuse(401, "sign in as a member of the staff")
    answer["WWW-Authenticate"] = 'Basic realm="THE_BOT", charset="UTF-8"'
    return answer


def _read(request):
    """The request's object, or what is wrong with it."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BODY:
        return None, _refuse(413, f"at most {LARGEST_BODY} bytes")
    try:
        value = json.loads(request.body)
    except (ValueError, UnicodeDecodeError):
        return None, _refuse(400, "this is no JSON")
    known = {"name", "description", "is_active"}
    if not isinstance(value, dict) or not set(value) <= known:
        return None, _refuse(400, f"an object with {', '.join(sorted(known))} is expected")
    return value, None


def _save(bot, values, status):
    for name, value in values.items():
        setattr(bot, name, value)
    try:
        bot.full_clean()
    except ValidationError as problem:
        return _refuse(400, "some values are wrong", fields=problem.message_dict)
    bot.save()
    publish({"event": "created" if status == 201 else "changed", "bot": bot.to_json()})
    return JsonResponse(bot.to_json(), status=status)


# A form of another site cannot send JSON with a password of ours; sessions of the staff are checked for their origin.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def bots(request):
    if request.method != "POST":
        return JsonResponse({"bots": [bot.to_json() for bot in Bot.objects.all()]})
    if request.content_type != "application/json":
        return _refuse(415, "Content-Type: application/json is expected")
    if not is_staff(request):
        return _unauthorized()
    values, problem = _read(request)
    return problem or _save(Bot(), values, 201)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def bot(request, number):
    found = Bot.objects.filter(pk=number).first()
    if found is None:
        return _refuse(404, f"there is no bot {number}")
    if request.method in ("GET", "HEAD"):
        return JsonResponse(found.to_json())
    if not is_staff(request):
        return _unauthorized()
    if request.method == "DELETE":
        publish({"event": "removed", "bot": found.to_json()})
        found.delete()
        return HttpResponse(status=204)
    values, problem = _read(request)
    return problem or _save(found, values, 200)
