"""Exports as they are found in the wild, beside the shared ones: each comes in, and what it loses is named."""

import json

import pytest

from flows.document import fold, split, validate
from flows.formats import FORMATS, FormatError, open_source, read_bot
from flows.formats.media import ROUTE, stored_name
from flows.lint import lint
from tests.formats import foreign_botpress, foreign_dialogflow, foreign_typebot
from tests.formats.talks import Talk, Understood, codes, one
from tests.formats.whole_bots import encoded, own_bots
from tests.import_counts import PRODUCTS, named

FOREIGN = {name: files for name, files in own_bots() if name.split("/")[0] in ("botpress", "dialogflow", "typebot")}
SECRETS = ("t0ken", "s3cret", "k3y", "cl0ud", "abc.def")


def read(name):
    return read_bot(FOREIGN[name])[1]


@pytest.mark.parametrize("name", FOREIGN)
def test_each_comes_in_whole_and_the_same_every_time(name):
    reading = read(name)
    assert validate(reading.document) == [] and fold(split(reading.document)) == reading.document
    assert json.dumps(read(name).document) == json.dumps(reading.document)
    errors = [finding.to_json() for finding in lint(reading.document) if finding.severity == "error"]
    assert errors == [] or name == "botpress/large"  # that one has loops that never wait, and says so
    for own in ("native", "folder"):
        assert read_bot(FORMATS[own].write(reading.document))[1].document == reading.document
    kept = json.dumps([reading.document, [item.to_json() for item in reading.items]])
    assert [secret for secret in SECRETS if secret in kept] == []


@pytest.mark.parametrize("name", ["botpress/inn", "dialogflow/shop", "typebot/clinic", "typebot/five"])
def test_each_thing_is_live_or_named(name):
    reading = read(name)
    things = list(PRODUCTS[name.split("/")[0]](FOREIGN[name], reading.document))
    assert len(things) > 5
    assert [thing for thing in things if not thing.live and not named(thing, reading)] == []


def test_a_botpress_bot_with_everything_says_what_it_loses():
    reading = read("botpress/inn")
    assert codes(reading) >= {"media", "secret", "channel", "hook", "scenario", "mirror", "condition", "action",
        "expiry",
                              "return", "content-type", "missing-flow", "unconnected", "unknown-file",
                                  "intent"}  # fmt: skip
    assert len(reading.media) == 3
    image = one(reading.document["content"], id="builtin_image-i")["message"]
    assert image["url"] == {"en": ROUTE + stored_name(foreign_botpress.PICTURE)}
    assert one(reading.document["content"], id="builtin_card-r")["message"]["image"]["url"] == image["url"]
    missing = [item.what for item in reading.items if item.code == "media" and "not in the archive" in item.what]
    assert missing == ["The file 'tour.mp4' is shown and is not in the archive."]
    called = next(item.what for item in reading.items if item.file == "actions/check/day.js")
    assert "booking/day / day" in called
    call = next(step for flow in reading.document["flows"] for node in flow["nodes"] for step in node["steps"]
                if step["type"] == "call_api")["config"]  # fmt: skip
    assert call["headers"]["Authorization"] == "{{ secret.authorization }}"
    assert json.loads(call["body"]) == {"day": "{{ day_session }}"}
    branch = [rule for flow in reading.document["flows"] for node in flow["nodes"] for step in node["steps"]
              for rule in step["config"].get("rules", ()) if step["type"] == "branch"]  # fmt: skip
    assert {"expression": "not day_session"} not in [rule["when"] for rule in branch]


def test_botpress_media_go_there_and_back():
    reading = read("botpress/inn")
    files = dict(FORMATS["botpress"].write(reading.document))
    assert b"/api/v1/bots/BOT_ID_PLACEHOLDER/media/" in files["content-elements/builtin_image.json"]
    assert ROUTE.encode() not in b"".join(files.values())
    files |= {f"media/{name}": data for name, data in reading.media.items()}
    again = read_bot(files)[1]
    assert again.media == reading.media
    for id in ("builtin_image-i", "builtin_audio-s", "builtin_file-m", "builtin_card-r"):
        assert one(again.document["content"], id=id) == one(reading.document["content"], id=id)


def test_a_list_in_a_condition_is_understood():
    from flows.formats.botpress.javascript import translate
    from flows.formats.botpress.names import Names

    assert translate("['a', 'b'].includes(temp.x)", Names()) == "contains(['a', 'b'], x)"


def test_several_botpress_bots_in_one_archive_are_named():
    both = {f"{name}/{path}": data for name in ("one", "two") for path, data in FOREIGN["botpress/top-folder"].items()}
    with pytest.raises(FormatError) as caught:
        read_bot(both)
    assert "2 bots" in caught.value.detail and "one/lake-inn" in caught.value.detail


