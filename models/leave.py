"""Going away from today on, with somebody who is asked meanwhile."""

from datetime import date

from sqlmodel import Session

from models.absence import Absence
from models.cover import cover
from models.permission import Deed
from models.person import Person
from models.preference import Wanted, absences_from, prefer, preferences


def go_away(
    session: Session, deed: Deed, person: Person, back_on: date, stand_in: Person | None
) -> Absence:
    """Note that a person is away from today on; whoever stands in may do what they may.

    Raises PastError or DatesReversedError for days that are over or none.
    """
    today = preferences(session, person, deed.now).today
    prefer(session, deed, person, Wanted({}, away=(today, back_on)))
    absence = next(one for one in absences_from(session, person, today) if one.start_on <= today)
    if stand_in and stand_in.id != person.id:
        cover(session, deed, absence, stand_in)
    return absence
