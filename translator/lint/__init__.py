"""briefstar."""
