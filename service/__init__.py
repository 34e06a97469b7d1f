"""The HTTP face of Tintag and the store behind it."""
