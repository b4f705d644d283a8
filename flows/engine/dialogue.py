"""Who answers an utterance: the waiting step, a flow, a rule, an answer, or the fallback. The first that may, does.

The places, in their order: 1 opt-out words, then a human agent (`opting.py`, `advance.py`) · 2 global flows · 3 rules
and stories of the active form · 4 an exact reply · 5 the ranking of triggers, general rules and answers · 6 a reply
that is part of the words, then any words · 7 remembered stories · 8 the learned policy · 9 no match · 10 fallback.
"""

from __future__ import annotations

from collections.abc import Sequence

from .answering import give_answer
from .dialogue_memory import understood
from .events import Event, Said
from .fallback import fall_back, offer_to_leave, take_offer
from .giving_up import give_up
from .graph import CompiledStep
from .heard import Heard
from .hearing import hear
from .interruptions import begin_or_bring_up, bid_of, hand_over, place_on_stack, waiting_step
from .ranking import Candidate, candidates
from .run import Run
from .stack import drop_all
from .step_type import Bid
from .stories_bids import Choice, bid_of_leading_story, bid_of_stories, bid_over_form
from .stories_run import note_answer, take, take_rule
from .walk import repeat_top, resume_top


def take_utterance(run: Run, event: Said) -> None:
    """Decides and runs. The state is that of an open session."""
    heard = run.heard = hear(run, event)
    if take_offer(run, event, heard, lambda meant: _decide_idle(run, meant, candidates(run, meant))):
        return
    step = waiting_step(run)
    if step is None:
        _decide_idle(run, heard, candidates(run, heard))
    else:
        _decide_waiting(run, event, heard, step)


def take_first_utterance(run: Run, event: Said) -> None:
    """The utterance that began a session: the start flow has run. Its question gets only an exact reply."""
    heard = run.heard = hear(run, event)
    ranked = candidates(run, heard)
    step = waiting_step(run)
    bid = None if step is None else bid_of(run, step)
    if bid is not None and bid.strength == "exact":
        _reply(run, event, bid, ranked)
        return
    best = _best(run, ranked, None, waiting=False)
    if best is not None and best.kind == "trigger":
        drop_all(run)
    if best is None and step is not None:
        _decided(run, "start", step.flow.id, "the start flow asks its question", 0.0, bid, ranked)
        return
    _decide_idle(run, heard, ranked)


def _decide_waiting(run: Run, event: Said, heard: Heard, step: CompiledStep) -> None:
    waiting = run.stack[-1].waiting
    if waiting is not None and waiting.what in ("call", "agent"):
        _let_globals_pass(run, heard, waiting.what)
        return
    bid = bid_of(run, step)
    exact = bid is not None and bid.strength == "exact"
    stale = event.payload is not None and heard.tapped is None
    leading = bid_of_leading_story(run, heard)
    if exact and bid is not None and not stale and leading is None and not _may_be_global(run, heard):
        _reply(run, event, bid, ())  # nothing could come before it: no need to rank
        return
    ranked = candidates(run, heard)
    over_all = _global(run, ranked)
    if over_all is not None and heard.tapped is None:
        _decided(run, "global", over_all.name, over_all.by, over_all.confidence, bid, ranked)
        _take(run, event, heard, over_all, bid)
    elif leading is not None:
        _take_story(run, heard, leading, bid, ranked)
    elif exact and bid is not None and not stale:
        _reply(run, event, bid, ranked)
    else:
        _decide_below_exact(run, event, heard, step, None if stale else bid, ranked)


def _may_be_global(run: Run, heard: Heard) -> bool:
    return heard.tapped is None and run.bot.has_global_triggers


def _global(run: Run, ranked: Sequence[Candidate]) -> Candidate | None:
    sure = run.bot.steering.global_threshold
    return next((one for one in ranked if one.is_global and one.confidence >= sure), None)


def _decide_below_exact(
    run: Run, event: Said, heard: Heard, step: CompiledStep, bid: Bid | None, ranked: Sequence[Candidate]
) -> None:
    steering = run.bot.steering
    threshold = None
    if bid is not None:
        threshold = steering.part_threshold if bid.strength == "part" else steering.open_threshold
    blocked = step.interruptions == "block"
    over_form = None if blocked else bid_over_form(run, heard)
    if over_form is not None:
        _take_story(run, heard, over_form, bid, ranked)
        return
    best = None if blocked else _best(run, ranked, threshold, waiting=True)
    beside = _answer_beside(run, ranked) if bid is not None and bid.strength == "part" and not blocked else None
    if beside is not None and bid is not None and (best is None or best.kind != "trigger"):
        _decided(run, "answer and part", beside.name, f"{beside.by}; {bid.why}", beside.confidence, bid, ranked)
        give_answer(run, beside.target, again=False)
        if not run.errors:  # a broken answer has already led away from the question
            hand_over(run, event, bid)
    elif best is not None:
        if step.interruptions == "ask" and best.kind == "trigger" and place_on_stack(run, best.flow) is None:
            _decided(run, "ask to leave", best.name, best.by, best.confidence, bid, ranked)
            offer_to_leave(run, best)
            return
        _decided(run, best.kind, best.name, best.by, best.confidence, bid, ranked)
        _take(run, event, heard, best, bid)
    elif bid is not None:
        _reply(run, event, bid, ranked)
    elif not blocked and (story := bid_of_stories(run, heard)) is not None:
        _take_story(run, heard, story, None, ranked)
    elif event.payload is not None:
        _decided(run, "stale", step.id, "a button of another question", 0.0, None, ranked)
        repeat_top(run)
    else:
        _no_match(run, event, step, ranked)


