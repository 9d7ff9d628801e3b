"""Blocks as one payload: first each by itself, then all together."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block

from sandbox.strict.block import block
from sandbox.strict.fault import Fault
from sandbox.strict.ids import repeated
from sandbox.strict.rule import Json, many
from sandbox.strict.sdk import refused_by
from sandbox.strict.size import too_much_in_tables
from sandbox.strict.surface import Surface, misplaced

LIMITS = {Surface.MESSAGE: (0, 50), Surface.MODAL: (1, 100), Surface.HOME: (1, 100)}
UNKNOWN_TO_SDK = ("data_table", "data_visualization")


def well_formed(sent: Any, at: str) -> Iterator[Fault]:
    """Take a block that has its shape, and that slack_sdk's model takes too."""
    faults = list(block(sent, at))
    if not faults and sent["type"] not in UNKNOWN_TO_SDK and (model := Block.parse(sent)):
        faults = list(refused_by(model, sent, at))
    yield from faults


def malformed(blocks: Any, at: str, surface: Surface) -> list[Fault]:
    """Return what is wrong with the blocks one by one."""
    least, most = LIMITS[surface]
    return list(many(well_formed, least=least, most=most)(blocks, at))


def refused(blocks: list[Json], at: str, surface: Surface) -> Iterator[Fault]:
    """Return what is wrong with well-formed blocks together, and in this place."""
    yield from misplaced(blocks, at, surface)
    yield from repeated(blocks, at)
    yield from too_much_in_tables(blocks, at)
