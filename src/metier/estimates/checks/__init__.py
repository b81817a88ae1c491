"""Numbers of the page put right by checked sessions, or by rates carried over."""
