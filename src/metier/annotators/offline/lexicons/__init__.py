"""Closed lists of words and phrases of our own, in nine languages."""
