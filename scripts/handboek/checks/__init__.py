"""The checks of what an example says: personal data, language, and whether one learns from it."""
