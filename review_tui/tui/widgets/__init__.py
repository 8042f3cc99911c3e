"""Widgets of ours: typing Vietnamese, lists that cost the same at any length, the bars above and below."""
