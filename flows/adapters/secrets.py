"""Secrets at rest. They are encrypted with a key made from SECRET_KEY and come out only for an outgoing call."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings

from flows.models import Secret

# The cryptography library is imported when the first secret is: most installations have none, and it takes 6 MB.
if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class UnknownSecret(Exception):
    """No secret of that name, or one that was sealed with another SECRET_KEY."""


def encrypt(value: str) -> str:
    """The ciphertext to store."""
    return _fernet().encrypt(value.encode()).decode()


def decrypt(ciphertext: str) -> str:
    from cryptography.fernet import InvalidToken

    try:
        return _fernet().decrypt(ciphertext.encode()).decode()
    except InvalidToken as error:
        raise UnknownSecret("sealed with another SECRET_KEY") from error


def read_secrets(workspace_id: int, names: set[str]) -> dict[str, str]:
    """Raises UnknownSecret naming the first that is missing; never quotes a value."""
    if not names:
        return {}
    rows = dict(Secret.objects.of(workspace_id).filter(name__in=names).values_list("name", "ciphertext"))
    for name in sorted(names - rows.keys()):
        raise UnknownSecret(name)
    return {name: decrypt(ciphertext) for name, ciphertext in rows.items()}


def _fernet() -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_stretch(key))) for key in keys])


def _stretch(key: str) -> bytes:
    return hashlib.blake2b(key.encode(), digest_size=32, person=b"bb-secrets").digest()
