"""Botpress bots as their exports are found in the wild: what the shared bots do not have."""

from __future__ import annotations

import json
from typing import Any

Body = dict[str, Any]
PICTURE = b"\x89PNG\r\n\x1a\n" + b"p" * 24
SOUND = b"ID3" + b"s" * 24
MEDIA = "/api/v1/bots/BOT_ID_PLACEHOLDER/media/"


def config(**more: Any) -> Body:
    return {
        "$schema": "../../bot.config.schema.json", "active": True, "author": "me", "license": "", "description": "",
        "imports": {"modules": ["builtin", "basic-skills", "hitlnext"], "incomingMiddleware": [],
            "outgoingMiddleware": [],
                    "contentTypes": ["builtin_text", "builtin_action-button", "builtin_video"]},
        "dialog": {"timeoutInterval": "90s", "sessionTimeoutInterval": "30m"}, "logs": {"expiration": "1 week"},
        "defaultLanguage": "en", "languages": ["en", "fr"], "version": "12.30.6", "id": "lake", "name": "Lake inn",
        "category": None, "disabled": False, "private": False, "locked": False, "nluSeed": 42, "converse": {},
        "details": {"website": "https://inn.example", "phoneNumber": ""}, "qna": {"disabled": False},
        "messaging": {"id": "0000", "token": "t0ken-of-messaging", "channels": {
            "telegram": {"version": "1.0.0", "enabled": True, "botToken": "123:telegram-t0ken"},
            "smooch": {"version": "1.0.0", "enabled": False, "keyId": "", "keySecret": "smooch-s3cret"}}},
        "pipeline_status": {"current_stage": {"id": "prod", "promoted_by": "x", "promoted_on": "2021"}},
        "cloud": {"clientId": "", "clientSecret": "cl0ud"}, **more,
    }  # fmt: skip


def node(name: str, *ways: tuple[str, str], enter: Any = (), receive: Any = None, **more: Any) -> Body:
    listed = [{"condition": condition, "node": target} for condition, target in ways]
    onEnter = enter if enter is None else list(enter)
    return {"id": f"{name[:4]}-{len(name)}", "name": name, "next": listed, "onEnter": onEnter, "onReceive": receive,
            **more}  # fmt: skip


def flow(*nodes: Body, **more: Any) -> Body:
    return {"version": "0.0.1", "startNode": nodes[0]["name"], "catchAll": {"onReceive": [], "next": []},
            "nodes": list(nodes), **more}  # fmt: skip


def skill(data: Body, name: str = "entry") -> Body:
    return {**flow(node(name)), "skillData": data}


def element(id: str, **data: Any) -> Body:
    form = {f"{key}${lang}": value for key, one in data.items() for lang, value in
            (one if isinstance(one, dict) and set(one) <= {"en", "fr"} else {"en": one}).items()}  # fmt: skip
    return {"id": id, "formData": form, "createdBy": "admin", "createdOn": "2021-01-01T00:00:00.000Z",
            "modifiedOn": "2021-01-01T00:00:00.000Z"}  # fmt: skip


def say(id: str) -> str:
    return f"say #!{id}"


CARD = {"title": "Room", "subtitle": "With a view", "image": f"{MEDIA}abc-room one.png", "actions": [
    {"action": "Say something", "title": "Book", "text": "I want this room"},
    {"action": "Open URL", "title": "More", "url": "https://inn.example/room"},
    {"action": "Postback", "title": "Pick", "payload": "PICK_1"},
    {"action": "Pick location", "title": "Where"}]}  # fmt: skip
CHOICE = {"contentId": "builtin_single-choice-a", "invalidContentId": "#!builtin_text-no", "keywords": {
    "yes": ["yes", "yeah", "intent:agree"], "no": ["no"]}, "config": {
    "nbMaxRetries": 3, "repeatChoicesOnInvalid": True, "variableName": "answer"}}  # fmt: skip
