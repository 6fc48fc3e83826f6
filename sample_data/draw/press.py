"""What turns a sheet into ink on paper: resolution, fonts and chance."""

from dataclasses import dataclass

import numpy as np

from sample_data.fonts import FontGroup


@dataclass(frozen=True, slots=True)
class Press:
    """A printer with its fonts; ``rng`` shakes hands and inks seals unevenly."""

    dpi: float
    group: FontGroup
    rng: np.random.Generator

    @property
    def scale(self) -> float:
        """Pixels per millimetre."""
        return self.dpi / 25.4
