"""What the channels take. A channel that is not here takes everything."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Most characters of a text, of a text with buttons, and of the title of a button; most buttons. None: no limit.

    Whatever is over is not lost: connectors split texts, shorten titles and list options. It only looks worse.
    """

    title: str
    text: int | None = None
    text_with_buttons: int | None = None
    button: int | None = None
    buttons: int | None = None


LIMITS: dict[str, Limits] = {
    "slack": Limits("Slack", 4000, 3000, 75, 25),
    "whatsapp": Limits("WhatsApp", 4096, 1024, 20, 10),
    "messenger": Limits("Messenger", 2000, 640, 20, 13),
    "telegram": Limits("Telegram", 4096, 4096, 64, 100),
    "rocketchat": Limits("Rocket.Chat", 5000, 5000),
    "teams": Limits("Teams", 25_000, 25_000, None, 6),
    "sms": Limits("SMS", 1600, 1600),
    "dialogflow": Limits("Dialogflow", None, None, 20),
}
