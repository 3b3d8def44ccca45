"""Tests of `alignment.records`."""
