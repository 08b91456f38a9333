"""Keeps account of what people write into a channel."""
