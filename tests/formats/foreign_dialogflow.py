"""Agents of Dialogflow ES as its exports are found in the wild: what the shared agents do not have."""

from __future__ import annotations

from typing import Any

Body = dict[str, Any]


def phrase(*pieces: str | tuple[str, str, str]) -> Body:
    """A training phrase; a piece is a text, or (text, alias, @entity)."""
    data = [{"text": one, "userDefined": False} if isinstance(one, str) else
            {"text": one[0], "alias": one[1], "meta": one[2], "userDefined": True} for one in pieces]  # fmt: skip
    return {"id": "0", "data": data, "isTemplate": False, "count": 0, "updated": 0}


def response(*messages: Body, **more: Any) -> list[Body]:
    return [{"resetContexts": False, "affectedContexts": [], "parameters": [], "messages": list(messages),
             "defaultResponsePlatforms": {}, "speech": [], **more}]  # fmt: skip


def text(*words: str, lang: str = "en", **more: Any) -> Body:
    return {"type": 0, "lang": lang, "speech": list(words), "condition": "", **more}


def payload(body: Body, lang: str = "en", **more: Any) -> Body:
    return {"type": 4, "lang": lang, "payload": body, "condition": "", **more}


AGENT = {
    "description": "", "language": "en", "shortDescription": "", "examples": "", "linkToDocs": "",
    "disableInteractionLogs": False, "disableStackdriverLogs": True, "defaultTimezone": "Europe/Paris",
    "webhook": {"url": "https://hook.example/x", "username": "me", "headers": {"X-Api-Key": "k3y"}, "available": True,
                "useForDomains": False, "cloudFunctionsEnabled": False, "cloudFunctionsInitialized": False},
    "isPrivate": True, "mlMinConfidence": 0.3, "supportedLanguages": ["fr", "pt-br"], "enableOnePlatformApi": True,
    "onePlatformApiVersion": "v2", "secondaryKey": "", "analyzeQueryTextSentiment": True,
    "enabledKnowledgeBaseNames": ["projects/p/knowledgeBases/k"], "knowledgeServiceConfidenceAdjustment": 0.0,
    "dialogBuilderMode": False, "baseActionPackagesUrl": "", "enableSpellCorrection": True,
}  # fmt: skip

MESSENGER = payload({"richContent": [
    [{"type": "info", "title": "Our shop", "subtitle": "Open today",
        "image": {"src": {"rawUrl": "https://x.example/s"}},
      "actionLink": "https://x.example/shop"},
     {"type": "description", "title": "Hours", "text": ["Monday to Friday", "9 to 5"]},
     {"type": "image", "rawUrl": "https://x.example/i.png", "accessibilityText": "The shop"}],
    [{"type": "chips", "options": [{"text": "Prices"}, {"text": "Map", "link": "https://x.example/map"}]}],
]})  # fmt: skip
KOMMUNICATE = payload({"message": "How can we help?", "platform": "kommunicate", "metadata": {
    "contentType": "300", "templateId": "6", "payload": [{"title": "Orders", "message": "orders"},
                                                          {"title": "Returns", "message": "returns"}]}})  # fmt: skip
KOMMUNICATE_CARDS = payload({"message": "Carousel", "platform": "kommunicate", "metadata": {
    "contentType": "300", "templateId": "10", "payload": [{
        "title": "Inn", "subtitle": "By the lake", "header": {"imgSrc": "https://x.example/inn"},
            "description": "Quiet",
        "buttons": [{"name": "Book", "action": {"type": "link",
            "payload": {"url": "https://x.example/book"}}}]}]}})  # fmt: skip
TELEGRAM = payload({"telegram": {"text": "Pick one", "reply_markup": {"inline_keyboard": [
    [{"text": "Left", "callback_data": "l"}], [{"text": "Right", "callback_data": "r"}]]}}},
        platform="telegram")  # fmt: skip
TELEPHONY = {"type": "telephony_synthesize_speech", "lang": "en", "platform": "telephony", "ssml": "<speak>Hi</speak>"}
PARAMETERS = [
    {"id": "1", "name": "when", "required": True, "dataType": "@sys.date-time", "value": "$when", "isList": False,
     "prompts": [{"lang": "en", "value": "When?"}, {"lang": "fr", "value": "Quand ?"}], "noMatchPromptMessages": [],
     "noInputPromptMessages": [], "outputDialogContexts": []},
    {"id": "2", "name": "toppings", "required": True, "dataType": "@topping", "value": "$toppings", "isList": True,
     "prompts": [{"lang": "en", "value": "Which toppings?"}]},
    {"id": "3", "name": "code", "required": False, "dataType": "@code", "value": "$code", "defaultValue": "AA1"},
    {"id": "4", "name": "number.original", "required": False, "dataType": "@sys.number", "value": "$number.original"},
]  # fmt: skip

