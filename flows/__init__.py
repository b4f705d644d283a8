"""Bots: building, publishing and talking to them."""
