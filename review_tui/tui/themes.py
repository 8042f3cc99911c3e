"""How the program looks: normal, high contrast, no colour. Meaning is never in a colour alone."""

from textual.theme import Theme

NORMAL = Theme(
    name="normal",
    primary="#5a9bd4",
    secondary="#7a8fa6",
    accent="#e0b050",
    warning="#e8b64c",
    error="#e07a6c",
    success="#7fc47f",
    foreground="#e4e4e4",
    background="#16191d",
    surface="#1e2329",
    panel="#2a313a",
    dark=True,
)

_CONTRAST_CURSOR = {"block-cursor-foreground": "#000000", "block-cursor-background": "#ffff00"}

CONTRAST = Theme(
    name="contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000080",
    dark=True,
    variables={**_CONTRAST_CURSOR, "text-muted": "#ffffff"},
)

_PLAIN_CURSOR = {"block-cursor-foreground": "#000000", "block-cursor-background": "#ffffff"}

PLAIN = Theme(
    name="plain",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#ffffff",
    warning="#ffffff",
    error="#ffffff",
    success="#ffffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    dark=True,
    variables={
        **_PLAIN_CURSOR,
        **{f"text-{role}": "#ffffff" for role in ("muted", "success", "warning", "error", "primary", "accent")},
    },
)

THEMES = (NORMAL, CONTRAST, PLAIN)
