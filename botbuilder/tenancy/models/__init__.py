from .account import Account
from .audit import AuditEntry
from .sign_in_link import SignInLink
from .token import Token
from .workspace import Member, Role, Workspace

__all__ = ["Account", "AuditEntry", "Member", "Role", "SignInLink", "Token", "Workspace"]
