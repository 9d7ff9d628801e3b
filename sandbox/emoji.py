"""The emoji that are known here by name: what is typed becomes one of them, and the page draws it.

Slack knows more; here another name between colons stays the words that it is.
"""

from collections.abc import Mapping
from pathlib import Path

WORDS = Path(__file__).with_name("emoji.txt").read_text(encoding="utf-8").split()
"""Each name, and behind it its sign."""
EMOJI: Mapping[str, str] = dict(zip(WORDS[::2], WORDS[1::2], strict=True))
