"""Events of bots: published over Redis, streamed to whoever listens at /ws/events/."""

import asyncio
import json
import logging

from django.conf import settings

CHANNEL = "thebot.events"
log = logging.getLogger(__name__)


def publish(event):
    """Tells the listeners. An event that nobody could be told of is no reason to refuse the change."""
    if not settings.REDIS_URL:
        return
    from django_redis import get_redis_connection
    from redis.exceptions import RedisError

    try:
        get_redis_connection("default").publish(CHANNEL, json.dumps(event))
    except RedisError as problem:
        log.warning("an event was not published: %s", type(problem).__name__)


async def _gone(receive):
    while (await receive())["type"] != "websocket.disconnect":
        pass


async def _forward(subscription, send):
    async for message in subscription.listen():
        if message["type"] == "message":
            await send({"type": "websocket.send", "text": message["data"].decode()})


async def stream(receive, send):
    """One listener, until it or Redis goes."""
    from redis import asyncio as redis
    from redis.exceptions import RedisError

    await receive()
    if not settings.REDIS_URL:
        await send({"type": "websocket.close", "code": 1011})
        return
    client = redis.from_url(settings.REDIS_URL)
    try:
        async with client.pubsub() as subscription:
            await subscription.subscribe(CHANNEL)
            await send({"type": "websocket.accept"})
            tasks = [asyncio.ensure_future(_forward(subscription, send)), asyncio.ensure_future(_gone(receive))]
            done, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in others:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if tasks[1] not in done:
                await send({"type": "websocket.close", "code": 1011})
    except (RedisError, OSError) as problem:
        log.warning("events cannot be had: %s", type(problem).__name__)
        await send({"type": "websocket.close", "code": 1011})
    finally:
        await client.close()
