"""What the papers of each item say: cast and chance in, sheets out."""
