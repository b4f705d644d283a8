"""A visitor who wants no more messages gets none, before anything else is asked about what was said."""

from __future__ import annotations

from .dialogue_memory import remember
from .effects import EndSession
from .events import AgentActed, Event, Said
from .fold import fold
from .graph import CompiledBot
from .phrases import OPT_IN, OPT_OUT, base_language, sentence
from .run import Run
from .stack import drop_all


def opts_out(run: Run, event: Said) -> bool:
    """Takes the words that end all messages; True where the turn is over with that."""
    if event.payload is not None or run.memory.get("opted_out") or fold(event.text) not in _ways_out(run):
        return False
    drop_all(run)
    language = run.language or run.bot.default_language
    run.decide("opt out", "out", "words of the visitor")
    run.say_rendered({"type": "text", "text": sentence("opted_out", language)}, "")
    run.emit("opted_out", {})
    remember(run, "opted_out", value=True)
    run.offer = None
    run.unheard = None
    run.open = False
    run.effects.append(EndSession())
    return True


def opted_out(run: Run, event: Event) -> bool:
    """Whether the visitor has opted out and this event does not change it: then nothing is said and nothing begins."""
    if not run.memory.get("opted_out"):
        return False
    if wants_in(run, event):
        remember(run, "opted_out", None)
        run.emit("opted_in", {})
        return False
    if isinstance(event, AgentActed) and event.action in ("takeover", "release"):
        run.control = "agent" if event.action == "takeover" else "bot"
    run.decide("opt out", "silent", "the visitor wants no messages")
    return True


def wants_in(run: Run, event: Event) -> bool:
    """Whether these words do nothing but allow messages again."""
    out = run.before.memory.get("opted_out")
    return bool(out) and isinstance(event, Said) and event.payload is None and fold(event.text) in _ways_in(run)


def _ways_out(run: Run) -> frozenset[str]:
    """The bot's own words; else those of its languages, as far as the bot has no meaning of its own for them."""
    own = run.bot.steering.opt_out_words
    if own is not None:
        return own
    return run.bot.prepared("opt out", lambda: _unclaimed(run.bot, words_of(OPT_OUT, run.bot.languages)))


def _unclaimed(bot: CompiledBot, words: frozenset[str]) -> frozenset[str]:
    keywords = {word for trigger in bot.triggers["keyword"] for word in trigger.words}
    longest = max(map(len, words), default=0)
    known = (*bot.wordings("examples"), *bot.wordings("questions"))
    return words - keywords - {fold(text) for text in known if len(text) <= longest + 4}


def _ways_in(run: Run) -> frozenset[str]:
    own = run.bot.steering.opt_in_words
    return words_of(OPT_IN, run.bot.languages) if own is None else own


def words_of(table: dict[str, tuple[str, ...]], languages: tuple[str, ...]) -> frozenset[str]:
    """Folded words of some languages, English among them."""
    return frozenset(word for language in (*languages, "en") for word in table.get(base_language(language), ()))
