"""The weekly message: what it asks, how it is answered, and the reports that answer it too."""
