from .bot import Bot
from .channel import Channel
from .conversation import Call, Conversation, Event, Message, Snapshot, Timer
from .evaluation import DismissedSuggestion, Evaluation, Suggestions
from .handoff import AgentQueue, Handoff
from .media import Media
from .part import Operation, Part
from .problem import NodeProblem
from .secret import Secret
from .table import TableRow
from .unsure import UnsureUtterance
from .version import Version, VersionIsImmutable
from .visitor import BotValue, UserValues, Visitor

__all__ = [
    "AgentQueue",
    "Bot",
    "BotValue",
    "Call",
    "Channel",
    "Conversation",
    "DismissedSuggestion",
    "Evaluation",
    "Event",
    "Handoff",
    "Media",
    "Message",
    "NodeProblem",
    "Operation",
    "Part",
    "Secret",
    "Snapshot",
    "Suggestions",
    "TableRow",
    "Timer",
    "UnsureUtterance",
    "UserValues",
    "Version",
    "VersionIsImmutable",
    "Visitor",
]
