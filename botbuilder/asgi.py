"""HTTP, WebSocket and lifespan in one application."""

from botbuilder.settings.env import choose_settings

choose_settings()

from django.core.asgi import get_asgi_application  # noqa: E402

django_application = get_asgi_application()

from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402

from botbuilder.lifespan import lifespan  # noqa: E402
from flows.realtime.routing import websocket_urlpatterns  # noqa: E402

application = ProtocolTypeRouter(
    {
        "http": django_application,
        "websocket": URLRouter(websocket_urlpatterns),
        "lifespan": lifespan,
    }
)
