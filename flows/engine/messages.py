"""Messages `M` of a document made into neutral messages in the visitor's language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .phrases import base_language
from .problem import StepProblem
from .wordings import pick_message

if TYPE_CHECKING:
    from .run import Run

MOST_CONTENT_HOPS = 4
LONGEST_PAUSE = 10_000  # milliseconds that a bot may pretend to type
BUTTONS: Mapping[str, Any] = {"style": "buttons"}
_NOT_TEXT = frozenset({"type", "kind", "style", "format", "mime", "channel", "option", "id", "what", "accept", "look"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# What may be `{language: text}` in any message, even in languages that the bot has given up.
_LOCALISED = frozenset(
    {"text", "title", "subtitle", "caption", "alt", "url", "speak", "name", "address", "description", "placeholder"}
)


def pick(value: Any, language: str | None, default_language: str) -> Any:
    """`value`, or of a `{language: …}` mapping the best one: the language, its base, the bot's own, the first."""
    if not isinstance(value, dict):
        return value
    for key in (language, base_language(language) if language else None, default_language):
        if key is not None and value.get(key) not in (None, ""):
            return value[key]
    return next((one for one in value.values() if one not in (None, "")), "")


def render_message(run: Run, message: Any) -> dict[str, Any] | None:
    """The neutral message, None where there is nothing to say. Raises what templates raise.

    `typing` and `wait` are no messages of their own: they let the next one come later.
    """
    body = message if isinstance(message, str) else resolve(run, message)
    if body is None:
        return None
    if isinstance(body, str):
        text = run.text(body)
        return {"type": "text", "text": text} if text.strip() else None
    if "type" not in body:
        text = run.localised(body.get("text", "")) if "text" in body else run.localised(body)
        options = body.get("options")
        if options:
            return choice_message(text, render_options(run, options))
        return {"type": "text", "text": text} if text.strip() else None
    if body["type"] in ("typing", "wait"):
        run.pause(body.get("ms"))
        return None
    rendered = {key: _render_part(run, key, value) for key, value in body.items()}
    empty = rendered["type"] == "text" and not str(rendered.get("text", "")).strip() and not rendered.get("actions")
    return None if empty else rendered


def choice_message(
    text: str, options: Sequence[Mapping[str, Any]], look: Mapping[str, Any] = BUTTONS
) -> dict[str, Any]:
    """A question with options; `look` has its `style`, and what else that style knows (`multiple`, `placeholder`…)."""
    actions = [_action(option) for option in options]
    return {"type": "choice", "text": text, "options": actions, **look}


def _action(option: Mapping[str, Any]) -> dict[str, Any]:
    shown = {"kind": "reply", "title": option["title"], "value": option["value"], "option": option["option"]}
    for key in ("description", "image"):
        if key in option:
            shown[key] = option[key]
    return shown


def message_options(run: Run, message: Any) -> list[dict[str, Any]]:
    """The open options that a message offers: those of `{"text", "options"}`, or its reply actions."""
    body = resolve(run, message)
    if not isinstance(body, dict):
        return []
    if "type" not in body:
        return render_options(run, body.get("options") or ())
    found: list[dict[str, Any]] = []
    parts: list[Any] = [body]
    while parts:
        part = parts.pop(0)
        if isinstance(part, dict):
            for key in ("options", "actions", "items"):
                parts.extend(part.get(key) or ())
            if part.get("kind") in ("reply", "postback") or ("id" in part and "title" in part and "type" not in part):
                found.append(_option(run, part))
    return found


