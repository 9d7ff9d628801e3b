"""Sending what the outbox holds: whose turn it is, each attempt, and what becomes of it."""
