"""`trefoil import` and `trefoil export`: the firm as files."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.opening import console, errors, open_database, progress_bar
from bot.clock import now
from models.exchange.exporting import export_sheets, left_out
from models.exchange.files import read_path, write_path
from models.exchange.importing import Imported, Order, import_sheets
from models.setting import firm_settings
from views.exchange import change_lines, exported_table, imported_table, remark_lines

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def register(app: typer.Typer) -> None:
    app.command("import")(take_in)
    app.command("export")(give_back)


def take_in(
    path: Annotated[Path, typer.Argument(help="A folder of CSV files, or one .xlsx workbook.")],
    *,
    dry_run: Annotated[
        bool, typer.Option(help="Say what would change, and change nothing.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option(help="Take the file's word also for what was changed in Trefoil.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Bring the firm's sheets in: all of them, or nothing."""
    found = read_path(path)
    database = open_database()
    with progress_bar() as progress:
        order = Order(found, now(), overwrite, dry_run, progress)
        done = import_sheets(database.reading, database.begin, order)
    _tell(done, dry_run=dry_run, as_json=as_json)


def give_back(
    path: Annotated[Path, typer.Argument(help="A folder, or a file that ends in .xlsx.")],
    *,
    as_json: Json = False,
) -> None:
    """Write the firm as the sheets that an import takes."""
    database = open_database()
    with database.reading() as session, progress_bar() as progress:
        today = firm_settings(session).today(now())
        counts = write_path(path, export_sheets(session, today, progress))
        without = left_out(session)
    if without:
        errors.print(f"{without} people without an e-mail are in no sheet; a backup has them.")
    if as_json:
        console.print_json(data=counts)
    else:
        console.print(exported_table(counts))


def _tell(done: Imported, *, dry_run: bool, as_json: bool) -> None:
    if as_json:
        console.print_json(data={name: asdict(tally) for name, tally in done.sheets.items()})
    else:
        console.print(imported_table(done, dry_run=dry_run))
    if dry_run and not as_json:
        for line in change_lines(done):
            console.print(line, markup=False, emoji=False, soft_wrap=True)
    for line in remark_lines(done.warned):
        errors.print(line, markup=False, emoji=False, soft_wrap=True)
