"""Why an act is refused; the words are for the person who tried."""

from checker.model.wording import Text


class RefusedError(Exception):
    """An act that may not happen now, or not by this person.

    ``code`` is for programs and tests, ``reason`` for people.
    """

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(code, zh, en)
        self.code = code
        self.reason = Text(zh, en)


def not_found() -> RefusedError:
    """Return the same answer for what is missing and for what is somebody else's."""
    return RefusedError("not_found", "没有这条记录", "There is no such record")


def disk_full() -> RefusedError:
    """Return the answer where nothing can be written."""
    return RefusedError(
        "disk",
        "磁盘写不进去（可能已满），没有保存，请联系管理员后重试",
        "The disk cannot be written (it may be full); nothing was kept, try again",
    )
