"""Who may speak in which conversation, and which visitor ids are believed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from flows.runtime.ports import Refused

from .secrets import UnknownSecret, read_secrets

MAC_BYTES = 18
USER_LENGTH = 200
JWT_SECRET = "identity"  # noqa: S105 - the name of the workspace's secret that signs `user_jwt`


def make_token(conversation: UUID, epoch: int) -> str:
    """The key of one conversation; whoever has it may read and speak there. Needs no database to be checked."""
    told = conversation.bytes + epoch.to_bytes(4, "big")
    return base64.urlsafe_b64encode(told + _mac(told)).decode().rstrip("=")


def read_token(token: object) -> UUID | None:
    """The conversation a token opens, None for anything that we did not make."""
    if not isinstance(token, str) or len(token) > 80:
        return None
    try:
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (binascii.Error, ValueError):
        return None
    told, mac = raw[:20], raw[20:]
    if len(raw) != 20 + MAC_BYTES or not hmac.compare_digest(mac, _mac(told)):
        return None
    return UUID(bytes=told[:16])


def signed_user(token: object, workspace_id: int) -> str:
    """The visitor that a `user_jwt` names (`sub`). Raises Refused for one that cannot be believed."""
    import jwt  # with all of cryptography, where hardly a workspace signs its visitors

    try:
        key = read_secrets(workspace_id, {JWT_SECRET})[JWT_SECRET]
    except UnknownSecret as error:
        raise Refused("this workspace has no secret that signs visitors", code="bad-identity") from error
    try:
        claims = jwt.decode(str(token), key, algorithms=["HS256"], options={"require": ["exp", "sub"]}, leeway=10)
    except jwt.InvalidTokenError as error:
        raise Refused("the visitor's signature cannot be believed", code="bad-identity") from error
    return check_user(claims["sub"])


def check_user(user: object) -> str:
    if not isinstance(user, str) or not 0 < len(user) <= USER_LENGTH or "\0" in user:
        raise Refused(f"user must be a text of 1 to {USER_LENGTH} characters", code="bad-identity")
    return user


def _mac(told: bytes) -> bytes:
    key = hashlib.sha256(b"bb-conversation" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, told, hashlib.sha256).digest()[:MAC_BYTES]
