"""Whether Slack would take the blocks of a message."""

from typing import Any

from sandbox.strict.fault import Fault
from sandbox.strict.payload import malformed, refused
from sandbox.strict.size import too_much_in_message
from sandbox.strict.surface import Surface

AT = "/blocks"


def check_message(blocks: Any) -> list[Fault]:
    """Return why Slack would refuse these blocks; nothing where it would not."""
    if faults := malformed(blocks, AT, Surface.MESSAGE):
        return faults
    return [*refused(blocks, AT, Surface.MESSAGE), *too_much_in_message(blocks, AT)]
