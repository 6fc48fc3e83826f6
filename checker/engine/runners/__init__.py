"""Where tasks are run: one file is one runner."""
