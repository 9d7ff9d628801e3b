"""What holds for every file, command and setting, whoever adds the next one."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from bot.cli.app import app
from bot.settings import Settings
from models.exchange.sheets import LAYOUTS
from models.permission import MAY, Act

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "models", "schedules", "views", "sandbox", "demo")
SOURCES = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
BY_HAND = {
    "models/search.py",
    "models/fact.py",
    "bot/doctor.py",
    "bot/migration.py",
    "bot/copying.py",
}
"""Where SQL is written by hand: the search, the index of what stands, and the database's care."""


def words(path):
    return path.read_text(encoding="utf-8")


def name(path):
    return path.relative_to(ROOT).as_posix()


def test_only_named_files_write_sql_by_hand():
    found = {
        name(path)
        for path in SOURCES
        if re.search(r"(?<!\.)\btext\(\s*f?\"|exec_driver_sql", words(path))
    }

    assert {path for path in found if "migrations" not in path} - BY_HAND == {"bot/database.py"}


def test_only_the_database_commits():
    assert [name(path) for path in SOURCES if ".commit()" in words(path)] == ["bot/database.py"]
    openers = {name(p) for p in SOURCES if re.search(r"session\.begin\(\)", words(p))}
    assert openers == {"bot/database.py"}


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_every_file_says_in_one_sentence_what_it_is_for(path):
    first = words(path).lstrip().splitlines()[:1]

    assert first
    assert first[0].startswith('"""')


def test_no_file_is_longer_than_one_can_hold_in_mind():
    ours = [path for path in SOURCES if path.parent.name != "versions"]

    assert {name(p): n for p in ours if (n := len(words(p).splitlines())) > 300} == {}


def test_every_setting_and_every_command_is_documented():
    readme = words(ROOT / "README.md") + words(ROOT / "docs" / "commands.md")
    commands = {c.name or getattr(c.callback, "__name__", "") for c in app.registered_commands}

    assert [s.upper() for s in Settings.model_fields if s.upper() not in readme] == []
    assert [c for c in commands if f"trefoil {c}" not in readme] == []


def test_every_sheet_and_column_is_documented():
    described = words(ROOT / "docs" / "import.md")

    missing = [
        f"{layout.name}.{column.name}"
        for layout in LAYOUTS.values()
        for column in layout.columns
        if f"`{column.name}`" not in described
    ]
    assert missing == []


def test_every_act_is_in_the_table_of_permissions():
    assert set(MAY) == set(Act)


def test_what_is_declared_is_used():
    project = tomllib.loads(words(ROOT / "pyproject.toml"))["project"]
    names = [re.split(r"[^\w-]", line)[0] for line in project["dependencies"]]
    silent = {"tzdata", "defusedxml", "psycopg"}  # found by zoneinfo, openpyxl and SQLAlchemy
    used = "\n".join(map(words, SOURCES))
    modules = {n: n.replace("-", "_") for n in names} | {"pyyaml": "yaml"}

    unused = [
        n
        for n in names
        if not re.search(rf"^\s*(from|import) {modules.get(n, n)}\b", used, re.MULTILINE)
    ]
    assert set(unused) <= silent


def test_help_starts_without_a_database_and_without_what_is_heavy():
    program = (
        "import sys; from bot.cli.app import main\n"
        "try: main(['--help'])\n"
        "finally: assert not {'alembic', 'openpyxl', 'slack_bolt'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode == 0, done.stderr
    assert "import" in done.stdout
