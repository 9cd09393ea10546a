"""TWO ANALYSES → WHAT DIFFERS: entries, levels and links of the models, and the gaps that opened, closed and moved."""
