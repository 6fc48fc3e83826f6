"""Acts at a desk without end, saying each after it is done: to be killed by a test."""

import datetime as dt
import sys
from pathlib import Path
from uuid import uuid4

from checker.model.grade import Grade
from reviewer_app.bootstrap import Place, open_desk
from reviewer_app.db.cases import NewFile
from reviewer_app.db.people import add_user, find_user, load_user
from reviewer_app.domain.people import Actor, Role
from reviewer_app.domain.review import Verdict
from reviewer_app.services.assignment import Claim, claim
from reviewer_app.services.desk import Desk
from reviewer_app.services.grading import Release, release
from reviewer_app.services.importing import ImportDossier, import_dossier
from reviewer_app.services.letters import Line, SaveLetter, save_letter
from reviewer_app.services.review import AddFinding, Decide, add_finding, decide
from reviewer_app.services.review import Place as Where


class NoJobs:
    """Checks are not what is killed here."""

    def check_round(self, case_id: int, round_no: int, company_id: int) -> None:
        """Order nothing."""
        assert case_id
        assert round_no
        assert company_id

    def check_draft(self, case_id: int, revision: int, company_id: int) -> None:
        """Order nothing."""
        assert case_id
        assert revision
        assert company_id

    def draft_progress(self, case_id: int, revision: int) -> tuple[int, int] | None:
        """Know nothing."""
        return None if case_id and revision else (0, 0)

    def progress(self, case_id: int, round_no: int) -> tuple[int, int] | None:
        """Know nothing."""
        return None if case_id and round_no else (0, 0)


def reviewer(desk: Desk) -> Actor:
    """Return the one who acts, made where absent."""
    with desk.database.work() as tx:
        known = find_user(tx, "reviewer")
        if known is not None:
            return known.actor
        values = {
            "account": "reviewer",
            "name": "沈核",
            "role": Role.REVIEWER,
            "is_active": True,
            "created_at": desk.clock.now(),
        }
        return load_user(tx, add_user(tx, values)).actor


def main(home: str) -> None:
    """Import, claim, find, decide and release, one dossier after the other."""
    place = Place(Path(home), f"sqlite:///{Path(home) / 'desk.db'}")
    desk = open_desk(place, NoJobs())
    who = reviewer(desk)
    _say("ready")
    while True:
        company = f"{uuid4().hex}有限公司"
        content = company.encode()
        sha256, size_bytes = desk.files.put(iter([content]))
        file = NewFile("01.pdf", sha256, size_bytes, "01")
        command = ImportDossier(
            command_id=f"import-{company}", company=company, year=2021, files=(file,)
        )
        case_id = import_dossier(command, who, desk)
        _say("import", company, sha256)
        claim(Claim(case_id=case_id), who, desk)
        _say("claim", company)
        added = AddFinding(case_id=case_id, place=Where(item="01"), words="缺公章")
        finding_id = add_finding(added, who, desk)
        _say("finding", company)
        decide(
            Decide(
                case_id=case_id, finding_ids=(finding_id,), verdict=Verdict.CONFIRMED
            ),
            who,
            desk,
        )
        _say("decide", company)
        deadline = desk.clock.now() + dt.timedelta(days=9)
        lines = (Line(finding_id, "缺公章", "请盖章"),)
        save_letter(
            SaveLetter(case_id=case_id, lines=lines, deadline=deadline), who, desk
        )
        given = Release(case_id=case_id, grade=Grade.UNQUALIFIED, reason="缺公章")
        release(given, who, desk)
        _say("release", company)


def _say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
