"""What Daphne serves: Django for HTTP, and the events of bots over WebSocket."""

import os

from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thebot.settings")
pages = ASGIStaticFilesHandler(get_asgi_application())

from bots.events import stream  # noqa: E402  (needs the settings that were loaded above)


async def application(scope, receive, send):
    if scope["type"] != "websocket":
        await pages(scope, receive, send)
    elif scope["path"] == "/ws/events/":
        await stream(receive, send)
    else:
        await receive()
        await send({"type": "websocket.close", "code": 4404})
