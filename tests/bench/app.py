"""The server under test: the real chat socket and lifespan, beside a bare Channels echo to compare with."""

from botbuilder.settings.env import choose_settings

choose_settings()

import django  # noqa: E402

django.setup()

from channels.generic.websocket import AsyncJsonWebsocketConsumer  # noqa: E402
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from django.urls import re_path  # noqa: E402

from botbuilder.lifespan import lifespan  # noqa: E402
from flows.realtime.chat_consumer import ChatConsumer  # noqa: E402


class Echo(AsyncJsonWebsocketConsumer):
    async def receive_json(self, content, **kwargs):
        await self.send_json(content)


application = ProtocolTypeRouter(
    {
        "websocket": URLRouter(
            [
                re_path(r"^ws/echo/$", Echo.as_asgi()),
                re_path(r"^ws/chat/(?P<slug>[a-z0-9-]{1,63})/$", ChatConsumer.as_asgi()),
            ]
        ),
        "lifespan": lifespan,
    }
)