SHOP = {
    "package.json": {"version": "1.0.0"},
    "agent.json": AGENT,
    "intents/Default Welcome Intent.json": {
        "id": "a", "name": "Default Welcome Intent", "auto": True, "contexts": [], "priority": 500000,
        "webhookUsed": False, "webhookForSlotFilling": False, "fallbackIntent": False, "events": [{"name": "WELCOME"}],
        "conditionalResponses": [], "condition": "", "conditionalFollowupEvents": [],
        "responses": response(text("Hello!", "Hi there!"), text("Bonjour !", lang="fr"), MESSENGER),
    },
    "intents/Default Fallback Intent.json": {
        "id": "b", "name": "Default Fallback Intent", "fallbackIntent": True, "contexts": [], "events": [],
        "responses": response(text("Pardon?"), action="input.unknown"),
    },
    "intents/order.json": {
        "id": "c", "name": "order", "contexts": [], "webhookUsed": True, "webhookForSlotFilling": True, "events": [
            {"name": "order_event"}], "priority": 750000,
        "responses": response(text("One with $toppings at $when."), KOMMUNICATE, action="order",
                              affectedContexts=[{"name": "order-followup", "lifespan": 2}, {"name": "paying",
                                                                                           "lifespan": 5}],
                              parameters=PARAMETERS),
    },
    "intents/order_usersays_en.json": [
        phrase("a pizza ", ("tomorrow", "when", "@sys.date-time")),
        phrase("order with ", ("cheese", "toppings", "@topping"), " and ", ("ham", "toppings", "@topping")),
        {"id": "1", "data": [{"text": "@topping:toppings pizza"}], "isTemplate": True},
    ],
    "intents/order_usersays_fr.json": [phrase("une pizza au ", ("fromage", "toppings", "@topping"))],
    "intents/order_usersays_pt-br.json": [phrase("uma pizza")],
    "intents/order - yes.json": {
        "id": "d", "name": "order - yes", "parentId": "c", "rootParentId": "c", "contexts": ["order-followup",
            "paying"],
        "responses": response(text("Paid."), TELEPHONY), "endInteraction": True,
    },
    "intents/order - yes_usersays_en.json": [phrase("yes"), phrase("sure, go ahead")],
    "intents/order - fallback.json": {
        "id": "e", "name": "order - fallback", "fallbackIntent": True, "contexts": ["order-followup"],
        "responses": response(text("Yes or no?")),
    },
    "intents/pick.json": {
        "id": "f", "name": "pick", "contexts": [], "events": [{"name": "TELEGRAM_WELCOME"}, {"name": "pick"}],
        "responses": response(TELEGRAM, KOMMUNICATE_CARDS, payload({"odd": {"x": 1}})),
    },
    "intents/Knowledge.KnowledgeBase.json": {
        "id": "g", "name": "Knowledge.KnowledgeBase.x", "contexts": [], "auto": True, "events": [],
        "responses": response(text("$Knowledge.Answer[1]")),
    },
    "entities/topping.json": {"id": "t", "name": "topping", "isOverridable": True, "isEnum": False, "isRegexp": False,
                              "automatedExpansion": True, "allowFuzzyExtraction": True},
    "entities/topping_entries_en.json": [{"value": "cheese", "synonyms": ["cheese", "mozzarella"]},
                                         {"value": "ham", "synonyms": ["ham"]}],
    "entities/topping_entries_fr.json": [{"value": "cheese", "synonyms": ["fromage"]}],
    "entities/code.json": {"id": "r", "name": "code", "isRegexp": True},
    "entities/code_entries_en.json": [{"value": "[A-Z]{2}[0-9]+", "synonyms": ["[A-Z]{2}[0-9]+"]}],
    "entities/deal.json": {"id": "u", "name": "deal", "isEnum": True},
    "entities/deal_entries_en.json": [{"value": "@sys.number:n @topping:t", "synonyms": ["@sys.number:n @topping:t"]}],
    "knowledgeBases/k.json": {"displayName": "k"},
    "customSmallTalkResponses_en.json": [{"action": "smalltalk.greetings.hello", "customAnswers": ["Hey"]}],
}  # fmt: skip

# The first version of the export: phrases inside of the intent, everything in one message.
OLD = {
    "agent.json": {"language": "en", "project": "old"},
    "intents/Ask.json": {
        "name": "Ask", "contexts": [], "userSays": [{"data": [{"text": "what is up"}], "isTemplate": False, "count": 2},
                                                    {"data": [{"text": "how are you"}]}],
        "responses": [{"action": "ask", "affectedContexts": ["asked"], "parameters": [], "speech": "Fine."}],
    },
    "intents/More.json": {"name": "More", "contexts": ["asked"], "userSays": [{"data": [{"text": "tell me more"}]}],
                          "responses": [{"messages": [{"type": 0, "speech": "More."}]}]},
    "entities/city.json": {"name": "city", "entries": [{"value": "Rome", "synonyms": ["Roma"]}]},
}  # fmt: skip
MEGA = {"agent.json": {**AGENT, "isPrivate": False}, "mega_agent/sub.json": {"name": "sub", "project": "p"},
        "intents/hi.json": {"name": "hi", "responses": response(text("Hi")), "contexts": []},
        "intents/hi_usersays_en.json": [phrase("hi")]}  # fmt: skip

AGENTS: dict[str, dict[str, Any]] = {"shop": SHOP, "old": OLD, "mega": MEGA}
