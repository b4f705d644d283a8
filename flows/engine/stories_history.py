"""What the conversation remembers of its last turns, for stories and the policy: small, bounded, and exact JSON.

It lies in the state's `memory` under `stories`: `{"turns": [turn…], "cut", "lead"}`. A turn is
`{"u": 1, "i": intent, "t": text of a story, "e": [entities of stories], "a": [acts], "d": depth, "x": 1}`, all
optional: `u` says that a visitor began it, `d` is the height of the stack that it interrupted, `x` says that an answer
or a rule took it beside the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .heard import Heard
from .policy import Ranked
from .run import Run
from .stories import Stories, readings_of
from .stories_points import ANYTHING, HISTORY_TURNS, START, UNKNOWN, entity_words

MOST_ACTS = 10  # of the bot in one turn
NAME = "stories"


class History:
    """The working copy of one turn. `keep` writes it into the run's memory.

    `led`: a story has spoken last, though a form waits below; what is said now is meant for the story. `leads`: the
    same of this turn and the next.
    `predictions` and `acts_done` are of this turn: what the policy said, and `{"act", "by", "confidence"}`.
    """

    __slots__ = ("_cut", "_plain", "_stories", "acts_done", "leads", "led", "predictions", "turns")

    def __init__(self, stories: Stories, stored: Mapping[str, Any]) -> None:
        self._stories = stories
        self._plain = not stories.texts and not stories.takes_anything  # an utterance can be taken in one way only
        self._cut = bool(stored.get("cut"))
        self.turns: list[dict[str, Any]] = [{**one, "a": list(one.get("a", ()))} for one in stored.get("turns", ())]
        self.led = bool(stored.get("lead"))
        self.leads = False
        self.acts_done: list[dict[str, Any]] = []
        self.predictions: list[Ranked] = []

    def keep(self, run: Run) -> None:
        if len(self.turns) > HISTORY_TURNS:
            del self.turns[:-HISTORY_TURNS]
            self._cut = True
        body: dict[str, Any] = {}
        if self.turns:
            body["turns"] = [{key: value for key, value in one.items() if value} for one in self.turns]
        if self._cut:
            body["cut"] = True
        if self.leads:
            body["lead"] = True
        if body != run.memory.get(NAME, {}):
            run.memory = {**run.memory, NAME: body}

    def drop_interruptions(self, height: int) -> None:
        """Forgets interruptions that are over: what they had interrupted is in front again."""
        if height:
            self.turns = [one for one in self.turns if one.get("d") != height]

    def hear(self, heard: Heard, *, over: int = 0, beside: bool = False) -> None:
        """A turn begins. `over` is the height of the stack it interrupts; `beside`: no story is concerned."""
        turn: dict[str, Any] = {"u": 1, "i": heard.intent, "a": []}
        turn["t"] = heard.folded if heard.folded in self._stories.texts else None
        turn["e"] = sorted(entities_heard(heard) & self._stories.entities) if heard.entities else []
        turn["d"] = over
        turn["x"] = int(beside)
        self.turns.append(turn)

    def unhear(self) -> None:
        """The last turn was for somebody else."""
        self.turns.pop()

    def did(self, token: str) -> None:
        """The bot has acted. What no utterance has begun, such as the start of a session, is a turn of its own."""
        if not self.turns:
            self.turns.append({"a": []})
        acts: list[str] = self.turns[-1]["a"]
        if len(acts) < 2 * MOST_ACTS:
            acts.append(token)

    @property
    def last(self) -> str:
        """What the bot did last since the last utterance; empty where it did nothing."""
        return self.turns[-1]["a"][-1] if self.turns and self.turns[-1]["a"] else ""

    @property
    def entities(self) -> frozenset[str]:
        return frozenset(self.turns[-1].get("e", ())) if self.turns else frozenset()

    def readings(self, *, without_asides: bool = False) -> tuple[tuple[str, ...], ...]:
        """The history as tokens, oldest first, in every way the utterances can be taken."""
        shown = self.turns[-HISTORY_TURNS:]
        if without_asides:
            shown = [turn for turn in shown[:-1] if not turn.get("x")] + shown[-1:]
        begin = [] if self._cut or len(self.turns) > HISTORY_TURNS else [START]
        if self._plain:
            for turn in shown:
                if turn.get("u"):
                    begin.append(f"u:{turn['i']}" if turn.get("i") else UNKNOWN)
                begin += turn["a"]
            return (tuple(begin),)
        options: list[tuple[str, ...]] = [(token,) for token in begin]
        for turn in shown:
            if turn.get("u"):
                options.append(self._spoken(turn))
            options.extend((act,) for act in turn["a"])
        return readings_of(options)

    def has_asides(self) -> bool:
        return any(one.get("x") for one in self.turns[-HISTORY_TURNS:-1])

    def _spoken(self, turn: Mapping[str, Any]) -> tuple[str, ...]:
        """Tokens an utterance can be taken for."""
        found = [f"t:{turn['t']}"] if turn.get("t") else []
        found.append(f"u:{turn['i']}" if turn.get("i") else UNKNOWN)
        if self._stories.takes_anything:
            found.append(ANYTHING)
        return tuple(found)

    def bids(self) -> list[dict[str, Any]]:
        """What the policy said to the utterance, as bids of the ranking."""
        ranked = self.predictions[0] if self.predictions else ()
        return [
            {"who": "policy", "what": act, "confidence": sure, "why": "learned from stories"} for act, sure in ranked
        ]

    def trace(self) -> dict[str, Any]:
        """For the turn's trace; empty where no story was concerned."""
        if not self.acts_done and not self.predictions:
            return {}
        body: dict[str, Any] = {"acts": self.acts_done}
        if self.predictions:
            body["policy"] = [{"ranked": [list(one) for one in ranked]} for ranked in self.predictions]
        return body


def history_of(run: Run) -> History:
    """The history of this turn's run; read when it is first asked for."""
    if run.history is None:
        run.history = History(run.bot.stories, run.memory.get(NAME, {}))
        run.history.drop_interruptions(len(run.stack))
    history: History = run.history
    return history


def entities_heard(heard: Heard) -> frozenset[str]:
    """Names of the entities, and each as `name=value`."""
    mentions = [(str(one.get("entity")), one.get("value", one.get("text"))) for one in heard.entities]
    names = [(name, None) for name, _ in mentions]
    return frozenset(entity_words([*names, *mentions]))
