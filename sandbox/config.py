"""Builds a workspace from a description (TOML) and from the app's own manifest (YAML)."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar
from zoneinfo import available_timezones

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sandbox.declared import app_from
from sandbox.state import Channel, Clocks, Json, Kind, Quiet, User, Workspace

DEFAULT = Path(__file__).with_name("default.toml")
EVERYBODY = "*"
T = TypeVar("T", User, Channel)

Id = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9]{8,}$")]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$")]
Hour = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"there is no such time zone: {name}")  # noqa: TRY003  # pydantic's way
    return name


Zone = Annotated[str, AfterValidator(_zone)]


class ConfigError(Exception):
    """The description of the workspace cannot be used; it says where and why."""

    def __init__(self, where: object, why: object) -> None:
        super().__init__(f"{where}: {why}")


class _Described(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TeamConfig(_Described):
    id: Id = "T0SANDBOX0"
    name: str = "Sandbox"
    domain: Name = "sandbox"


class QuietConfig(_Described):
    """From when until when, by the user's own clock, nobody wants to be disturbed."""

    start: Hour = Field(alias="from")
    end: Hour = Field(alias="to")


class UserConfig(_Described):
    name: Name
    id: Id | None = None
    team: Id | None = None
    real_name: str = ""
    email: str | None = None
    tz: Zone = "Europe/Berlin"
    is_admin: bool = False
    is_owner: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    deleted: bool = False
    quiet: QuietConfig | None = None


class ChannelConfig(_Described):
    name: Name
    id: Id | None = None
    kind: Kind = Kind.PUBLIC
    members: tuple[str, ...] = ()
    shared_with: tuple[Id, ...] = ()
    with_app: bool = False
    archived: bool = False


class Config(_Described):
    team: TeamConfig = TeamConfig()
    users: tuple[UserConfig, ...] = ()
    channels: tuple[ChannelConfig, ...] = ()


def load(config: Path | None, manifest: Path | None, clocks: Clocks) -> Workspace:
    """Read both files; the built-in firm and an app with every scope stand in for a missing one."""
    described = _read(config or DEFAULT, tomllib.loads, tomllib.TOMLDecodeError)
    declared = _read(manifest, yaml.safe_load, yaml.YAMLError) if manifest else {}
    return workspace_from(described, declared, clocks)


def workspace_from(config: Json, manifest: Json, clocks: Clocks) -> Workspace:
    """Return a new workspace; ConfigError if the description contradicts itself."""
    read = _checked(config)
    app = app_from(manifest)
    workspace = Workspace(read.team.id, read.team.name, read.team.domain, app, clocks)
    for user in [
        _bot(workspace, manifest),
        *(_user(person, read.team.id) for person in read.users),
    ]:
        _add_new(workspace.users, user, "users")
    names = {user.name: user for user in workspace.users.values()}
    if len(names) < len(workspace.users):
        raise ConfigError("users", "two have the same name (the app's own bot counts)")
    for described in read.channels:
        _add_new(workspace.channels, _channel(described, names, workspace), "channels")
    return workspace


def _read(path: Path, parse: Any, error: type[Exception]) -> Json:
    try:
        found = parse(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, error) as problem:
        raise ConfigError(path, problem) from problem
    if not isinstance(found, dict):
        raise ConfigError(path, f"names and values are expected, found {type(found).__name__}")
    return found


def _checked(config: Json) -> Config:
    try:
        return Config.model_validate(config)
    except ValidationError as problem:
        first, *more = problem.errors()
        also = f" (and {len(more)} more)" if more else ""
        raise ConfigError(".".join(map(str, first["loc"])), first["msg"] + also) from problem


def _id(letter: str, name: str) -> str:
    """Return an id in Slack's form that a person still recognises."""
    return f"{letter}0{''.join(c for c in name.upper() if c.isalnum()):0<9}"


def _bot(workspace: Workspace, manifest: Json) -> User:
    named = manifest.get("features", {}).get("bot_user", {}).get("display_name", "App")
    name = "".join(c if c.isalnum() else "-" for c in named.lower())
    return User(workspace.app.bot_user_id, workspace.team_id, name, named, tz="UTC", is_bot=True)


def _user(read: UserConfig, team_id: str) -> User:
    fields = read.model_dump(exclude={"id", "team", "quiet", "real_name"})
    return User(
        id=read.id or _id("U", read.name),
        team_id=read.team or team_id,
        real_name=read.real_name or read.name.title(),
        quiet=Quiet(read.quiet.start, read.quiet.end) if read.quiet else None,
        **fields,
    )


def _channel(read: ChannelConfig, names: dict[str, User], workspace: Workspace) -> Channel:
    if strangers := set(read.members) - {EVERYBODY} - names.keys():
        raise ConfigError(f"channels.{read.name}", f"no user is called {min(strangers)}")
    if read.kind is Kind.DIRECT:
        raise ConfigError(f"channels.{read.name}", "direct messages open by themselves")
    members = {names[name].id for name in read.members if name != EVERYBODY}
    if EVERYBODY in read.members:
        members |= {u.id for u in names.values() if _is_staff(u) and u.team_id == workspace.team_id}
    if read.with_app:
        members.add(workspace.app.bot_user_id)
    home = _id("C", read.name)
    shared = set(read.shared_with)
    return Channel(read.id or home, read.name, read.kind, members, shared, read.archived)


def _is_staff(user: User) -> bool:
    return not (user.is_bot or user.deleted or user.is_restricted or user.is_ultra_restricted)


def _add_new(known: dict[str, T], new: T, where: str) -> None:
    if new.id in known:
        raise ConfigError(where, f"the id {new.id} is taken twice; give one of them another")
    known[new.id] = new
