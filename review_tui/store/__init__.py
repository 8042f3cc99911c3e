"""The book on disk: the only room that knows TinyDB, files, keys and locks."""
