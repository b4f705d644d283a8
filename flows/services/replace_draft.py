from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.document import upgrade, validate
from flows.models import Bot

from .errors import DraftMoved, InvalidDocument
from .load_draft import Draft, load_draft
from .store_parts import holding, store_document


def replace_draft(bot: Bot, document: Any, *, by: str, expected: int | None = None, tab: str = "") -> Draft:
    """Make `document` the draft of `bot`.

    `expected` is the revision the caller had read; None takes whatever is there. Raises DraftMoved when the draft is
    at another, InvalidDocument when the document does not fit; nothing is stored then.
    """
    _refuse_moved(bot, document, expected)
    checked = checked_document(document)
    with holding(bot):
        _refuse_moved(bot, document, expected)
        store_document(bot, checked, by=by, tab=tab)
    return load_draft(bot)


def checked_document(document: Any) -> dict[str, Any]:
    """`document` in the newest version of the format. Raises InvalidDocument with a pointer for each problem."""
    if not isinstance(document, Mapping):
        detail = "A bot document is a JSON object."
        raise InvalidDocument([{"pointer": "", "code": "type", "detail": detail}])
    newest = upgrade(dict(document))
    if problems := validate(newest):
        raise InvalidDocument(problems)
    return newest


def _refuse_moved(bot: Bot, document: Any, expected: int | None) -> None:
    if expected is None:
        return
    draft = load_draft(bot)
    if draft.revision != expected:
        raise DraftMoved(current=draft.document, yours=document, revision=draft.revision)
