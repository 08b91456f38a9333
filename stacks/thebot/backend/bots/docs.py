"""What the API can do: for programs as OpenAPI 3, for people as a page."""

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_safe

_BODY = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Bot"}}}}


def _operation(summary, staff=False, **more):
    return {"summary": summary, **({"security": [{"staff": []}]} if staff else {}), "responses": {"default": {"description": "see summary"}}, **more}


_PATHS = {
    "/api/system/health/": {"get": _operation("How the backend, its database and its cache are")},
    "/api/bots/": {
        "get": _operation("All bots by name"),
        "post": _operation("Adds a bot", staff=True, requestBody=_BODY),
    },
    "/api/bots/{id}/": {
        "get": _operation("One bot"),
        "patch": _operation("Changes a bot", staff=True, requestBody=_BODY),
        "delete": _operation("Removes a bot", staff=True),
    },
}


@require_safe
def openapi(request):
    properties = {
        "name": {"type": "string", "maxLength": 64, "pattern": "^[a-z0-9][a-z0-9_-]*$"},
        "description": {"type": "string", "maxLength": 500},
        "is_active": {"type": "boolean"},
    }
    return JsonResponse(
        {
            "openapi": "3.0.3",
            "info": {"title": "THE_BOT", "version": settings.VERSION},
            "paths": _PATHS,
            "components": {
                "schemas": {"Bot": {"type": "object", "properties": properties}},
                "securitySchemes": {"staff": {"type": "http", "scheme": "basic"}},
            },
        }
    )


@require_safe
def page(request):
    rows = format_html_join(
        "\n",
        "<tr><td><code>{} {}</code></td><td>{}</td></tr>",
        ((method.upper(), path, what["summary"]) for path, methods in _PATHS.items() for method, what in methods.items()),
    )
    text = '<!doctype html><html lang="en"><title>THE_BOT: the API</title><h1>The API</h1><table>{}</table><p><a href="openapi.json">OpenAPI</a></p></html>'
    return HttpResponse(format_html(text, rows))
