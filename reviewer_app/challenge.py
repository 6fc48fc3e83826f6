"""The 「验证码」: letters to read or to hear; what they are never leaves the server.

Not named after the package that draws them: Streamlit puts this folder on the path
first, and would find us in its place.
"""

import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

LETTERS = "ACDEFHJKLMNPRTUVWXY34679"
"""No letter that looks like another one."""

_LENGTH = 4
_KEY_BYTES = 16
"""128 bits: nobody finds another session's sound by guessing."""

_MOST_OFFERED = 5_000
"""Sounds on offer; the oldest go first. Source: own choice, a few hundred KB."""


def new_words() -> str:
    """Return fresh letters."""
    return "".join(secrets.choice(LETTERS) for _ in range(_LENGTH))


def is_right(given: str, words: str) -> bool:
    """Tell whether somebody gave these letters, whatever their capitals."""
    told = given.strip().upper().encode()
    return bool(words) and hmac.compare_digest(told, words.encode())


def draw(words: str) -> bytes:
    """Return letters as a picture, a PNG of 150 by 58 px."""
    from captcha.image import ImageCaptcha  # noqa: PLC0415 - heavy, for few screens

    picture = BytesIO()
    ImageCaptcha(width=150, height=58).generate_image(words).save(picture, "PNG")
    return picture.getvalue()


@lru_cache(maxsize=16)
def speak(words: str) -> bytes:
    """Return letters spoken in English over noise, a WAV of about ten seconds.

    Takes half a second of CPU; who asks again hears the same sound again.
    """
    from captcha.audio import AudioCaptcha  # noqa: PLC0415 - heavy, for one route

    return bytes(AudioCaptcha().generate(words))


@dataclass(slots=True)
class Offered:
    """Letters that may be heard, each by a key that only its own session knows."""

    _words: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def offer(self, words: str) -> str:
        """Let letters be heard; returns the key."""
        key = secrets.token_urlsafe(_KEY_BYTES)
        with self._lock:
            self._words[key] = words
            while len(self._words) > _MOST_OFFERED:
                self._words.popitem(last=False)
        return key

    def withdraw(self, key: str) -> None:
        """Let letters be heard no longer: they were answered, or replaced."""
        with self._lock:
            self._words.pop(key, None)

    def words(self, key: str) -> str | None:
        """Return the letters behind a key, None where there are none."""
        with self._lock:
            return self._words.get(key)


OFFERED = Offered()
"""What this process offers: screens put it here, the route of sounds takes it."""
