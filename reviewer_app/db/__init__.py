"""Tables, migrations, and the one place where SQL is written for changes."""
