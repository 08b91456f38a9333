"""Talks on Discord: in every channel in which it was spoken to since its start."""

import asyncio
import logging

import discord

log = logging.getLogger("pyhabot_logger")


class Discord:
    def __init__(self, token):
        intents = discord.Intents.default()
        intents.message_content = True
        self._client = discord.Client(intents=intents)
        self._token = token
        self._channels = {}
        self._task = None

    async def say(self, text):
        for channel in list(self._channels.values()):
            try:
                await channel.send(text)
            except discord.DiscordException as problem:
                log.warning("a message was not sent", extra={"reason": type(problem).__name__})

    async def listen(self, answer):
        client = self._client

        @client.event
        async def on_message(message):
            if message.author == client.user or not client.user.mentioned_in(message):
                return
            self._channels[message.channel.id] = message.channel
            await message.channel.send(await answer(message.content.partition(">")[2]))

        await client.login(self._token)
        log.info("signed in", extra={"integration": "discord"})
        self._task = asyncio.ensure_future(client.connect())

    async def close(self):
        await self._client.close()
        if self._task:
            await asyncio.gather(self._task, return_exceptions=True)
