"""What the shipped model is made of and how: run by `make model`, on files that are not part of this repository."""
