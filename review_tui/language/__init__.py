"""Words: the language of the screen, Vietnamese order and folding, dates, clean text, the one error."""
