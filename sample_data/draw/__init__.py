"""Drawing: sheets of paper, seals, scanners and PDF files. Knows no item."""
