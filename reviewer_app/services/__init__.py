"""One verb a function: ask permission, load, change, write the log, all in one go."""
