"""The names that expressions and templates may read beside the variables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .events import Happened

if TYPE_CHECKING:
    from .run import Run

SPECIAL = (
    "said", "event", "problem", "language", "now", "timezone", "user", "bot", "session", "channel", "goals",
    "open_contexts",
)  # fmt: skip
GOALS = "@goals"  # where a conversation keeps the goals it has reached; no variable can have this name


def special(run: Run, name: str) -> Any:
    """What the engine itself knows under a name; None where it knows nothing.

    `said` is `{"text", "intent", "confidence", "entities": {name: value}, "sentiment", "parts"}` of the utterance of
    this turn (`sentiment` is `{"label", "score", "frustration"}`, `parts` are its matters where it is about several),
    `event` is `{"name", "data"}`, `now` is in epoch seconds, `user` and `bot` hold all values of these scopes, `goals`
    is the list of goals reached in this conversation, `open_contexts` is {context: utterances that it still lives}.
    """
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
        case "open_contexts":
            from .dialogue_memory import lives_of_contexts  # here, because the two need each other

            return lives_of_contexts(run)
        case _:
            return None
