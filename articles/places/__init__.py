"""Places and agencies that the world knows by name."""