SLOT = {
    "randomId": "s1",
    "retryAttempts": 3,
    "contentElement": "#!builtin_text-when",
    "notFoundElement": "#!builtin_text-no",
    "turnExpiry": -1,
    "intent": "book",
    "slotName": "day",
    "entities": ["time"],
    "validationAction": "check/day",
}
CALL = {
    "randomId": "c1",
    "method": "post",
    "url": "https://api.example/{{session.day}}?key={{bot.key}}",
    "memory": "session",
    "variable": "reply",
    "headers": {"Authorization": "Bearer abc.def", "X-Lang": "{{user.language}}"},
    "body": {"day": "{{session.day}}"},
    "invalidJson": False,
}
MAIL = {
    "fromAddress": "bot@inn.example",
    "toAddress": "{{user.email}}",
    "subjectElement": "#!builtin_text-no",
    "contentElement": "#!builtin_text-when",
}
HUMAN = {"timeoutDelay": 60, "redirectNoAgent": True}

INN: Body = {
    "bot.config.json": config(),
    "revisions.json": [],
    "flows/main.flow.json": flow(
        node("entry", ("event.nlu.intent.name === 'book'", "booking/day.flow.json"),
            ("event.nlu.intent.name === 'none'",
             "menu"), ("event.payload.text == 'PICK_1' && !session.reply?.body?.error", "booking/day.flow.json#paid"),
             ("true", "menu"), enter=None, receive=[]),
        node("menu", ("temp.answer === 'yes'", "show"), ("['a','b'].includes(temp.answer)", "show"),
             ("temp['skill-choice-ret-undefined'] == \"no\"", "END"), ("true", "loop"),
             type="skill-call", skill="choice", flow="skills/choice-1.flow.json"),
        node("show", ("true", "human"), enter=[
            say("builtin_carousel-r"), say("builtin_card-r"), say("builtin_video-t"), say("builtin_audio-s"),
            say("builtin_file-m"), say("builtin_location-h"), say("builtin_image-i"), say("dropdown-d"),
            say("custom_weather-w"), 'say @builtin_text {"text": "Inline {{temp.answer}}"}',
                "say #builtin_text plain words",
            'say #!builtin_text-hi {"name": "x"}', 'acme:lookup/room {"id": "{{session.day}}"}',
            'builtin/setVariable {"type":"user","name":"seen","value":"true","expiry":"2 days"}',
            'builtin/appendContext {"contexts":"lake,global","ttl":"2"}', "builtin/resetSession {}",
            'builtin/storeFileLocally {"fileUrl":"{{event.payload.url}}"}', 'analytics/set {"event":"x","count":1}',
            'channel-web/feedback {}', 'hitlnext/handoff {}']),
        node("human", ("temp.assignedId", "loop"), ("temp.noAgent", "menu"), ("true", "END"),
             type="skill-call", skill="HitlNext", flow="skills/hitl-1.flow.json"),
        node("loop", ("lastNode=menu", "show"), ("user.age > 17 && user.country === \"CH\" || !user.age", "##"),
             ("temp.tries >= 3", "#menu"), ("new Date().getHours() > 12", "show"), ("Math.random() > 0.5", "show"),
             ("true", ""), enter=[], receive=None, timeout="bye", triggers=[]),
        node("bye", ("true", "END"), enter=[say("builtin_text-bye")]),
        description="The front desk",
    ),
    "flows/main.ui.json": {"nodes": [{"id": "entr-5", "position": {"x": 10, "y": None}},
                                     {"id": "menu-4", "position": {"x": 300.5, "y": 20}}], "links": []},
    "flows/booking/day.flow.json": flow(
        node("day", ("temp.extracted == \"true\"", "call"), ("temp.alreadyExtracted == 'true'", "call"),
             ("temp.notExtracted", "#"), ("true", "#"), type="skill-call", skill="Slot",
                 flow="skills/slot-1.flow.json"),
        node("call", ("temp.valid", "paid"), ("!temp.valid", "#"), type="skill-call", skill="CallAPI",
             flow="skills/call-1.flow.json"),
        node("paid", ("true", "#"), type="skill-call", skill="SendEmail", flow="skills/mail-1.flow.json"),
        node("timeout", ("true", "END"), enter=[say("builtin_text-bye")]),
        catchAll={"next": [{"condition": "event.nlu.intent.name === 'stop'", "node": "END"}], "onReceive": [
            'builtin/setVariable {"type":"session","name":"last","value":"{{event.preview}}"}']},
        timeoutNode="timeout",
    ),
    "flows/skills/choice-1.flow.json": skill(CHOICE),
    "flows/skills/choice-1.ui.json": {"nodes": [], "links": []},
    "flows/skills/slot-1.flow.json": skill(SLOT),
    "flows/skills/call-1.flow.json": skill(CALL),
    "flows/skills/mail-1.flow.json": skill(MAIL),
    "flows/skills/hitl-1.flow.json": skill(HUMAN),
    "flows/error.flow.json": flow(node("entry", ("true", ""), enter=[say("builtin_text-no")])),
    "flows/timeout.flow.json": flow(node("entry", ("true", "END"), enter=[say("builtin_text-bye")])),
    "flows/conversation_end.flow.json": flow(node("entry", enter=[say("builtin_text-bye")])),
    "flows/misunderstood.flow.json": flow(node("entry", ("true", "#"), enter=["misunderstood/flag {}"])),
    "intents/book.json": {"name": "book", "contexts": ["global"], "utterances": {
        "en": ["book [tomorrow](day)", "a room for [two](people) on [friday](day)"],
            "fr": ["une chambre pour [demain](day)"]},
        "slots": [{"id": "1", "name": "day", "entities": ["time"], "color": 1},
                  {"id": "2", "name": "people", "entities": ["number", "party"], "color": 2}]},
    "intents/agree.json": {"name": "agree", "contexts": ["global"], "utterances": ["ok then", "agreed"],
        "filename": "a"},
    "intents/stop.json": {"name": "stop", "utterances": {"en": ["stop it"]}, "slots": [],
        "metadata": {"enabled": False}},
    "intents/__qna__hours.json": {"name": "__qna__hours", "utterances": {"en": ["hours?"]}, "slots": []},
    "entities/party.json": {"id": "party", "name": "party", "type": "list", "fuzzy": True, "sensitive": True,
                            "occurences": [{"name": "couple", "synonyms": ["two of us"]}], "examples": [],
                                "pattern": ""},
    "entities/code.json": {"id": "code", "name": "code", "type": "pattern", "pattern": "[A-Z]{2}\\d{3}",
        "matchCase": True,
                           "examples": ["AB123"], "occurrences": []},
    "entities/any-of.json": {"id": "any-of", "name": "any-of", "type": "complex", "list_entities": ["party"],
                             "pattern_entities": ["code"], "system_entities": ["number"]},
    "qna/hours.json": {"id": "hours", "data": {"action": "text_redirect", "category": "lake", "enabled": True,
        "answers": {
        "en": ["9 to 5", "#!builtin_card-r"], "fr": ["9 à 17"]}, "questions": {"en": ["hours?"], "fr": ["horaires ?"]},
        "redirectFlow": "main.flow.json", "redirectNode": "menu"}},
    "qna/old.json": {"id": "old", "data": {"action": "redirect", "questions": ["old one"], "answers": [],
                                           "redirectFlow": "gone.flow.json", "enabled": False}},
    "content-elements/builtin_text.json": [
        element("builtin_text-hi", text={"en": "Hi {{name}}", "fr": "Salut"}, variations={"en": ["Hello"], "fr": []},
                markdown=True, typing=True),
        element("builtin_text-no", text="Sorry?"), element("builtin_text-when", text="When?"),
        element("builtin_text-bye", text={"en": "Bye", "fr": "Au revoir"})],
    "content-elements/builtin_single-choice.json": [element(
        "builtin_single-choice-a", text="Shall we?", choices=[{"title": "Yes", "value": "yes"}, {"title": "No",
            "value": "no"}],
        disableFreeText=True, displayInMessage=True)],
    "content-elements/builtin_card.json": [element("builtin_card-r", **CARD)],
    "content-elements/builtin_carousel.json": [element("builtin_carousel-r", items=[CARD, {**CARD, "title": "Other"}])],
    "content-elements/builtin_action-button.json": [element("builtin_action-button-b", action="Postback", title="Go",
                                                            payload="GO")],
    "content-elements/builtin_video.json": [element("builtin_video-t", video=f"{MEDIA}tour.mp4", title="Tour")],
    "content-elements/builtin_audio.json": [element("builtin_audio-s", audio=f"http://old.example{MEDIA}lake.mp3")],
    "content-elements/builtin_file.json": [element("builtin_file-m", file=f"{MEDIA}menu.pdf", title="Menu")],
    "content-elements/builtin_image.json": [element("builtin_image-i", image=f"{MEDIA}abc-room%20one.png",
        title="A room")],
    "content-elements/builtin_location.json": [element("builtin_location-h", latitude=46.5, longitude=6.6,
        title="Here")],
    "content-elements/dropdown.json": [element("dropdown-d", message="Which?", options=[{"label": "A", "value": "a"}],
                                               buttonText="Go", allowMultiple=True, placeholderText="…")],
    "content-elements/custom_weather.json": [{"id": "custom_weather-w", "name": "w", "content": {"text": "Sun",
        "days": 3}}],
    "actions/check/day.js": b"return true", "actions/unused.js": b"/** nobody */",
    "hooks/before_incoming_middleware/10_x.js": b"x()", "hooks/after_event_processed/.off.js": b"y()",
    "config/hitlnext.json": {"autoComplete": {"trigger": ":"}}, "libraries/package.json": {"name": "x"},
    "media/abc-room one.png": PICTURE, "media/lake.mp3": SOUND, "media/menu.pdf": b"%PDF-1.4 x",
    "media/tool.exe": b"MZ\x00\x00",
    "scenarios/a.json": {"initialState": {}, "steps": []}, "models/a.model": b"\x00",
    "broadcast/x.json": {"a": 1}, "notes.txt": b"hello",
}  # fmt: skip

