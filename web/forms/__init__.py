"""Submitted forms → plain entries of a model, with what is wrong with them at each field; nothing here knows Flask."""
