"""Screens: each gets the book by its constructor and fills itself from it."""
