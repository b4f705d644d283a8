"""Agents of Dialogflow ES: small ones made here, and the shared ones read where they lie."""

import io
import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.document import validate
from flows.formats import FormatError, open_source, read_bot
from flows.lint import lint

from .talks import PEERS, Talk, Understood, codes, names_in, one, real
from .test_typebot import mutate

AGENTS = names_in("dialogflow")
WEBHOOK = {"available": True, "url": "https://hook.example/run", "headers": {"X-Key": "hunter2"}}


def says(*texts, lang="en", **more):
    return {"type": 0, "lang": lang, "speech": list(texts), **more}


def intent(name, *messages, contexts=(), opens=(), parameters=(), phrases=(), **more):
    """An intent and its phrases; `opens` are (context, life), phrases are texts or lists of pieces."""
    response = {
        "messages": list(messages),
        "affectedContexts": [{"name": name, "lifespan": life} for name, life in opens],
        "parameters": list(parameters),
    }
    body = {"name": name, "contexts": list(contexts), "responses": [response], **more}
    said = [{"data": [{"text": one}] if isinstance(one, str) else one} for one in phrases]
    return {f"intents/{name}.json": body, f"intents/{name}_usersays_en.json": said}


def files_of(*parts, **agent):
    files = {"agent.json": {"language": "en", "supportedLanguages": [], **agent}}
    for part in parts:
        files.update(part)
    return {path: json.dumps(body).encode() for path, body in files.items()}


def made(*parts, **agent):
    return read_bot(files_of(*parts, **agent))[1]


def size():
    return {
        "entities/size.json": {"name": "size"},
        "entities/size_entries_en.json": [
            {"value": "large", "synonyms": ["large", "big"]},
            {"value": "small", "synonyms": ["small"]},
        ],
    }


def order(**more):
    wanted = {"name": "size", "dataType": "@size", "value": "$size", "required": True,
              "prompts": [{"lang": "en", "value": "Which size?"}]}  # fmt: skip
    phrases = ["a pizza please", "order a pizza", [{"text": "a "}, {"text": "big", "alias": "size", "meta": "@size"},
               {"text": " pizza"}]]  # fmt: skip
    return intent("order", says("One $size pizza."), parameters=[wanted], phrases=phrases, **more)


def test_a_prompt_becomes_a_question_of_a_form_and_a_parameter_shows_in_the_text():
    document = made(size(), order()).document
    assert one(document["intents"], name="order")["examples"]["en"][2] == "a [big](size) pizza"
    talk = Talk(document, Understood(document))
    assert talk.say("a pizza please") == ["Which size?"]
    assert talk.say("small") == ["One small pizza."]
    assert talk.say("a big pizza") == ["One large pizza."]


def test_a_context_lives_for_as_many_messages_as_its_intent_says():
    document = made(
        intent("ask", says("Shall I?"), opens=[("asked", 1)], phrases=["tell me a joke", "a joke please"]),
        intent("yes", says("Knock knock."), contexts=["Asked"], phrases=["yes", "sure", "go on"]),
        intent("Fallback", says("Pardon?"), fallbackIntent=True),
    ).document
    talk = Talk(document, Understood(document))
    assert talk.say("yes") == ["Pardon?"]
    assert talk.say("a joke please") == ["Shall I?"]
    assert talk.say("yes") == ["Knock knock."]
    assert talk.say("yes") == ["Pardon?"]


def test_the_welcome_event_begins_the_session_and_others_start_their_flow():
    document = made(
        intent("hello", says("Welcome!"), events=[{"name": "WELCOME"}], phrases=["hello"]),
        intent("paid", says("Thank you."), events=[{"name": "payment-done"}]),
    ).document
    talk = Talk(document)
    assert talk.rehearsal.said[0]["text"] == "Welcome!"
    talk.rehearsal.happen("payment-done", {})
    assert talk.rehearsal.said[0]["text"] == "Thank you."


def test_a_parameter_of_a_context_is_taken_from_there():
    first = order(opens=[("order-followup", 3)])
    again = {"name": "size", "dataType": "@size", "value": "#order-followup.size", "required": True,
             "prompts": [{"lang": "en", "value": "Which size again?"}]}  # fmt: skip
    second = intent("repeat", says("Another $size one, after #order-followup.size."), contexts=["order-followup"],
                    parameters=[again], phrases=["the same again", "once more"])  # fmt: skip
    document = made(size(), first, second).document
    talk = Talk(document, Understood(document))
    talk.say("a big pizza")
    assert talk.say("once more") == ["Another large one, after large."]