def render_options(run: Run, options: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Open options `{"option", "title", "value", "synonyms"?}` of the document's options, texts filled in.

    Options without templates are the same for every visitor of a language: made once, never changed.
    """
    key = id(options)
    plans: dict[str | None, list[dict[str, Any]] | None] = run.bot.plans.setdefault(key, {})
    if run.language in plans:
        plan = plans[run.language]
        if plan is not None:
            return plan
    made = [_option(run, option) for option in options]
    fixed = not any("{" in str(option) for option in _texts(options))
    plans[run.language] = made if fixed and isinstance(options, list) else None
    return made


def _texts(options: Sequence[Mapping[str, Any]]) -> list[str]:
    found: list[str] = []
    for option in options:
        for key in ("title", "value", "description", "image"):
            value = option.get(key)
            found.extend(str(one) for one in (value.values() if isinstance(value, dict) else [value]))
    return found


def _option(run: Run, option: Mapping[str, Any]) -> dict[str, Any]:
    title = run.localised(option.get("title", ""))
    value = option.get("value")
    if value is None:
        value = run.text(str(pick(option.get("title", ""), run.bot.default_language, run.bot.default_language)))
    elif isinstance(value, str):
        value = run.text(value)
    made = {"option": str(option.get("option") or option.get("id") or value), "title": title, "value": value}
    synonyms = option.get("synonyms")
    if synonyms:
        # Visitors mix languages: a word for an option counts whichever language it belongs to.
        lists = synonyms.values() if isinstance(synonyms, dict) else [synonyms]
        made["synonyms"] = [str(one) for words in lists for one in ([words] if isinstance(words, str) else words)]
    if option.get("intent"):
        made["intent"] = str(option["intent"])
    for key in ("description", "image"):
        if option.get(key):
            made[key] = run.localised(option[key])
    return made


def resolve(run: Run, message: Any) -> Any:
    """Follows `{"content": id}`, and picks one of its wordings. What it gives can be rendered more than once."""
    return message if isinstance(message, str) else _with_items(run, _followed(run, message))


def _followed(run: Run, message: Any) -> Any:
    for _ in range(MOST_CONTENT_HOPS):
        if not _refers(message):
            return message
        content = run.bot.content.get(str(message["content"]))
        if content is None:
            raise StepProblem("content", f"There is no content with the id {message['content']!r}.")
        message = pick_message(run, f"content {content['id']}", content)
    raise StepProblem("content", "Content that refers to content that refers to content… has no end.")


def _refers(message: Any) -> bool:
    return isinstance(message, dict) and "content" in message and "type" not in message


def _with_items(run: Run, message: Any) -> Any:
    """The cards of a carousel may be content, too. Theirs may not: a carousel among its own cards has no end."""
    items = message.get("items") if isinstance(message, dict) else None
    if not isinstance(items, list) or not any(map(_refers, items)):
        return message
    found = [_followed(run, item) if _refers(item) else item for item in items]
    return {**message, "items": [item for item in found if isinstance(item, dict) and "title" in item]}


def _render_part(run: Run, key: str, value: Any) -> Any:
    if isinstance(value, str):
        return value if key in _NOT_TEXT else run.text(value)
    if isinstance(value, dict):
        if value and _is_localised(run, key, value):
            return run.localised(value)
        made = {inner: _render_part(run, inner, part) for inner, part in value.items()}
        return _with_option(run, value, made)
    if isinstance(value, list):
        return [_render_part(run, key, part) for part in value]
    return value


def _is_localised(run: Run, key: str, value: Mapping[str, Any]) -> bool:
    if all(language in run.bot.languages for language in value):
        return True
    return key in _LOCALISED and all(_LANGUAGE.fullmatch(str(language)) for language in value)


def _with_option(run: Run, source: Mapping[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """Reply actions and options carry the id under which a tap comes back."""
    is_option = "id" in source and "title" in source and "type" not in source and "kind" not in source
    if source.get("kind") in ("reply", "postback") or is_option:
        option = _option(run, source)
        kind = source.get("kind", "reply")
        extras = {key: part for key, part in made.items() if key not in ("id", "synonyms")}
        return {**extras, "kind": kind, "title": option["title"], "value": option["value"], "option": option["option"]}
    return made
