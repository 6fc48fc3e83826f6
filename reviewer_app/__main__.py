"""Lets ``python -m reviewer_app`` run the command line."""

from reviewer_app.cli import main

if __name__ == "__main__":
    main()
