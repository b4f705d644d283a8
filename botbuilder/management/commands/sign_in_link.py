from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from botbuilder.address import known_address
from botbuilder.tenancy.models import Account, SignInLink


class Command(BaseCommand):
    help = "Print a link that signs a member in, once, within 24 hours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", nargs="?", help="Default: the first owner.")

    def handle(self, *, email: str | None, **options: Any) -> None:
        accounts = Account.objects.filter(is_active=True).order_by("pk")
        found = accounts.filter(email=email.lower()) if email else accounts.filter(memberships__role="owner")
        account = found.first()
        if account is None:
            raise CommandError(f"No account {email}." if email else "No owner yet: run manage.py up first.")
        self.stdout.write(known_address() + SignInLink.issue(account))
