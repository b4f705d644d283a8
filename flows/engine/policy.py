"""The learned policy as the engine sees it: an object that is given to `compile_bot`, and what it makes of a turn.

The engine makes the features (`features_of`), so that training and running never see different ones; who fits weights
to them is none of its business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from .stories_points import HISTORY_TURNS, LISTEN, START, is_utterance

Ranked = Sequence[tuple[str, float]]
"""Acts as in a history, or `listen`, with a calibrated confidence rounded to 1e-4, the best first."""

SURE_ENOUGH = 0.4


class Policy(Protocol):
    def predict(self, features: Sequence[str]) -> Ranked:
        """The best few acts; none where nothing was learned."""


class RecordedPolicy:
    """Gives back what a trace has recorded under `policy`, in its order: a replay needs no model."""

    def __init__(self, traces: Iterable[Mapping[str, Any]]) -> None:
        self._ranked = [one["ranked"] for trace in traces for one in trace.get("policy", ())]
        self._next = 0

    def predict(self, features: Sequence[str]) -> Ranked:
        if self._next == len(self._ranked):
            return ()
        self._next += 1
        return [(act, confidence) for act, confidence in self._ranked[self._next - 1]]


def features_of(
    tokens: Sequence[str],
    entities: Iterable[str],
    slots: Iterable[tuple[str, str]],
    form: str,
    words: Iterable[str] = (),
) -> list[str]:
    """What the policy looks at: what was said and done, in pairs, so that a past it has not seen leaves the words to
    decide. At the beginning of a turn the utterance stands beside earlier turns, later on the last act does.

    `words` are those of the last utterance that stories quote. The list is short (about thirty) and has no doubles.
    """
    turns = _turns(tokens)
    spoken, acts = turns[0]
    last = acts[-1] if acts else LISTEN
    found = ["bias", f"u0:{spoken}", f"last:{last}", f"u0+last:{spoken}+{last}", f"f+u0:{form}+{spoken}"]
    found.append(f"f+last:{form}+{last}")
    now = last if acts else spoken
    if acts:
        found.append(f"last2:{acts[-2] if len(acts) > 1 else LISTEN}+{last}")
    for age, (said, done) in enumerate(turns[1:HISTORY_TURNS], start=1):
        found.append(f"now+u{age}:{now}+{said}")
        found.append(f"now+e{age}:{now}+{done[-1] if done else LISTEN}")
        found.extend(f"now+a{age}:{now}+{act}" for act in dict.fromkeys(done[:-1]))
    found.extend(f"ent:{one}" for one in entities)
    for name, feature in slots:
        found += [f"s:{name}={feature}", f"s+now:{name}={feature}+{now}"]
    found.extend(f"w:{word}" for word in words)
    if tokens and tokens[0] == START:
        found.append(f"start+now:{now}")
    return list(dict.fromkeys(found))


def _turns(tokens: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Utterance and acts of each turn, the newest first; at least one."""
    turns: list[tuple[str, list[str]]] = []
    for token in tokens:
        if token == START:
            continue
        if is_utterance(token):
            turns.append((token, []))
        elif turns:
            turns[-1][1].append(token)
        else:
            turns.append(("", [token]))
    turns.reverse()
    return turns or [("", [])]
