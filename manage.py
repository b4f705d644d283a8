#!/usr/bin/env python3
"""Entry point of every command: `manage.py help` lists them."""

import sys

from botbuilder.settings.env import choose_settings


def main() -> None:
    choose_settings()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
