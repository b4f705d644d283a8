"""Code steps in a real server, on the event loop that it serves with."""

from __future__ import annotations

import pytest

from tests.runtime.bots import bot, listen, say, to

from .live import LiveServer
from .visitor import Visitor, said

CODE = {"source": "return vars.said.split('').reverse().join('')", "save_as": "turned"}


def document():
    made = bot(
        listen("said"),
        {"type": "code", "config": CODE},
        say("{{ turned }}"),
        transitions=(to("s2", "failed", "n2"),),
        variables=[{"name": "said", "type": "text"}, {"name": "turned", "type": "text"}],
    )
    told = {"id": "f1", **say("failed: {{ problem.detail }}")}
    made["flows"][0]["nodes"].append({"id": "n2", "title": "Failed", "steps": [told]})
    return made


@pytest.mark.parametrize(("switch", "answer"), [("on", "olleh"), ("off", "failed: switched_off")])
async def test_code_runs_where_the_operator_allows_it(tmp_path, switch, answer):
    live = LiveServer(tmp_path, {"code": document()}, BOTBUILDER_CODE_STEPS=switch).start()
    try:
        async with Visitor(live.socket("code")) as visitor:
            await visitor.hello()
            assert said(await visitor.say("hello", "a")) == [answer]
        assert "Traceback" not in live.log()
    finally:
        live.stop()