NDU: Body = {
    "bot.config.json": config(oneflow=True, languages=["en"]),
    "flows/main/hello.flow.json": {
        "version": "0.1", "type": "reusable", "label": "Hello", "variables": [
            {"type": "string", "params": {"name": "who", "isInput": True}}],
        "catchAll": {"next": []}, "nodes": [
            {"id": "trig", "name": "start", "type": "trigger", "activeWorkflow": True, "next": [
                {"condition": "true", "node": "ask"}], "conditions": [
                {"id": "user_intent_is", "params": {"intentName": "hi"}}, {"id": "type_text", "params": {
                    "candidate": ["hey"], "exactMatch": True}}, {"id": "raw_js", "params": {"expression": "1"}},
                {"id": "user_channel_is", "params": {"channelName": "web"}}]},
            {"id": "list", "name": "ask", "type": "listen", "onReceive": [], "next": [{"condition": "true",
                "node": "say"}]},
            {"id": "rout", "name": "route", "type": "router", "next": [
                {"condition": "$who.equals('x')", "node": "ok"}, {"condition": "true", "node": "ko"}]},
            {"id": "says", "name": "say", "type": "say_something", "content": {"contentType": "builtin_text",
                "formData": {
                "text$en": "Hello"}}, "next": [{"condition": "true", "node": "route"}]},
            {"id": "exec", "name": "run", "type": "execute", "onReceive": None, "onEnter": ["x/y {}"], "next": []},
            {"id": "acti", "name": "act", "type": "action", "onEnter": ["builtin/wait {\"delay\": 1500}"], "next": [
                {"condition": "true", "node": "ok"}]},
            {"id": "okok", "name": "ok", "type": "success", "next": []},
            {"id": "koko", "name": "ko", "type": "failure", "next": []}]},
    "flows/main.intents.json": [{"name": "hi", "utterances": {"en": ["hi there $who"]}, "slots": [
        {"name": "who", "entity": "any"}]}],
}  # fmt: skip


def inside(folder: str, files: Body) -> Body:
    return {f"{folder}{path}": body for path, body in files.items()}


def windows(files: Body) -> Body:
    """As an editor of Windows saves them: a mark at the beginning, other ends of lines."""
    made = {}
    for path, body in files.items():
        text = body if isinstance(body, bytes) else json.dumps(body, indent=2).replace("\n", "\r\n").encode()
        made[path] = b"\xef\xbb\xbf" + text if path.endswith(".json") else text
    return made


SMALL = {path: INN[path] for path in ("bot.config.json", "flows/main.flow.json", "content-elements/builtin_text.json")}
BOTS: dict[str, Body] = {
    "inn": INN, "ndu": NDU, "top-folder": inside("lake-inn/", SMALL), "server": inside("data/bots/lake/", SMALL),
    "windows": windows(SMALL),
}  # fmt: skip
