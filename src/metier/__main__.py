"""Lets `python -m metier` be the program `metier`."""

from metier.cli import main

if __name__ == "__main__":
    main()
