"""Made-up dossiers and the generator that draws them."""
