"""Commands that keep the data safe: migrate, backup, restore, forget, doctor."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from bot.cli.opening import console, home, open_database, progress_bar, read_settings
from bot.clock import now
from bot.doctor import Check, Patient, examine
from models.backup.backup import Snapshot, write_backup
from models.backup.restore import restore as fill
from models.errors import FileFailedError
from models.forgetting import forget_person, open_roles, person_with, subject_of
from models.lesson_index import rebuild_search
from models.migrations import HEAD
from models.permission import Deed, Operator
from models.setting import firm_settings
from models.subject import Subject
from models.tables import METADATA

NOT_SEARCHED = (
    "What others wrote about this person in notes and lessons was not searched, and backups and"
    " copies that were made before still have the name. Take the person out of your sheets too: the"
    " next import would bring them back."
)
File = Annotated[Path, typer.Argument(metavar="FILE", show_default=False)]


def migrate() -> None:
    """Bring the database to this version of Trefoil; a copy of the data is kept."""
    from bot.migration import migrate as bring  # noqa: PLC0415  # Alembic is heavy

    done = bring(open_database(migrated=False).engine, home(), now)
    if done.before == done.after:
        _say(f"The database has version {done.after} already.")
    else:
        _say(f"The database has version {done.after} now; it had {done.before or 'none'}.")
    if done.copy:
        _say(f"As it was before, it lies in {done.copy}")


def backup(
    path: File,
    *,
    overwrite: Annotated[bool, typer.Option(help="Replace the file if it is there.")] = False,
) -> None:
    """Write all data into one file; Trefoil may run meanwhile."""
    database = open_database()
    with _file(path), database.reading() as session, progress_bar() as progress:
        snapshot = Snapshot(session.connection(), METADATA, HEAD)
        rows = write_backup(snapshot, path, now(), progress, overwrite=overwrite)
    _say(f"{path} has all data, in {rows} rows. Keep it where only you can read it.")


def restore(path: File) -> None:
    """Fill an empty database, of either kind, from a backup."""
    with _file(path):
        path.open("rb").close()  # before an empty database is made for nothing
    database = open_database()
    with _file(path), progress_bar() as progress, database.begin() as session:
        rows = fill(session.connection(), path, progress)
    _say(f"{rows} rows were restored from {path}")


def forget(
    email: Annotated[str, typer.Argument(metavar="EMAIL", show_default=False)],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Make a person a former colleague: roles end, facts stay, who it was is gone."""
    database = open_database()
    with database.reading() as session:
        _announce(session, email)
    if not yes:
        typer.confirm("Forget this person? It cannot be undone.", abort=True)
    with database.begin() as session:
        person = person_with(session, email)
        left = forget_person(session, Deed(Operator.COMMAND_LINE, now()), person)
        words = [f"Done: this is {person.name} now.", *_orphans(left)]
    _say("\n".join([*words, NOT_SEARCHED]))


def doctor(
    *,
    mend: Annotated[bool, typer.Option(help="Make the search anew first.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Look at the database and at Slack, and say how to mend what is not well."""
    from bot.doctor_slack import Visit, examine_slack  # noqa: PLC0415  # Slack's libraries

    if mend:
        with open_database().begin() as session, progress_bar() as progress:
            rebuild_search(session, progress)
    patient = Patient(open_database(migrated=False), home(), now)
    checks = [*examine(patient), *examine_slack(Visit(read_settings(), patient))]
    _say(json.dumps([asdict(check) for check in checks]) if as_json else _report(checks))
    if not all(check.ok for check in checks):
        raise typer.Exit(1)


def register(app: typer.Typer) -> None:
    for command in (migrate, backup, restore, forget, doctor):
        app.command()(command)


def _announce(session: Session, email: str) -> None:
    person = person_with(session, email)
    roles = open_roles(session, person, firm_settings(session).today(now()))
    held = ((role.kind.replace("_", " "), subject_of(session, role)) for role in roles)
    lines = [f"  {kind} of {subject.name if subject else 'the firm'}" for kind, subject in held]
    _say(f"{person.name} will be a former colleague; skills and absences are deleted.")
    _say("\n".join(["These roles end today:", *lines] if lines else ["There are no open roles."]))


def _orphans(subjects: Sequence[Subject]) -> list[str]:
    lines = [f"  {type(subject).__name__.lower()} {subject.name}" for subject in subjects]
    return ["Nobody answers for these now:", *lines] if lines else []


def _report(checks: Sequence[Check]) -> str:
    lines = [f"{'ok  ' if check.ok else 'MEND'}  {check.name}: {check.found}" for check in checks]
    mends = [f"{check.name}: {check.mend}" for check in checks if not check.ok]
    return "\n".join([*lines, *mends])


@contextmanager
def _file(path: Path) -> Iterator[None]:
    """Turn what the system says of a file into a refusal."""
    try:
        yield
    except OSError as error:
        raise FileFailedError(path, error.strerror or type(error).__name__) from error


def _say(words: str) -> None:
    """Print what may hold people's words: none of them is markup."""
    console.print(words, markup=False, emoji=False, soft_wrap=True)
