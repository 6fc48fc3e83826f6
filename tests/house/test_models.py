"""A retrained model never leaves old readings valid."""

from pathlib import Path

from checker import catalogue
from checker.probes._models import FOLDER, digest_of


def test_every_model_file_counts_in_the_version_of_a_probe() -> None:
    digests = {probe.model_digest for probe in catalogue.probes()}

    forgotten = [
        path.name
        for path in sorted(Path(FOLDER).glob("*_model.json"))
        if digest_of(path.name) not in digests
    ]

    assert forgotten == []
