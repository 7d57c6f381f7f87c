"""The phone's core through Python, against a real server."""
