from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email, validate_slug
from django.db import transaction

from botbuilder.tenancy.models import Account, AuditEntry, Member, Role, Token, Workspace


class Command(BaseCommand):
    help = "Make a REST token; member and workspace are made where they are missing. Prints the token alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", choices=Role.values, default=Role.OWNER)
        parser.add_argument("--workspace", default="default", help="Slug.")

    def handle(self, *, email: str, role: str, workspace: str, **options: Any) -> None:
        try:
            validate_email(email)
            validate_slug(workspace)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        with transaction.atomic():
            home, _ = Workspace.objects.get_or_create(slug=workspace, defaults={"name": workspace.capitalize()})
            account = Account.objects.filter(email=email.lower()).first() or Account.objects.create_user(email)
            member, _ = Member.unscoped.get_or_create(workspace=home, account=account, defaults={"role": role})
            token, key = Token.issue(member, name="made by create_token", role=role)
            AuditEntry.record(home, actor="command", action="token.create", target=token.prefix, role=role)
        self.stdout.write(key)
