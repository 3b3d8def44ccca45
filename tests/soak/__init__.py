"""Tests that go on for as long as they are given, with chance in what they do: `make soak`.

Each part is a module with `run`, which does one case: all that follows from one seed, in seconds.
"""