def _no_match(run: Run, event: Said, step: CompiledStep, ranked: Sequence[Candidate]) -> None:
    waiting = run.stack[-1].waiting
    if waiting is not None and waiting.what in ("timer", "event"):
        _fall_back(run, ranked)
        return
    _decided(run, "no match", step.id, "nothing fits the question", 0.0, None, ranked)
    if not give_up(run):
        resume_top(run, event)


def _let_globals_pass(run: Run, heard: Heard, what: str) -> None:
    """While a call is out messages are held by the runtime, and an agent who was asked for reads them later."""
    ranked = candidates(run, heard)
    over_all = _global(run, ranked)
    if over_all is not None and over_all.flow is not None and place_on_stack(run, over_all.flow) is None:
        _decided(run, "global", over_all.name, over_all.by, over_all.confidence, None, ranked)
        begin_or_bring_up(run, run.event, over_all.flow, heard)
    elif what == "call":
        _decided(run, "held", "call", "a call is out", 0.0, None, ranked)
    else:
        _decided(run, "agent", "", "waits for a human agent", 0.0, None, ranked)


def _decide_idle(run: Run, heard: Heard, ranked: Sequence[Candidate]) -> None:
    best = _best(run, ranked, None, waiting=False)
    rival = _rival(run, best, ranked)
    story = bid_of_stories(run, heard) if best is None else None
    if story is not None:
        _take_story(run, heard, story, None, ranked)
        return
    unclear = rival is not None and not run.misses and run.bot.steering.suggestions > 1
    if best is None or unclear:
        _fall_back(run, ranked)
        return
    _decided(run, best.kind, best.name, best.by, best.confidence, None, ranked)
    _take(run, run.event, heard, best, None)


def _fall_back(run: Run, ranked: Sequence[Candidate]) -> None:
    if not give_up(run):
        fall_back(run, ranked)


def _best(run: Run, ranked: Sequence[Candidate], threshold: float | None, *, waiting: bool) -> Candidate | None:
    """The best candidate that is sure enough: against a bid from the threshold, else (None) by the bot's settings.

    As good as equal: a trigger when idle, an answer when a question waits.
    """
    able = [one for one in ranked if one.confidence >= run.bot.steering.needed(one.kind, threshold)]
    if not able:
        return None
    preferred = "answer" if waiting else "trigger"
    level = able[0].confidence - run.bot.steering.ambiguity_margin
    if able[0].kind in ("answer", "trigger"):
        return next((one for one in able if one.kind == preferred and one.confidence >= level), able[0])
    return able[0]


def _rival(run: Run, best: Candidate | None, ranked: Sequence[Candidate]) -> Candidate | None:
    """Another flow that was meant as likely, where nobody can tell: the visitor is asked."""
    steering = run.bot.steering
    if best is None or best.kind != "trigger" or best.confidence >= steering.part_threshold or best.by == "keyword":
        return None
    others = (one for one in ranked if one.kind == "trigger" and one.flow is not best.flow)
    return next((one for one in others if best.confidence - one.confidence < steering.ambiguity_margin), None)


def _answer_beside(run: Run, ranked: Sequence[Candidate]) -> Candidate | None:
    sure = run.bot.steering.needed("answer", run.bot.steering.open_threshold)
    return next((one for one in ranked if one.kind == "answer" and one.confidence >= sure), None)


def _take(run: Run, event: Event, heard: Heard, best: Candidate, bid: Bid | None) -> None:
    understood(run)
    if best.kind == "answer":
        note_answer(run, heard, best.name)
        give_answer(run, best.target)
    elif best.kind == "rule":
        take_rule(run, heard, best.target)
    elif best.flow is not None:
        begin_or_bring_up(run, event, best.flow, heard, bid)


def _take_story(run: Run, heard: Heard, choice: Choice, bid: Bid | None, ranked: Sequence[Candidate]) -> None:
    understood(run)
    _decided(run, choice.by, choice.name, choice.why, choice.confidence, bid, ranked)
    take(run, heard, choice)


def _reply(run: Run, event: Said, bid: Bid, ranked: Sequence[Candidate]) -> None:
    step = waiting_step(run)
    _decided(run, bid.strength, "" if step is None else step.id, bid.why, 1.0, bid, ranked)
    hand_over(run, event, bid)


def _decided(
    run: Run, by: str, what: str, why: str, confidence: float, bid: Bid | None, ranked: Sequence[Candidate]
) -> None:
    bids = [one.to_json() for one in ranked[:5]]
    if bid is not None:
        bids.insert(0, {"who": "waiting step", "what": bid.strength, "confidence": None, "why": bid.why})
    run.decision = {"by": by, "what": what, "why": why, "confidence": round(confidence, 4), "bids": bids}
