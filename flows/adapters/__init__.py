"""The ports made real: database, hub, HTTP, understanding."""
