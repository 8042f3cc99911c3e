"""Questions that lie over a screen and return a value of the model."""
