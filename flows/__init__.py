"""Bots: building, publishing and talking to them."""

from botbuilder.compiled_core import use_compiled

use_compiled()
