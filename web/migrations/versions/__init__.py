"""The steps from each release to the next, in order."""
