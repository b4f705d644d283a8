"""What human agents do to a conversation: take it over, speak, give it back, or are not there at all."""

from __future__ import annotations

from .events import AgentActed
from .live import Live
from .run import Run
from .sessions import begin_session, renew_session_timer
from .stack import drop_all, pause_timeouts
from .walk import leave_top, repeat_top


def agent_acted(run: Run, event: AgentActed) -> None:
    """While an agent has the conversation the bot says nothing; what agents say is no concern of its flows."""
    run.decide("agent", event.action, event.agent or "")
    if event.action == "takeover":
        run.control = "agent"
        pause_timeouts(run)
    elif event.action == "unavailable":
        asking = asks_for_agent(run)
        if asking is not None and asking is run.top:
            leave_top(run, "unavailable")
    elif event.action == "release" and run.control == "agent":
        run.control = "bot"
        _go_on(run, event)
        renew_session_timer(run)


def asks_for_agent(run: Run) -> Live | None:
    """The flow whose hand-off step waits, also where another one has been put in front of it."""
    waiting = (one for one in reversed(run.stack) if one.waiting is not None and one.waiting.what == "agent")
    return next(waiting, None)


def _go_on(run: Run, event: AgentActed) -> None:
    """The bot again: what asked for the agent has its answer, else the open question is asked once more."""
    asking = asks_for_agent(run)
    silent_for = event.at - run.last_event_at
    if asking is not None:
        while run.top is not asking:
            run.drop_top()
        leave_top(run, "resolved")
    elif 0 < run.bot.session_seconds < silent_for:
        drop_all(run)
        begin_session(run)
    else:
        repeat_top(run)
