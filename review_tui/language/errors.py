"""The one error that a user may meet."""


class ReviewError(ValueError):
    """A broken rule or bad input; `str(error)` is one whole sentence for the user, in the language of the screen."""


class InputErrors(ReviewError):  # noqa: N818 - it holds several
    """Several wrong lines of one file: `sentences` holds one whole sentence for each, in the order of the file."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
