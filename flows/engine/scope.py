"""Names as expressions and templates see them in the middle of a turn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .events import Happened

if TYPE_CHECKING:
    from .run import Run

SPECIAL = ("said", "event", "problem", "language", "now", "timezone", "user", "bot", "session", "channel", "goals")
GOALS = "@goals"  # where a conversation keeps the goals it has reached; no variable can have this name


class Scope(Mapping[str, Any]):
    """Declared variables first, then values saved under undeclared names, then what the engine knows itself.

    `said` is `{"text", "intent", "confidence", "entities": {name: value}, "sentiment"}` of the utterance of this turn
    (`sentiment` is `{"label", "score", "frustration"}`), `event` is
    `{"name", "data"}`, `now` is in epoch seconds, `user` and `bot` hold all values of these scopes, `goals` is the list
    of goals reached in this conversation.
    """

    __slots__ = ("_run",)

    def __init__(self, run: Run) -> None:
        self._run = run

    def get(self, key: str, default: Any = None) -> Any:
        value = self._run.get(key)
        return default if value is None else value

    def __getitem__(self, key: str) -> Any:
        return self._run.get(key)

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._run.get(key) is not None

    def __iter__(self) -> Iterator[str]:
        return iter((*self._run.bot.variables, *self._run.variables, *SPECIAL))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def special(run: Run, name: str) -> Any:
    """What the engine itself knows under a name; None where it knows nothing."""
    match name:
        case "said":
            return None if run.heard is None else run.heard.to_scope()
        case "event" if isinstance(run.event, Happened):
            return {"name": run.event.name, "data": run.event.data}
        case "language":
            return run.language or run.bot.default_language
        case "now":
            return run.event.at
        case "timezone":
            return run.user.get("timezone")
        case "user":
            return run.user
        case "bot":
            return run.bot_values
        case "session":
            return run.session
        case "channel":
            return run.event.channel
        case "goals":
            return run.variables.get(GOALS, [])
        case _:
            return None
