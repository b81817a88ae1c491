"""Shares, means, differences and rates that contain the annotator's error."""
