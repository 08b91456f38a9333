import asyncio
import unittest

from aiohttp import ClientSession, web

from pyhabot.telegram import Telegram


class TelegramChat(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.sent = asyncio.Queue()
        self.updates = [{"update_id": 7, "message": {"chat": {"id": 5}, "text": "/list"}}]

        async def answer(request):
            values = await request.json()
            method = request.path.rpartition("/")[2]
            if not request.path.startswith("/botgood/"):
                return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
            if method == "getUpdates":
                fresh, self.updates = [u for u in self.updates if u["update_id"] >= values["offset"]], []
                if not fresh:
                    await asyncio.sleep(0.05)
                return web.json_response({"ok": True, "result": fresh})
            if method == "sendMessage":
                await self.sent.put((values["chat_id"], values["text"]))
            return web.json_response({"ok": True, "result": {"username": "pyhabot"}})

        app = web.Application()
        app.router.add_post("/{path:.*}", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        self.addAsyncCleanup(runner.cleanup)
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        self.api = "http://127.0.0.1:%d" % site._server.sockets[0].getsockname()[1]
        self.session = ClientSession()
        self.addAsyncCleanup(self.session.close)

    async def test_a_command_is_answered_and_news_reach_the_chat(self):
        chat = Telegram(self.session, "good", self.api)

        async def echo(text):
            return f"heard {text}"

        await chat.listen(echo)
        self.assertEqual(await asyncio.wait_for(self.sent.get(), 10), (5, "heard list"))
        await chat.say("news")
        self.assertEqual(await asyncio.wait_for(self.sent.get(), 10), (5, "news"))
        await chat.close()

    async def test_a_wrong_token_is_told_without_showing_it(self):
        with self.assertRaises(ConnectionError) as caught:
            await Telegram(self.session, "bad-token", self.api).listen(None)
        self.assertEqual(str(caught.exception), "401 Unauthorized")

    async def test_nobody_listening_shows_no_address(self):
        with self.assertRaises(ConnectionError) as caught:
            await Telegram(self.session, "secret", "http://127.0.0.1:1").listen(None)
        self.assertNotIn("secret", str(caught.exception))
