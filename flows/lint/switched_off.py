"""Steps that this installation does not let do their work: they would always leave by `failed`.

Not among the checks of a document: the same bot is whole on an installation whose operator allows more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.lint.finding import Finding
from flows.lint.index import Index
from flows.steps import STEP_TYPES

_CODE = "Code does not run on this installation: the step always leaves by “Failed”. Its operator can allow it."
_EMAIL = "This installation sends no e-mails: the step always leaves by “Failed”. Its operator can name a mail server."


def switched_off(document: Mapping[str, Any], *, code: bool, email: bool) -> list[Finding]:
    """Warnings for the steps that are not allowed; `code` and `email` say what is."""
    told = {"code": "" if code else _CODE, "send_email": "" if email else _EMAIL}
    return [
        Finding("warning", "switched-off", step.place, told[step.type.type])
        for _, _, step in Index(document, STEP_TYPES).steps
        if step.type is not None and told.get(step.type.type)
    ]
