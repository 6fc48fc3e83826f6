"""The reading side: SQL to frozen rows for screens; nothing is changed here."""
