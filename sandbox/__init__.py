"""A Slack workspace on this machine. Knows nothing of Trefoil."""
