"""The web application; its room is kept, `slamodel serve` arrives with it."""
