"""The domain: tables, rules, operations. No Slack, no scheduler, no clock."""
