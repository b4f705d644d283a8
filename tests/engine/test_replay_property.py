"""Whatever was said to whatever bot: its journal, run again, gives the same messages and the same state.

BOTBUILDER_REPLAYS=1000 runs as many conversations as the promise names; every day fewer are enough.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.recorded import Recorded
from tests.engine.test_properties import documents, event_of, happening

CONVERSATIONS = int(os.environ.get("BOTBUILDER_REPLAYS", "300"))


@settings(
    max_examples=CONVERSATIONS,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(documents(), st.lists(happening, min_size=3, max_size=8), st.data())
def test_a_conversation_replays_exactly(document: dict[str, Any], happenings: list[Any], data: st.DataObject) -> None:
    talk = Recorded(document)
    for number, happens in enumerate([("start",), *happenings]):
        common = {**talk.common(at=1000.0 * number), "hops": number}
        talk.take(event_of(happens, talk.state, talk.calls, common))
    talk.replay()
    talk.replay(since=data.draw(st.integers(1, len(talk.journal) - 1)))
