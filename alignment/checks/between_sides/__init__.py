"""Checks that compare the Kazakh with the English; one a module."""
