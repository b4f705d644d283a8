"""Addresses of the pages. Everything below /studio/ is one page; the browser finds the rest."""

from django.templatetags.static import static
from django.urls import path, re_path
from django.views.generic import RedirectView

from .chat_pages import bot_card, chat_page, demo_page
from .embed import embed_script
from .studio import studio_page

urlpatterns = [
    path("", RedirectView.as_view(url="/studio/")),
    path("favicon.ico", RedirectView.as_view(url=static("web/icon.svg"))),
    path("webchat.js", embed_script),
    path("demo", RedirectView.as_view(url="/demo/")),
    path("demo/", demo_page),
    path("chat/<str:slug>", RedirectView.as_view(url="/chat/%(slug)s/")),
    path("chat/<str:slug>/", chat_page),
    path("chat/<str:slug>/bot.json", bot_card),
    path("sign-in", RedirectView.as_view(url="/sign-in/")),
    path("sign-in/", studio_page),
    path("studio", RedirectView.as_view(url="/studio/")),
    re_path(r"^studio/.*$", studio_page),
]
