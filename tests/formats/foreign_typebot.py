"""Typebots as their exports are found in the wild: older versions, and blocks that the shared bots do not have."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]


def rich(*words: str) -> Body:
    return {"richText": [{"type": "p", "children": [{"text": one}]} for one in words]}


def text(id: str, *words: str, **more: Any) -> Body:
    return {"id": id, "type": "text", "content": rich(*words), **more}


def group(id: str, *blocks: Body, x: float = 0) -> Body:
    return {"id": id, "title": id.title(), "graphCoordinates": {"x": x, "y": 0}, "blocks": list(blocks)}


def edge(id: str, to: str, block: str | None = None) -> Body:
    return {"id": id, "from": {"blockId": "x"}, "to": {"groupId": to, **({"blockId": block} if block else {})}}


def condition(*comparisons: Body, operator: str = "AND") -> Body:
    return {"comparisons": [{"id": str(n), **one} for n, one in enumerate(comparisons)], "logicalOperator": operator}


VARIABLES = [
    {"id": f"v{n}", "name": name}
    for n, name in enumerate(
        ("Name", "Age", "E-mail", "Items", "Picked", "When", "File", "Rate", "Phone", "Site", "Sum", "Reply", "Chosen")
    )
]
THEME = {
    "general": {"font": {"type": "Google", "family": "Inter"}, "background": {"type": "Color", "content": "#fff"}},
    "chat": {"inputs": {"placeholderColor": "#999"}},
    "customCss": ".x{}",
}
SETTINGS = {
    "general": {"isBrandingEnabled": False, "rememberUser": {"isEnabled": True}},
    "typingEmulation": {"speed": 400},
    "metadata": {"description": "d"},
    "whatsApp": {"isEnabled": True},
}
BLOCKS: Body = {
    "version": "6.1", "id": "b1", "name": "Clinic", "theme": THEME, "settings": SETTINGS, "variables": VARIABLES,
    "events": [{"id": "ev1", "type": "start", "outgoingEdgeId": "e0", "graphCoordinates": {"x": 0, "y": 0}},
               {"id": "ev2", "type": "command", "options": {"command": "open-menu"}, "outgoingEdgeId": "e1"},
               {"id": "ev3", "type": "invalidReply", "outgoingEdgeId": "e1"}],
    "groups": [
        group("hello",
              text("t1", "Hello {{Name}}, {{= 1 + 1 =}}"),
              {"id": "i1", "type": "image", "content": {"url": "https://x.example/a.gif", "clickLink": {
                  "url": "https://x.example", "alt": "A"}}},
              {"id": "vd", "type": "video", "content": {"url": "https://video.example/watch?v=abc", "type": "youtube",
                                                       "id": "abc"}},
              {"id": "au", "type": "audio", "content": {"url": "https://x.example/a.mp3", "isAutoplayEnabled": True}},
              {"id": "em", "type": "embed", "content": {"url": "https://x.example/map", "height": 400}},
              text("t2", "Your name?"),
              {"id": "n1", "type": "text input", "options": {"variableId": "v0", "labels": {"placeholder": "Name",
                                                                                           "button": "Send"}}},
              {"id": "n2", "type": "number input", "options": {"variableId": "v1", "min": 0, "max": "{{Sum}}"}},
              {"id": "n3", "type": "email input", "options": {"variableId": "v2", "retryMessageContent": "Really?"}},
              {"id": "n4", "type": "url input", "options": {"variableId": "v9"}},
              {"id": "n5", "type": "phone number input", "options": {"variableId": "v8", "defaultCountryCode": "CH"}},
              {"id": "n6", "type": "date input", "options": {"variableId": "v5", "hasTime": True, "isRange": True}},
              {"id": "n7", "type": "time input", "options": {"variableId": "v5"}},
              {"id": "n8", "type": "rating input", "options": {"variableId": "v7", "length": 5, "buttonType": "Icons"}},
              {"id": "n9", "type": "file input", "options": {"variableId": "v6", "isMultipleAllowed": True,
                  "sizeLimit": 5}},
              {"id": "n10", "type": "payment input", "options": {"provider": "Stripe", "currency": "CHF",
                  "amount": "10",
                                                                 "credentialsId": "cred-s3cret"},
                                        "outgoingEdgeId": "e1"}),
        group("menu",
              text("t3", "What is it?"),
              {"id": "c1", "type": "choice input", "options": {"variableId": "v4", "isSearchable": True}, "items": [
                  {"id": "a", "content": "Pictures", "outgoingEdgeId": "e2"}, {"id": "b", "content": "Logic",
                                                                             "outgoingEdgeId": "e3", "value": "l",
                   "displayCondition": {"isEnabled": True, "condition": condition({"variableId": "v1",
                                        "comparisonOperator": "Greater than", "value": "3"})}},
                  {"id": "c", "content": "Services"}], "outgoingEdgeId": "e4"}),
        group("pictures",
              {"id": "p1", "type": "picture choice input", "options": {"variableId": "v12", "isMultipleChoice": True},
               "items": [{"id": "a", "pictureSrc": "https://x.example/1", "title": "One", "description": "First"},
                         {"id": "b", "pictureSrc": "https://x.example/2"}]},
              {"id": "c2", "type": "choice input", "options": {"dynamicVariableId": "v3", "isMultipleChoice": True,
                                                               "variableId": "v12"}, "items": []},
              {"id": "cd", "type": "cards", "items": [{"id": "a", "title": "Card", "paths": [{"id": "p",
                  "text": "Take"}]}]}),
        group("logic",
              {"id": "s1", "type": "Set variable", "options": {"variableId": "v10",
                  "expressionToEvaluate": "{{Age}} * 2"}},
              {"id": "s2", "type": "Set variable", "options": {"variableId": "v10", "isCode": True,
                  "expressionToEvaluate":
                                                               "const a = {{Age}}; return a > 3 ? 'x' : 'y'"}},
              {"id": "s3", "type": "Set variable", "options": {"variableId": "v5", "type": "Now"}},
              {"id": "s4", "type": "Set variable", "options": {"variableId": "v5", "type": "Random ID"}},
              {"id": "s5", "type": "Set variable", "options": {"variableId": "v3", "type": "Append value(s)",
                                                               "item": "{{Picked}}"}},
              {"id": "s6", "type": "Set variable", "options": {"variableId": "v3", "type": "Transcript"}},
              {"id": "sc", "type": "Code", "options": {"name": "x", "content": "alert({{Name}})",
                  "isExecutedOnClient": True}},
              {"id": "co", "type": "Condition", "items": [
                  {"id": "a", "content": condition({"variableId": "v0", "comparisonOperator": "Contains", "value": "a"},
                                                   {"variableId": "v1", "comparisonOperator": "Less or equal to",
                                                    "value": "{{Sum}}"}, operator="OR"), "outgoingEdgeId": "e1"},
                  {"id": "b", "content": condition({"variableId": "v2", "comparisonOperator": "Matches regex",
                                                    "value": "/.+@.+/i"}), "outgoingEdgeId": "e2"},
                  {"id": "c", "content": condition({"variableId": "v9", "comparisonOperator": "Is empty"})}]},
              {"id": "ab", "type": "AB test", "options": {"aPercent": 30}, "items": [
                  {"id": "a", "path": "a", "outgoingEdgeId": "e1"}, {"id": "b", "path": "b"}]},
              {"id": "w1", "type": "Wait", "options": {"secondsToWaitFor": "{{Sum}}"}},
              {"id": "r1", "type": "Redirect", "options": {"url": "https://x.example/{{Name}}", "isNewTab": True}},
              {"id": "l1", "type": "Typebot link", "options": {"typebotId": "current", "groupId": "menu",
                                                               "mergeResults": True}},
              {"id": "l2", "type": "Typebot link", "options": {"typebotId": "other-bot"}},
              {"id": "wh", "type": "webhook", "options": {"responseVariableMapping": []}},
              {"id": "j1", "type": "Jump", "options": {"groupId": "menu", "blockId": "c1"}}),
        group("services",
              {"id": "h1", "type": "Webhook", "options": {"variablesForTest": [], "responseVariableMapping": [
                  {"id": "1", "bodyPath": "data.items[0].name", "variableId": "v11"}, {"id": "2", "bodyPath":
                   "data.items.flatMap(item => item.x)", "variableId": "v3"}], "isAdvancedConfig": True,
                       "isCustomBody": True,
                  "webhook": {"id": "w", "url": "https://api.example/{{Name}}", "method": "POST",
                      "body": "{\"a\": {{Age}}}",
                              "headers": [{"id": "1", "key": "Authorization", "value": "Bearer s3cret-header"}],
                              "queryParams": [{"id": "1", "key": "token", "value": "s3cret-query"}]}}},
              {"id": "m1", "type": "Email", "options": {"recipients": ["a@x.example", "{{E-mail}}"],
                  "subject": "Hi {{Name}}",
                                                        "body": "Text", "isCustomBody": True, "cc": ["c@x.example"],
                                                        "credentialsId": "default"}},
              {"id": "z1", "type": "Zapier", "options": {"webhook": {"url": "https://hooks.example/z"}}},
              {"id": "z2", "type": "Make.com", "options": {}}, {"id": "z3", "type": "Pabbly", "options": {}},
              {"id": "g1", "type": "Google Sheets", "options": {"action": "Insert a row", "credentialsId": "c"}},
              {"id": "g2", "type": "Google Analytics", "options": {"trackingId": "G"}},
              {"id": "o1", "type": "OpenAI", "options": {"task": "Create chat completion"}},
              {"id": "cw", "type": "Chatwoot", "options": {"websiteToken": "t"}}, {"id": "px", "type": "Pixel",
                  "options": {}},
              {"id": "fo", "type": "anthropic", "options": {"action": "Create Chat Message"}},
              {"id": "cal", "type": "cal-com", "options": {"link": "a/b"}},
              {"id": "qr", "type": "qr-code", "options": {"data": "x"}},
              text("bye", "Bye", outgoingEdgeId="e9")),
        group("empty"),
    ],
    "edges": [{"id": "e0", "from": {"eventId": "ev1"}, "to": {"groupId": "hello"}}, edge("e1", "menu"),
              edge("e2", "pictures"), edge("e3", "logic"), edge("e4", "services"), edge("e9", "empty"),
              edge("gone", "nowhere")],
    "selectedThemeTemplateId": None, "icon": "🏥", "createdAt": "2024", "updatedAt": "2024", "publicId": "clinic-1",
    "customDomain": None, "workspaceId": "w", "resultsTablePreferences": {"x": 1}, "isArchived": False,
        "isClosed": False,
    "whatsAppCredentialsId": None, "folderId": None, "riskLevel": None,
}  # fmt: skip

# Version 3 to 5: the start is a block in a group of its own; texts are HTML and plain; script is "Code".
FIVE: Body = {
    "id": "b5", "version": "5", "name": "Old one", "groups": [
        {"id": "g0", "title": "Start", "graphCoordinates": {"x": 0, "y": 0}, "blocks": [
            {"id": "s", "type": "start", "label": "Start", "groupId": "g0", "outgoingEdgeId": "e0"}]},
        {"id": "g1", "title": "Hi", "graphCoordinates": {"x": 300, "y": 0}, "blocks": [
            {"id": "t", "groupId": "g1", "type": "text", "content": {"html": "<div>Hi <b>you</b> &amp; me</div>",
                                                                   "richText": [], "plainText": "Hi you & me"}},
            {"id": "c", "groupId": "g1", "type": "choice input", "options": {"buttonLabel": "Send",
                                                                           "isMultipleChoice": False}, "items": [
                {"id": "i1", "blockId": "c", "type": 0, "content": "Yes", "outgoingEdgeId": "e1"},
                {"id": "i2", "blockId": "c", "type": 0, "content": "No"}]}]},
        {"id": "g2", "title": "End", "graphCoordinates": {"x": 600, "y": 0}, "blocks": [
            {"id": "co", "groupId": "g2", "type": "Condition", "items": [{"id": "x", "blockId": "co", "type": 1,
                "content": {
                "comparisons": [{"id": "1", "variableId": "v", "comparisonOperator": "Equal to", "value": "Yes"}],
                "logicalOperator": "AND"}, "outgoingEdgeId": "e2"}]},
            {"id": "wb", "groupId": "g2", "type": "Webhook", "webhookId": "w1", "options": {"variablesForTest": [],
                                                                       "responseVariableMapping": []}}]},
        {"id": "g3", "title": "Bye", "graphCoordinates": {"x": 900, "y": 0}, "blocks": [
            {"id": "t9", "groupId": "g3", "type": "text", "content": {"html": "<div>Bye</div>", "plainText": "Bye"}}]}],
    "edges": [{"id": "e0", "from": {"groupId": "g0", "blockId": "s"}, "to": {"groupId": "g1"}},
              {"id": "e1", "from": {"groupId": "g1", "blockId": "c", "itemId": "i1"}, "to": {"groupId": "g2"}},
              {"id": "e2", "from": {"groupId": "g2", "blockId": "co", "itemId": "x"}, "to": {"groupId": "g3"}}],
    "variables": [{"id": "v", "name": "Answer"}], "theme": {}, "settings": {}, "publicId": None,
    "webhooks": [{"id": "w1", "url": "https://old.example/hook", "method": "GET", "headers": [], "queryParams": [],
                  "body": None, "typebotId": "b5"}],
}  # fmt: skip

# Before version 3 groups were called blocks, and blocks steps.
TWO: Body = {
    "id": "b2", "name": "Oldest", "blocks": [
        {"id": "g0", "title": "Start", "graphCoordinates": {"x": 0, "y": 0}, "steps": [
            {"id": "s", "type": "start", "label": "Start", "blockId": "g0", "outgoingEdgeId": "e0"}]},
        {"id": "g1", "title": "Hi", "graphCoordinates": {"x": 300, "y": 0}, "steps": [
            {"id": "t", "blockId": "g1", "type": "text", "content": {"html": "<div>Name?</div>", "plainText": "Name?"}},
            {"id": "n", "blockId": "g1", "type": "text input", "options": {"variableId": "v", "isLong": False}},
            {"id": "t2", "blockId": "g1", "type": "text", "content": {"plainText": "Thanks {{Name}}"}}]}],
    "edges": [{"id": "e0", "from": {"blockId": "g0", "stepId": "s"}, "to": {"blockId": "g1"}}],
    "variables": [{"id": "v", "name": "Name"}], "theme": {}, "settings": {},
}  # fmt: skip
BOTS: dict[str, Body] = {
    "clinic": BLOCKS,
    "five": FIVE,
    "two": TWO,
    "wrapped": {"typebot": FIVE, "webhooks": FIVE["webhooks"]},
}
