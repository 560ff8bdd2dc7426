"""The upkeep of a handbook: what the editors and the forge do around a build."""