def test_the_webhook_is_called_and_what_it_says_is_said():
    reading = made(intent("sky", says("I cannot see."), webhookUsed=True, phrases=["how is the sky"]), webhook=WEBHOOK)
    assert "hunter2" not in json.dumps(reading.document) and "hunter2" not in str(reading.items)
    assert {"webhook", "secret"} <= codes(reading)
    understand = Understood(reading.document)
    stub = {"url": WEBHOOK["url"], "status": 200, "body": {"fulfillmentText": "Blue."}}
    assert Talk(reading.document, understand, calls=[stub]).say("how is the sky") == ["Blue."]
    assert Talk(reading.document, understand, calls=[{**stub, "body": {}}]).say("how is the sky") == ["I cannot see."]
    assert Talk(reading.document, understand, calls=[{**stub, "status": 500}]).say("how is the sky") == [
        "I cannot see."
    ]


def test_all_texts_of_the_webhook_are_said():
    reading = made(intent("sky", says("I cannot see."), webhookUsed=True, phrases=["how is the sky"]), webhook=WEBHOOK)
    understand = Understood(reading.document)

    def said(**body):
        stub = {"url": WEBHOOK["url"], "status": 200, "body": body}
        return Talk(reading.document, understand, calls=[stub]).say("how is the sky")

    texts = [{"text": {"text": ["Blue."]}}, {"card": {"title": "x"}}, {"text": {"text": ["And {{ warm }}."]}}]
    assert said(fulfillmentMessages=texts) == ["Blue.\n\nAnd {{ warm }}."]
    assert said(fulfillmentMessages=texts, fulfillmentText="Grey.") == ["Grey."]
    for odd in ([], {}, "x", [None], [{"text": {"text": []}}], [{"text": 3}], [{"text": {"text": [""]}}]):
        assert said(fulfillmentMessages=odd) == ["I cannot see."]


def test_an_event_that_the_webhook_names_leads_to_its_intent():
    reading = made(
        intent("sky", says("I cannot see."), webhookUsed=True, phrases=["how is the sky"]),
        intent("rain", says("Take an umbrella."), events=[{"name": 'rain\'y & "wet"'}, {"name": "else"}]),
        intent("hello", says("Welcome!"), events=[{"name": "WELCOME"}], phrases=["hello"]),
        webhook=WEBHOOK,
    )
    assert [finding for finding in lint(reading.document) if finding.severity == "error"] == []
    understand = Understood(reading.document)

    def said(event, **more):
        body = {"followupEventInput": {"name": event}, **more}
        stub = {"url": WEBHOOK["url"], "status": 200, "body": body}
        return Talk(reading.document, understand, calls=[stub]).say("how is the sky")

    for event in ('rain\'y & "wet"', "else"):
        assert said(event, fulfillmentText="Not said.") == ["Take an umbrella."]
    assert said("WELCOME") == ["Welcome!"]
    assert said("nobody knows it") == ["I cannot see."]
    assert said("nobody knows it", fulfillmentText="Blue.") == ["Blue."]


def test_a_webhook_that_leads_back_to_itself_for_ever_comes_to_an_end():
    document = made(
        intent("again", says("Own words."), webhookUsed=True, events=[{"name": "again"}], phrases=["again and again"]),
        webhook=WEBHOOK,
    ).document
    body = {"followupEventInput": {"name": "again"}}
    talk = Talk(document, Understood(document), calls=[{"url": WEBHOOK["url"], "status": 200, "body": body}])
    assert talk.say("again and again") == ["Own words."]
    assert len(talk.rehearsal.traces) == 7, "the utterance, and six calls"


def test_rich_answers():
    card = {"type": 1, "lang": "en", "title": "Bike", "subtitle": "red", "imageUrl": "https://x.example/b",
            "buttons": [{"text": "Look", "postback": "http://x.example"}, {"text": "Buy", "postback": ""}]}  # fmt: skip
    replies = {"type": 2, "lang": "en", "title": "What next?", "replies": ["Hours", "Prices"]}
    reading = made(
        intent("show", says("Here."), card, {"type": 3, "lang": "en", "imageUrl": "https://example.org/c.png"},
               replies, {"type": 4, "lang": "en", "payload": {"x": 1}}, events=[{"name": "WELCOME"}])
    )  # fmt: skip
    said = Talk(reading.document).rehearsal.said
    assert [message["type"] for message in said] == ["text", "card", "image", "choice"]
    assert [action["kind"] for action in said[1]["actions"]] == ["url", "reply"]
    assert [option["title"] for option in said[3]["options"]] == ["Hours", "Prices"]
    assert [(item.severity, item.pointer) for item in reading.items] == [("error", "/responses/0/messages/4")]


