"""DOT text in; out of it a picture that can be trusted: drawn within limits, rebuilt, counted and named."""
