"""What a Typebot asks for. A reply that does not fit is asked for again, as often as need be, here as there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.formats.typebot.blocks import At

NO_QUESTION = "…"
_NUMBERS = 10
_SHARED = ("variableId", "labels", "retryMessageContent", "isLong", "inputMode", "prefill")


def ask(expects: str) -> Callable[[At], None]:
    """An input for one kind of answer."""

    def draw(at: At) -> None:
        at.known(*_SHARED, "min", "max", "step", "defaultCountryCode", "audioClip", "attachments", "style", "locale")
        _tell_extras(at)
        variable = at.variable() or at.bench.variables.answer(expects)
        if expects == "text" and at.question is None and not _label(at, "placeholder"):
            at.step("listen", {"variable": variable})
            return
        config: dict[str, Any] = {"message": _question(at), "variable": variable, "expects": expects}
        for side in ("min", "max"):
            limit = at.options.get(side)
            if isinstance(limit, int | float) and not isinstance(limit, bool):
                config[side] = limit
            elif isinstance(limit, str) and limit:
                config[side] = at.template(limit, "options", side)
        _again(at, "ask", config)

    return draw


def date(at: At) -> None:
    at.known(*_SHARED, "isRange", "hasTime", "format", "min", "max", "timezone")
    if at.options.get("isRange"):
        at.warn("range", "Two days were asked for; here it is one.", "Ask for the second one with another step.")
    if at.options.get("format"):
        at.hint("format", "Days are kept as 2026-12-24; show them with format_date.")
    config: dict[str, Any] = {"message": _question(at)}
    if at.options.get("hasTime"):
        config["time"] = True
    for side in ("min", "max"):
        if isinstance(at.options.get(side), str) and at.options[side]:
            config[side] = at.template(at.options[side], "options", side)
    _again(at, "date_picker", _kept(at, config))


def clock(at: At) -> None:
    at.known(*_SHARED, "format", "locale")
    variable = at.variable() or at.bench.variables.answer("time")
    _again(at, "ask", {"message": _question(at), "variable": variable, "entity": "@time"})


def rating(at: At) -> None:
    at.known(*_SHARED, "buttonType", "length", "customIcon", "isOneClickSubmitEnabled", "startsAt")
    length = at.options.get("length")
    scale = length if isinstance(length, int) and not isinstance(length, bool) else _NUMBERS
    config: dict[str, Any] = {"message": _question(at), "scale": min(max(scale, 2), 10)}
    if scale != config["scale"]:
        at.warn("scale", f"The best mark was {scale}; here it is {config['scale']}.")
    if at.options.get("buttonType") == "Icons":
        config["look"] = "stars"
    else:
        config |= {"look": "numbers", "lowest": 1 if at.options.get("startsAt") == 1 else 0}
    labels = at.options.get("labels")
    for end, key in (("low", "left"), ("high", "right")):
        if isinstance(labels, dict) and labels.get(key):
            config[end] = at.template(labels[key], "options", "labels", key)
    _again(at, "rating", _kept(at, config))


def upload(at: At) -> None:
    at.known(*_SHARED, "isMultipleAllowed", "isRequired", "visibility", "sizeLimit", "allowedFileTypes")
    config: dict[str, Any] = {"message": _question(at)}
    if at.options.get("isMultipleAllowed"):
        config["most"] = 10
    if at.options.get("isRequired") is False:
        at.warn("optional", "This file could be left out; here it is asked for again.", "Add a choice before it.")
    if at.options.get("allowedFileTypes") or at.options.get("sizeLimit"):
        at.hint("file-kinds", "Which files are allowed was left out.", "Choose the kinds in the step.")
    _again(at, "file_upload", _kept(at, config))


def payment(at: At) -> None:
    at.step("comment", {"text": "Typebot asked for a payment here."})
    at.lost("payment", "Payments are not made here; the dialogue goes on without.",
            "Send a link to a page where it can be paid.")  # fmt: skip


def choice(at: At) -> None:
    at.known(*_SHARED, "isMultipleChoice", "isSearchable", "dynamicVariableId", "areInitialSearchButtonsVisible",
             "buttonLabel", "searchInputPlaceholder", "dynamicItems")  # fmt: skip
    dynamic = at.variable("dynamicVariableId")
    if dynamic is not None:
        type = "multi_select" if at.options.get("isMultipleChoice") else "dropdown"
        _again(at, type, _kept(at, {"message": _question(at), "list": dynamic}))
        return
    _pick(at, [(n, one, _title(at, n, one)) for n, one in at.items()])


def pictures(at: At) -> None:
    at.known(*_SHARED, "isMultipleChoice", "isSearchable", "dynamicItems", "buttonLabel", "searchInputPlaceholder")
    if at.options.get("dynamicItems"):
        at.lost("dynamic", "Pictures out of variables cannot be chosen here.", "Use a dropdown with a list.")
    made: list[tuple[int, dict[str, Any], dict[str, Any]]] = []
    for n, one in at.items():
        option = _title(at, n, {**one, "content": one.get("title") or one.get("description") or f"{n + 1}"})
        for key, ours in (("pictureSrc", "image"), ("description", "description")):
            if isinstance(one.get(key), str) and one[key]:
                option[ours] = at.template(one[key], "items", n, key)
        made.append((n, one, option))
    _pick(at, made)


def _pick(at: At, listed: list[tuple[int, dict[str, Any], dict[str, Any]]]) -> None:
    options = [option for _, _, option in listed]
    if not options:
        at.lost("no-options", "There is nothing to choose from; the question was left out.", "Write its options.")
        return
    for n, one, _ in listed:
        if isinstance(one.get("displayCondition"), dict) and one["displayCondition"].get("isEnabled"):
            at.bench.told.warn("condition", at.place.at("items", n, "displayCondition"),
                               "This button was shown under a condition; here it always is.",
                               "Make a branch with two choices.", at.target)  # fmt: skip
    config: dict[str, Any] = {"message": _question(at), "options": options[:100]}
    if at.options.get("isMultipleChoice"):
        if any(one.get("outgoingEdgeId") for _, one, _ in listed):
            at.warn("several", "Ways of single buttons do not count where several can be chosen.")
        at.hint("several", "The variable holds a list here, there it held one text.")
        _again(at, "multi_select", _kept(at, config))
        return
    variable = at.variable()
    step = at.step("choice", {**config, **({"variable": variable} if variable else {})})
    for _, one, option in listed[:100]:
        at.connect(step, option["id"], at.way(one.get("outgoingEdgeId")))
    at.connect(step, "else", at.node)


def _title(at: At, n: int, one: dict[str, Any]) -> dict[str, Any]:
    title = at.template(one.get("content") or f"{n + 1}", "items", n, "content")
    option: dict[str, Any] = {"id": f"o{n + 1}", "title": title}
    if one.get("value") not in (None, ""):
        option["value"] = str(one["value"])
    return option


def _kept(at: At, config: dict[str, Any]) -> dict[str, Any]:
    variable = at.variable()
    return {**config, **({"variable": variable} if variable else {})}


def _again(at: At, type: str, config: dict[str, Any]) -> None:
    retry = at.options.get("retryMessageContent")
    if isinstance(retry, str) and retry.strip():
        config["retry_message"] = at.template(retry, "options", "retryMessageContent")
    step = at.step(type, config)
    at.connect(step, "failed", at.node)


def _question(at: At) -> str:
    """The bubble before it, else what stood in the empty field."""
    if at.question:
        return at.question
    label = _label(at, "placeholder")
    at.hint("no-question", "No text stood before this input; its question is what stood in the field.",
            "Write a question.")  # fmt: skip
    return label or NO_QUESTION


def _label(at: At, key: str) -> str:
    labels = at.options.get("labels")
    value = labels.get(key) if isinstance(labels, dict) else None
    return at.template(value, "options", "labels", key) if isinstance(value, str) and value else ""


def _tell_extras(at: At) -> None:
    if at.options.get("step"):
        at.hint("step", "Steps between numbers are not checked.")
    for key in ("audioClip", "attachments"):
        extra = at.options.get(key)
        if isinstance(extra, dict) and extra.get("isEnabled"):
            at.warn(key.lower(), "A recording or file could be added to the text; here it is text only.",
                    "Add a step “File upload”.")  # fmt: skip


INPUTS: dict[str, Callable[[At], None]] = {
    "text input": ask("text"), "number input": ask("number"), "email input": ask("email"), "url input": ask("url"),
    "phone number input": ask("phone"), "date input": date, "time input": clock, "rating input": rating,
    "file input": upload, "payment input": payment, "choice input": choice, "picture choice input": pictures,
}  # fmt: skip
