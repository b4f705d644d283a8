"""Addresses of visitors: the chat over REST, and the webhook that speaks Rasa's REST channel."""

from django.urls import path, re_path

from flows.adapters.uploads import FILE

from . import chat, chat_files, chat_webhook

_SLUG = r"(?P<slug>[a-z0-9-]{1,63})"
_CONVERSATIONS = rf"^api/v1/chat/{_SLUG}/conversations/"

urlpatterns = [
    re_path(_CONVERSATIONS + r"$", chat.conversations),
    re_path(_CONVERSATIONS + r"(?P<conversation>[0-9a-fA-F-]{32,36})/messages/$", chat.messages),
    re_path(_CONVERSATIONS + r"(?P<conversation>[0-9a-fA-F-]{32,36})/files/$", chat_files.files),
    re_path(rf"^api/v1/chat/uploads/(?P<folder>[0-9a-f]{{32}})/(?P<name>{FILE})$", chat_files.file),
    re_path(rf"^webhooks/{_SLUG}/rest/webhook$", chat_webhook.webhook),
    re_path(rf"^webhooks/{_SLUG}/rest/?$", chat_webhook.health),
    path("api/v1/chat/<path:rest>", chat.nowhere),
]
