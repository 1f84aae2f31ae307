"""The nouns of a privacy-risk assessment: frozen, strict values; no I/O, no computation."""
