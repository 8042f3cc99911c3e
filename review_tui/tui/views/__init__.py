"""Model values as lines of the screen: pure functions, no widget and no book."""
