"""Which version of a bot a conversation runs on, and when it moves to the live one."""

from __future__ import annotations

import pytest
from django.db.models import F

from flows.models import Conversation
from flows.services.errors import WrongState
from flows.services.recall_version import recall_version

from .bots import bot, listen, say


def test_recalling_a_version_moves_its_conversations_with_the_next_event(talk, publish):
    document = bot(listen("name"), say("old {{ name }}"), variables=[{"name": "name", "type": "text"}])
    newer = bot(listen("name"), say("new {{ name }}"), variables=[{"name": "name", "type": "text"}])
    visitor = talk(document)
    visitor.open()
    assert visitor.say("Eve") == ["old Eve"]
    publish(newer, visitor.bot)
    assert visitor.say("Bob") == ["old Bob"], "its flow is still open"
    assert recall_version(visitor.bot, 1, by="ann") == 1
    assert recall_version(visitor.bot, 1, by="ann") == 0, "each is recalled once"
    assert visitor.say("Ann") == ["new Ann"], "the same step of the new version was still waiting"
    assert visitor.row.version.number == 2
    with pytest.raises(WrongState):
        recall_version(visitor.bot, 2, by="ann")


def test_a_recalled_question_that_is_gone_meets_the_timeout_flow(talk, publish):
    visitor = talk(bot(listen("name"), say("old")))
    visitor.open()
    newer = bot(say("hello"))
    gone = {**bot(say("We have changed."))["flows"][0], "id": "gone", "kind": "timeout"}
    publish({**newer, "flows": [*newer["flows"], gone]}, visitor.bot)
    recall_version(visitor.bot, 1, by="ann")
    assert visitor.say("Ann")[0] == "We have changed."


def test_no_conversation_stays_on_an_old_version_for_more_than_thirty_days(talk, publish):
    variables = [{"name": "name", "type": "text"}]
    settings = {"session_minutes": 525_600}
    visitor = talk(bot(listen("name"), say("old {{ name }}"), variables=variables, settings=settings))
    visitor.open()
    publish(bot(listen("name"), say("new {{ name }}"), variables=variables, settings=settings), visitor.bot)
    pinned = F("pinned_at") - 30 * 24 * 3600
    Conversation.unscoped.filter(pk=visitor.id).update(pinned_at=pinned, revision=F("revision") + 1)
    assert visitor.say("Ann") == ["new Ann"]