def test_a_bot_that_windows_saved_and_one_of_a_server_are_the_same():
    plain, saved, served = (read(f"botpress/{name}").document for name in ("top-folder", "windows", "server"))
    assert plain == saved == served


def test_the_payloads_of_other_chat_windows_are_messages():
    document = read("dialogflow/shop").document
    said = Talk(document).rehearsal.said
    assert [message["type"] for message in said] == ["text", "card", "text", "image", "choice"]
    assert said[1]["actions"][0]["url"] == "https://x.example/shop"
    assert [option["title"] for option in said[-1]["options"]] == ["Prices"]
    understand = Understood(document)
    talk = Talk(document, understand)
    talk.rehearsal.happen("pick", {})
    assert [message["type"] for message in talk.rehearsal.said] == ["card", "choice"]


def test_an_intent_of_several_contexts_needs_all_of_them():
    document = read("dialogflow/shop").document
    assert one(document["intents"], name="order - yes")["contexts"] == ["order-followup&paying"]
    understand = Understood(document)
    talk = Talk(document, understand)
    talk.rehearsal.put({"contexts": ["paying"]})
    assert talk.say("sure, go ahead") == ["Pardon?"]
    talk.rehearsal.put({"contexts": ["paying", "order-followup"]})
    assert talk.say("sure, go ahead") == ["Paid."]


def test_a_follow_up_fallback_speaks_in_its_context():
    document = read("dialogflow/shop").document
    talk = Talk(document, Understood(document))
    assert talk.say("qwxz brtl") == ["Pardon?"]
    talk.rehearsal.put({"contexts": ["order-followup"]})
    assert talk.say("qwxz brtl") == ["Yes or no?"]


def test_phrases_and_entries_inside_of_their_files_are_read():
    document = read("dialogflow/old").document
    assert {one["name"]: one["examples"] for one in document["intents"]} == {
        "Ask": {"en": ["what is up", "how are you"]}, "More": {"en": ["tell me more"]},
    }  # fmt: skip
    assert document["entities"][0]["values"] == [{"value": "Rome", "synonyms": {"en": ["Roma"]}}]


def test_small_talk_knowledge_and_other_agents_are_named_with_what_they_said():
    shop, mega = read("dialogflow/shop"), read("dialogflow/mega")
    talk = next(item.what for item in shop.items if item.code == "small-talk")
    assert "greetings.hello" in talk and "Hey" in talk
    assert codes(shop) >= {"knowledge-base", "payload", "slot-filling", "composite"}
    assert "mega-agent" in codes(mega)
    assert shop.document["languages"] == ["en", "fr", "pt-BR"]


def test_a_typebot_with_every_block_names_what_it_loses():
    reading = read("typebot/clinic")
    assert codes(reading) >= {"payment", "integration", "webhook", "script", "redirect", "linked-bot", "theme",
        "setting",
                              "condition", "event", "edge", "set-variable", "secret", "embed"}  # fmt: skip
    lost = {item.what.split("'")[1] for item in reading.items if item.code == "integration"}
    assert lost >= {"Google Sheets", "OpenAI", "anthropic", "cal-com", "qr-code", "cards"}


@pytest.mark.parametrize("name", ["typebot/five", "typebot/wrapped"])
def test_older_typebots_talk_as_they_did(name):
    stub = {"url": "https://old.example/hook", "status": 200, "body": {}}
    talk = Talk(read(name).document, calls=[stub])
    assert talk.rehearsal.said[0]["text"] == "Hi you & me"
    assert talk.choose("o1") is not None and not talk.waits
    assert ("main", "End-2") in talk.path


def test_the_oldest_typebots_have_steps_in_blocks():
    reading = read("typebot/two")
    assert codes(reading) == {"version"}
    talk = Talk(reading.document)
    assert talk.say("Ada") == ["Thanks Ada"]


def test_a_mac_zip_of_a_botpress_bot():
    files = {**FOREIGN["botpress/top-folder"], "__MACOSX/lake-inn/._bot.config.json": b"\0\5\x16\7"}
    assert read_bot(open_source(_zip(files)))[1].document == read("botpress/top-folder").document


def _zip(files):
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


def test_the_fixtures_are_those_that_are_read():
    assert encoded(foreign_botpress.BOTS["inn"]) == FOREIGN["botpress/inn"]
    assert len(foreign_dialogflow.AGENTS) + len(foreign_typebot.BOTS) + len(foreign_botpress.BOTS) >= 12
