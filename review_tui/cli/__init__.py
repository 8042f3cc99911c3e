"""The commands: argparse, exit codes, and the small launcher of the screens."""
