"""What people do in Slack: one class of listeners per feature, and the edge that guards them."""
