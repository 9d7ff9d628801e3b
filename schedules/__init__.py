"""What happens by itself: one file of jobs per feature."""
