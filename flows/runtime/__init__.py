"""Turns an event of a conversation into rows to write. Pure: no database, no clock, no sockets."""
