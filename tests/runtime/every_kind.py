"""A bot that shows every kind of message, then asks every kind of question, one after the other."""

from __future__ import annotations

import base64
from typing import Any

from .bots import Document, bot

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PICTURE = "data:image/png;base64," + base64.b64encode(PNG).decode()

MESSAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("say", {"message": {"content": "welcome"}}),
    ("image", {"url": "/static/web/mark.svg", "alt": "A thread", "caption": "Our mark"}),
    ("video", {"url": "/static/none.mp4", "alt": "A tour"}),
    ("audio", {"url": "/static/none.mp3", "alt": "A greeting"}),
    ("file", {"url": "/static/menu.pdf", "name": "Menu", "caption": "Two pages"}),
    ("card", {"title": "Margherita", "subtitle": "9 €", "text": "Basil", "actions": [{"title": "I take it"}]}),
    ("carousel", {"items": [{"title": "One", "text": "First"}, {"title": "Two"}, {"title": "Three"}]}),
    ("location", {"lat": 48.86, "lon": 2.35, "name": "Our shop", "address": "1 rue de Rivoli"}),
    ("quick_replies", {"message": "Anything else?", "options": [{"id": "m", "title": "The menu"}]}),
    ("typing", {"seconds": 0.5}),
)
QUESTIONS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("dropdown", {"message": "Where do you live?", "variable": "country", "options": [
        {"id": "fr", "title": "France"}, {"id": "be", "title": "Belgium"}, {"id": "it", "title": "Italy"}]}),
    ("dropdown", {"message": "Which languages?", "variable": "spoken", "multiple": True, "options": [
        {"id": "en", "title": "English"}, {"id": "fr", "title": "French"}, {"id": "de", "title": "German"}]}),
    ("multi_select", {"message": "What shall be on it?", "variable": "toppings", "max": 2, "options": [
        {"id": "o", "title": "Olives"}, {"id": "h", "title": "Ham"},
        {"id": "m", "title": "Mushrooms", "description": "From the woods"}]}),
    ("rating", {"message": "How was it?", "variable": "stars", "low": "Bad", "high": "Great"}),
    ("rating", {"message": "And the service?", "variable": "mood", "look": "faces"}),
    ("rating", {"message": "Would you tell a friend?", "variable": "nps", "look": "numbers", "scale": 10}),
    ("date_picker", {"message": "Which day?", "variable": "day", "min": "2026-01-01"}),
    ("date_picker", {"message": "And when?", "variable": "moment", "time": True}),
    ("file_upload", {"message": "A photo, please.", "variable": "photos", "accept": ["image"], "most": 2}),
    ("ask", {"message": "Your e-mail?", "variable": "mail", "expects": "email"}),
)  # fmt: skip
SUMMARY = (
    "{{ country }}; {{ spoken | join: '+' }}; {{ toppings | join: '+' }}; {{ stars }} {{ mood }} {{ nps }}; {{ day }}; "
    "{{ moment }}; {{ photos[0].name }}; {{ mail }}"
)


def every_kind(*, questions_only: bool = False) -> Document:
    kinds = QUESTIONS if questions_only else (*MESSAGES, *QUESTIONS)
    steps = [{"type": type, "config": config} for type, config in (*kinds, ("say", {"message": SUMMARY}))]
    steps.append({"type": "listen", "config": {}})
    sorry = {"id": "sorry", "title": "Sorry", "steps": [{"id": "e", "type": "say", "config": {"message": "Failed."}}]}
    made = bot(
        *steps,
        content=[{"id": "welcome", "message": {"text": {"en": "Welcome!", "fr": "Bienvenue !"}}}],
        variables=[{"name": "photos", "type": "list"}],
        languages=["en", "fr"],
    )
    flow = made["flows"][0]
    flow["nodes"].append(sorry)
    flow["transitions"] += [
        {"id": f"f{number}", "node": "n1", "step": f"s{number}", "output": "failed", "target": "sorry"}
        for number, step in enumerate(steps, start=1)
        if step["type"] in {kind for kind, _ in QUESTIONS}
    ]
    return made
