"""The demo: the sandbox, the unchanged bot, and an invented firm with nine weeks behind it."""
