"""The same cases on every machine, and no time limit a busy one could break."""

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")
