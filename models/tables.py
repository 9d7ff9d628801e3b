"""Every table of the database, in one import."""

from sqlmodel import SQLModel

from models import (  # noqa: F401  # importing a module puts its tables into the metadata
    absence,
    account,
    baseline,
    channel,
    client,
    figures,
    lesson,
    milestone,
    offering,
    outbox,
    person,
    project,
    receipt,
    removal,
    role,
    schedule,
    search,
    setting,
    state,
    status,
    workspace,
)
from models.delivery import pace  # noqa: F401  # as above

METADATA = SQLModel.metadata
