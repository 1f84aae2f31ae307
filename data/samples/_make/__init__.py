"""What the samples' extracts are made of: invented people, invented companies, fixed seeds."""
