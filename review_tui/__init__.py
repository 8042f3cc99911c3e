"""review-tui: the yearly review meeting of a party cell, from roll call to signed minutes."""

__version__ = "0.1.0"
