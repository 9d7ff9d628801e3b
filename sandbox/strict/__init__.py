"""Blocks and views as strictly as Slack takes them, with a pointer to each fault."""

from sandbox.strict.fault import Fault
from sandbox.strict.message import check_message
from sandbox.strict.view import check_view

__all__ = ["Fault", "check_message", "check_view"]
