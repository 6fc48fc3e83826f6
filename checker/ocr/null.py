"""The reader ``none``: reads nothing, for runs without text recognition."""

from checker.model.page import Pixels, ReadLine, Recognised


class NullReader:
    """Finds no lines and reads no strips; what needs text stays unknown."""

    name = "none"
    version = "1"
    languages = ()

    @staticmethod
    def is_available() -> str:
        """Return what is missing: never anything."""
        return ""

    def read(self, image: Pixels) -> tuple[ReadLine, ...]:  # noqa: ARG002
        """Return no lines."""
        return ()

    def recognise(self, strips: list[Pixels]) -> tuple[Recognised, ...]:
        """Return an empty text with confidence 0 for each strip."""
        return tuple(Recognised("", 0.0) for _ in strips)


READER = NullReader
