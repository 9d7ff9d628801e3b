"""What the environment says: where the data lies. What leaders tune is in the database."""

from pathlib import Path

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

EXPECTED = "a URL like sqlite:///trefoil.db or postgresql://host/name is expected"
DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg"}


class Settings(BaseSettings):
    """Read from the environment and from a .env file in the folder where the program starts."""

    model_config = SettingsConfigDict(
        env_file=".env", env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    trefoil_home: Path = Field(default_factory=lambda: Path.home() / ".trefoil")
    database_url: str = "sqlite:///trefoil.db"

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
