from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from flows.formats import FormatError, Item
from flows.formats.merge import Mergeable, Sheets
from flows.formats.report import check_storable
from flows.models import Bot

from .change_draft import MAX_OPERATIONS, change_draft
from .errors import InvalidDocument, UnknownFormat
from .load_draft import load_draft


def merge_into_bot(
    bot: Bot,
    format: Mergeable,
    files: Mapping[str, bytes],
    *,
    by: str,
    columns: Mapping[str, str],
    sheets: Sheets | None = None,
) -> list[Item]:
    """Bring what the files say into the draft, by operations; what they do not speak of stays. All or nothing.

    Gives the report. Raises UnknownFormat, InvalidDocument, and what `change_draft` raises.
    """
    draft = load_draft(bot)
    try:
        merge = format.merge(draft.document, files, columns, sheets)
        check_storable([merge.operations, [item.to_json() for item in merge.items]])
    except FormatError as error:
        if error.problems:
            raise InvalidDocument(error.problems) from error
        raise UnknownFormat(error.detail) from error
    operations: list[dict[str, Any]] = [{**each, "base": draft.revision} for each in merge.operations]
    with transaction.atomic():
        for start in range(0, len(operations), MAX_OPERATIONS):
            change_draft(bot, operations[start : start + MAX_OPERATIONS], by=by)
    return merge.items
