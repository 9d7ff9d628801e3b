"""Everything in one file, and an empty database filled from it."""
