"""Room: see below."""
