"""What the environment says: where the data lies, and how to reach Slack.

What leaders tune is in the database.
"""

from enum import StrEnum
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AwareDatetime, Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

EXPECTED = "a URL like sqlite:///trefoil.db or postgresql://host/name is expected"
API = "https://slack.com/api/"
API_EXPECTED = "an address like https://slack.com/api/ is expected"
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class LogLevel(StrEnum):
    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class LogFormat(StrEnum):
    """Lines for a terminal, or one JSON object a line for a machine that gathers logs."""

    CONSOLE = "console"
    JSON = "json"


class Settings(BaseSettings):
    """Read from the environment and from a .env file in the folder where the program starts."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    trefoil_home: Path = Field(default_factory=lambda: Path.home() / ".trefoil")
    database_url: str = "sqlite:///trefoil.db"
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_api_url: str = API
    trefoil_leaders: Annotated[tuple[str, ...], NoDecode] = ()
    trefoil_log_level: LogLevel = LogLevel.INFO
    trefoil_log_format: LogFormat = LogFormat.CONSOLE
    trefoil_clock: AwareDatetime | None = None

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, url: str) -> str:
        try:
            parsed = make_url(url)
        except (ArgumentError, ValueError):
            raise PydanticCustomError("not_a_database", EXPECTED) from None
        kind = parsed.get_backend_name()
        if kind not in {"sqlite", *DRIVERS} or (kind == "sqlite" and parsed.host):
            raise PydanticCustomError("not_a_database", EXPECTED)
        return url

    @field_validator("slack_api_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise PydanticCustomError("not_an_address", API_EXPECTED)
        return url.rstrip("/") + "/"

    @field_validator("trefoil_leaders", mode="before")
    @classmethod
    def _are_listed(cls, listed: object) -> object:
        """Split a list at its commas."""
        if not isinstance(listed, str):
            return listed
        return tuple(name for name in (part.strip() for part in listed.split(",")) if name)

    @field_validator("trefoil_log_level", "trefoil_log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, word: object) -> object:
        return word.casefold() if isinstance(word, str) else word

    @field_validator("slack_bot_token", "slack_app_token", "slack_signing_secret", mode="before")
    @classmethod
    def _without_spaces(cls, secret: object) -> object:
        """Take away the line's end that a file with a secret has."""
        return secret.strip() if isinstance(secret, str) else secret

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be seen in a log."""
        held = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return tuple(secret.get_secret_value() for secret in held if secret)

    @property
    def url(self) -> URL:
        """The database's URL with our driver; a relative SQLite file lies in TREFOIL_HOME."""
        url = make_url(self.database_url)
        if url.get_backend_name() in DRIVERS:
            return url.set(drivername=DRIVERS[url.get_backend_name()])
        return url.set(database=str(self.home / (url.database or "trefoil.db")))

    @property
    def home(self) -> Path:
        """The folder for the database, its copies and nothing else."""
        return self.trefoil_home.expanduser().absolute()
