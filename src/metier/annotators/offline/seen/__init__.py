"""What the offline annotator counts in a session, one file a kind of sign."""
