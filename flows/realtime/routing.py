"""Addresses of the sockets."""

from django.urls import re_path

from .chat_consumer import ChatConsumer, nowhere
from .editor_consumer import EditorConsumer

websocket_urlpatterns = [
    re_path(r"^ws/chat/(?P<slug>[a-z0-9-]{1,63})/$", ChatConsumer.as_asgi()),
    re_path(r"^ws/editor/(?P<slug>[a-z0-9-]{1,63})/$", EditorConsumer.as_asgi()),
    re_path(r"", nowhere),
]
