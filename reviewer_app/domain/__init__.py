"""What a case is and who may do what with it; pure, no database, no clock."""
