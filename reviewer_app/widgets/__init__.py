"""Reusable pieces of screens; each owns its keys. Nothing here asks a service."""
