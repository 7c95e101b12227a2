"""A deadline, budget or promise into what it allows and rules out technically. No model."""
