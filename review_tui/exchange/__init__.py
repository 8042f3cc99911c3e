"""What comes in and goes out: member rolls, topic packets."""
