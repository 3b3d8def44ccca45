"""The workbench's screens, one file each, and what they share (`session`, `words`)."""
