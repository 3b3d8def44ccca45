"""Checks of the Kazakh text by itself, place by place; one a module."""
