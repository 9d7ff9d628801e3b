"""The leaders' digest: each part of it, and the moment at which it was taken."""
