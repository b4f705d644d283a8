"""What a Typebot does elsewhere: calls of APIs and e-mails are taken over, the others are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from flows.formats.typebot.blocks import At

_SECRET = re.compile(r"(authorization|api[-_]?key|token|secret|passw(or)?d|bearer|credential)", re.IGNORECASE)
_PLAIN = re.compile(r"^(accept|accept-language|content-type|user-agent)$", re.IGNORECASE)
_NOT_NAME = re.compile(r"\W+")
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
_PATH = re.compile(r"data(?=[.\[]|$)")


def request(at: At) -> None:
    """A call of an API; it goes on where it fails, as there."""
    webhook = at.options.get("webhook") or at.block.get("webhook")
    body: dict[str, Any] = webhook if isinstance(webhook, dict) else {}
    url = body.get("url")
    if not isinstance(url, str) or not url:
        at.step("comment", {"text": f"Typebot called an API here ({at.block.get('type')})."})
        at.lost("webhook", "The address of this call is not in the file.", "Make it with the step “Call an API”.")
        return
    at.bench.told.unknown_keys(at.place.at("options", "webhook"), body,
                               {"id", "url", "method", "headers", "queryParams", "body"})  # fmt: skip
    at.known("webhook", "responseVariableMapping", "variablesForTest", "isAdvancedConfig", "isCustomBody", "timeout",
             "isExecutedOnClient", "proxyCredentialsId")  # fmt: skip
    method = str(body.get("method") or "POST").upper()
    config: dict[str, Any] = {"method": method if method in _METHODS else "POST", "url": _address(at, url, body)}
    headers = {name: value for name, value in _pairs(at, body.get("headers"), "headers") if name}
    if headers:
        config["headers"] = headers
    if isinstance(body.get("body"), str) and body["body"].strip() and config["method"] != "GET":
        config["body"] = at.template(body["body"], "options", "webhook", "body")
        config.setdefault("headers", {}).setdefault("Content-Type", "application/json")
    elif config["method"] not in ("GET", "HEAD") and not at.options.get("isCustomBody"):
        at.warn("body", "Without a body of its own all answers were sent; here nothing is.", "Write the body.")
    taken = _mapping(at)
    if taken:
        config["map"] = taken[:50]
    if at.options.get("isExecutedOnClient"):
        at.hint("client", "The browser made this call; here the server does.")
    step = at.step("call_api", config)
    at.connect(step, "failed", at.way(at.block.get("outgoingEdgeId")))


def email(at: At) -> None:
    at.known("recipients", "subject", "body", "replyTo", "cc", "bcc", "isCustomBody", "isBodyCode", "credentialsId",
             "attachmentsVariableId")  # fmt: skip
    listed = at.options.get("recipients")
    to = ", ".join(str(one) for one in listed if one) if isinstance(listed, list) else ""
    if not to:
        at.step("comment", {"text": "Typebot sent an e-mail here."})
        at.lost("email", "This e-mail has no recipient; it is not sent.", "Use the step “Send an e-mail”.")
        return
    config = {
        "to": at.template(to, "options", "recipients"),
        "subject": at.template(at.options.get("subject") or "", "options", "subject"),
        "body": at.template(at.options.get("body") or "", "options", "body"),
    }
    if at.options.get("replyTo"):
        config["reply_to"] = at.template(at.options["replyTo"], "options", "replyTo")
    for key in ("cc", "bcc", "attachmentsVariableId"):
        if at.options.get(key):
            at.warn("email", f"{key} of the e-mail was left out.", "Name all recipients under “To”.")
    if not at.options.get("isCustomBody"):
        at.warn("email", "Without a text of its own all answers were sent; here nothing is added.", "Write the text.")
    at.hint("email", "E-mails go out through the server of this installation.")
    step = at.step("send_email", config)
    at.connect(step, "failed", at.way(at.block.get("outgoingEdgeId")))


def named(at: At) -> None:
    """A service that has no step here."""
    kind = str(at.block.get("type"))[:60]
    at.step("comment", {"text": f"Typebot used {kind} here."})
    at.lost("integration", f"{kind!r} has no equal here; the dialogue goes on without.",
            "Call its API with the step “Call an API”.")  # fmt: skip


INTEGRATIONS: dict[str, Callable[[At], None]] = {
    "Webhook": request, "Zapier": request, "Make.com": request, "Pabbly": request, "Email": email,
}  # fmt: skip


def _address(at: At, url: str, body: dict[str, Any]) -> str:
    made = at.template(url, "options", "webhook", "url")
    query = [f"{name}={value}" for name, value in _pairs(at, body.get("queryParams"), "queryParams") if name]
    return made + (("&" if "?" in made else "?") + "&".join(query) if query else "")


def _pairs(at: At, listed: Any, key: str) -> list[tuple[str, str]]:
    """Headers or parameters; what may be a credential becomes the name of a secret."""
    made: list[tuple[str, str]] = []
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        name = str(one.get("key") or "") if isinstance(one, dict) else ""
        if not name:
            continue
        value = str(one.get("value") or "")
        of_header = key == "headers" and not _PLAIN.match(name)
        if value and "{{" not in value and (of_header or _SECRET.search(name)):
            secret = _NOT_NAME.sub("_", name).strip("_").lower() or "value"
            secret = f"_{secret}" if secret[0].isdigit() else secret
            made.append((name, f"{{{{ secret.{secret} }}}}"))
            at.bench.told.warn("secret", at.place.at("options", "webhook", key, index, "value"),
                               "A value that may be a credential was left out.",
                               f"Enter it as the secret {secret!r}.", at.target)  # fmt: skip
        else:
            made.append((name, at.template(value, "options", "webhook", key, index, "value")))
    return made


def _mapping(at: At) -> list[dict[str, str]]:
    listed = at.options.get("responseVariableMapping")
    taken: list[dict[str, str]] = []
    for index, one in enumerate(listed if isinstance(listed, list) else ()):
        variable = at.bench.variables.of_id(one.get("variableId")) if isinstance(one, dict) else None
        path = str(one.get("bodyPath") or "") if isinstance(one, dict) else ""
        if variable is not None and re.fullmatch(r"data((\.[A-Za-z_][\w]*)|(\[\d+\]))*", path):
            taken.append({"variable": variable, "path": _PATH.sub("$", path, count=1)})
        elif variable is not None and path:
            at.bench.told.warn("path", at.place.at("options", "responseVariableMapping", index),
                               f"{path[:60]!r} cannot be taken from the reply here.", "Write its path.",
                               at.target)  # fmt: skip
    return taken
