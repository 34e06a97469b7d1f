"""Sends webhooks, each delivery by one courier at a time."""
