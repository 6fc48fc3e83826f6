"""The real clock."""

import datetime as dt


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> dt.datetime:
        """Return the moment, aware, UTC."""
        return dt.datetime.now(dt.UTC)
