from .bot import Bot
from .channel import Channel
from .conversation import Call, Conversation, Event, Message, Snapshot, Timer
from .media import Media
from .part import Operation, Part
from .secret import Secret
from .version import Version, VersionIsImmutable
from .visitor import BotValue, UserValues, Visitor

__all__ = [
    "Bot",
    "BotValue",
    "Call",
    "Channel",
    "Conversation",
    "Event",
    "Media",
    "Message",
    "Operation",
    "Part",
    "Secret",
    "Snapshot",
    "Timer",
    "UserValues",
    "Version",
    "VersionIsImmutable",
    "Visitor",
]
