"""Watches search pages of a classified ads site and tells what is new."""