def test_variations_in_two_languages_never_mix():
    document = made(
        intent("hi", says("One", "Two", "Three"), says("Un", lang="fr"), events=[{"name": "WELCOME"}]),
        supportedLanguages=["fr"],
    ).document
    assert document["languages"] == ["en", "fr"]
    for _ in range(3):
        assert Talk(document, language="fr").rehearsal.said[0]["text"] == "Un"


def test_entities_patterns_composites_and_dialogflows_own():
    day = {"name": "day", "dataType": "@sys.date", "value": "$day"}
    town = {"name": "town", "dataType": "@sys.geo-city", "value": "$town"}
    reading = made(
        {"entities/code.json": {"name": "code", "isRegexp": True},
         "entities/code_entries_en.json": [{"value": "[A-Z]{2}[0-9]+"}, {"value": "(?<=x)"}],
         "entities/deal.json": {"name": "deal"},
         "entities/deal_entries_en.json": [{"value": "@sys.number:count @size:size", "synonyms": []}]},
        size(),
        intent("go", says("To $town on $day"), parameters=[day, town], phrases=[
            [{"text": "to "}, {"text": "Rome ", "alias": "town", "meta": "@sys.geo-city"},
             {"text": "tomorrow", "alias": "day", "meta": "@sys.date"}],
            [{"text": "just "}, {"text": "go", "meta": "@sys.ignore"}],
        ]),
    )  # fmt: skip
    entities = {entity["name"]: entity for entity in reading.document["entities"]}
    assert entities["code"] == {"name": "code", "kind": "pattern", "patterns": ["[A-Z]{2}[0-9]+"]}
    assert entities["deal"]["kind"] == entities["geo-city"]["kind"] == "learned"
    assert one(reading.document["intents"], name="go")["examples"]["en"] == [
        "to [Rome](geo-city) [tomorrow](@date)",
        "just go",
    ]
    assert {"pattern", "composite", "system-entity"} <= codes(reading)


def test_two_parameters_of_one_entity_are_told_apart_by_role():
    both = [{"name": name, "dataType": "@sys.date", "value": f"${name}", "required": True,
             "prompts": [{"lang": "en", "value": f"{name}?"}]} for name in ("from", "until")]  # fmt: skip
    document = made(intent("book", says("$from to $until"), parameters=both, phrases=["book a room"])).document
    slots = document["flows"][0]["nodes"][0]["steps"][0]["config"]["slots"]
    assert [slot["fill"][0] for slot in slots] == [
        {"entity": "@date", "role": "from"},
        {"entity": "@date", "role": "until"},
    ]


def test_an_archive_of_a_mac_keeps_its_resource_files_to_itself():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, data in files_of(order(), size()).items():
            archive.writestr(path, data)
        archive.writestr("__MACOSX/._agent.json", b"\x00\x05\x16\x07")
        archive.writestr("notes.bin", b"?")
    reading = read_bot(open_source(buffer.getvalue()))[1]
    assert {(item.code, item.file) for item in reading.items} >= {
        ("not-needed", "__MACOSX/._agent.json"),
        ("unknown-file", "notes.bin"),
    }


def test_several_contexts_must_all_be_open():
    reading = made(intent("both", says("Yes"), contexts=["a", "b"], phrases=["both"]))
    assert one(reading.document["intents"], name="both")["contexts"] == ["a&b"]


@pytest.mark.parametrize("name", AGENTS)
@pytest.mark.parametrize("form", ["folder", "zip"])
def test_shared_agents_are_whole(name, form):
    reading = real("dialogflow", name if form == "folder" else f"{name}/export.zip")
    source = PEERS / "dialogflow" / name
    assert validate(reading.document) == []
    assert [finding for finding in lint(reading.document) if finding.severity == "error"] == []
    assert not [item for item in reading.items if item.severity == "error"]
    intents = [path for path in (source / "intents").glob("*.json") if "_usersays_" not in path.name]
    own = [flow["id"] for flow in reading.document["flows"] if flow["id"] != "webhook-event"]
    assert len(own) == len(intents)
    examples = {
        language: sum(len(one["examples"].get(language, ())) for one in reading.document["intents"])
        for language in reading.document["languages"]
    }
    for language, count in examples.items():
        phrases = [
            "".join(piece["text"] for piece in phrase["data"])
            for path in (source / "intents").glob(f"*_usersays_{language}.json")
            for phrase in json.loads(path.read_bytes())
        ]
        assert len(phrases) - 8 <= count <= len(phrases)  # the same phrase twice in an intent counts once


