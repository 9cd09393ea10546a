"""WHAT TO ASK OF WHOM: an analysis in; changes that were tried on it, and with whom to settle them, out."""
