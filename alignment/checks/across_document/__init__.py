"""Checks of what should stay the same from the document's beginning to its end; one a module."""