@pytest.mark.parametrize("name", AGENTS)
def test_scripted_talks_reach_every_ending_of_the_shared_agents(name):
    """Each intent is said in its own words while its contexts are open; its flow runs to the end."""
    document = real("dialogflow", name).document
    understand = Understood(document)
    reached = set()
    for status, text, event in ((200, "From the webhook.", None), (200, None, None), (500, None, None),
                                *((200, "Not said.", event) for event in events(document))):  # fmt: skip
        for contexts, way in [*ways(document), ([], ["qwxz brtl vvvk", "mmpf qqrt zzzb"])]:
            opens = [{"name": f"projects/p/contexts/{context}"} for context in contexts]
            body = {"fulfillmentText": text, "outputContexts": opens, "followupEventInput": {"name": event}}
            talk = Talk(document, understand, calls=[{"url": "*", "status": status, "body": body}] * 3)
            for words in way:
                talk.say(words)
                for reply in ("tomorrow", "at 4pm", "30", *values(document)) * 2:
                    if not talk.waits:
                        break
                    talk.say(reply)
            assert not talk.waits
            reached |= set(talk.path)
    flows = {flow["id"] for flow in document["flows"] if flow["triggers"] or flow["kind"] == "fallback"}
    assert {flow for flow, _ in reached} >= flows
    endings = {
        (flow["id"], node["id"])
        for flow in document["flows"] if flow["id"] in flows
        for node in flow["nodes"]
        # Nobody cancels: no intent of the agent does.
        if node["id"] != "stopped" and node["steps"][-1]["type"] in ("return", "end", "jump")
    }  # fmt: skip
    assert endings <= reached


def events(document):
    """What the webhook may name."""
    flows = [flow for flow in document["flows"] if flow["id"] == "webhook-event"]
    return [rule["when"]["value"] for flow in flows for rule in flow["nodes"][0]["steps"][1]["config"]["rules"]]


def opened_by(document):
    """Context → intents whose flows open it."""
    opened = {}
    for flow in document["flows"]:
        for step in flow["nodes"][0]["steps"]:
            if step["type"] == "context":
                for context in step["config"]["contexts"] if step["config"].get("turns") else ():
                    opened.setdefault(context, []).extend(t["intent"] for t in flow["triggers"] if "intent" in t)
    return opened


def unopened(document):
    """Contexts that only the webhook opens."""
    needed = {name for intent in document["intents"] for each in intent.get("contexts", ()) for name in each.split("&")}
    return sorted(needed - set(opened_by(document)))


def ways(document):
    """For each intent the examples that lead to it: one that opens its context first, if it needs one."""
    opened = opened_by(document)
    free = [intent["name"] for intent in document["intents"] if not intent.get("contexts")]
    opened |= dict.fromkeys(unopened(document), free)
    by_name = {intent["name"]: intent for intent in document["intents"]}

    def plain(intent):
        from flows.document.annotations import read_annotated

        listed = by_name[intent]["examples"].get(document["default_language"], ())
        return [read_annotated(source).text for source in listed[:4]]

    for name, intent in by_name.items():
        for text in plain(name):
            wanted = [name for each in intent.get("contexts", ()) for name in each.split("&")]
            before = [first for context in wanted for first in opened.get(context, ())]
            openers = [each for first in before if first != name for each in plain(first)[:2]]
            yield from ((wanted, [opener, text]) for opener in openers)
            yield [], [text]


def values(document):
    return [value["value"] for entity in document["entities"] for value in entity.get("values", ())]


@pytest.mark.parametrize("broken", [b"[]", b"{", b"\xff", b'{"language": 3}'])
def test_what_is_no_agent_is_refused_or_read(broken):
    files = files_of(order(), size()) | {"agent.json": broken}
    try:
        reading = read_bot(files, "dialogflow")[1]
    except FormatError:
        return
    assert validate(reading.document) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_mutated_agents_are_read_or_refused(data):
    more = intent("more", says("a", "b"), contexts=["c"], phrases=["more"])
    files = files_of(size(), order(opens=[("c", 2)], webhookUsed=True), more, webhook=WEBHOOK)
    source = {path: json.loads(body) for path, body in files.items()}
    for _ in range(data.draw(st.integers(1, 4))):
        mutate(source, data)
    try:
        reading = read_bot({path: json.dumps(body).encode() for path, body in source.items()}, "dialogflow")[1]
    except FormatError:
        return
    assert validate(reading.document) == []
