"""What a review is: pure values and their rules. No file, no clock, no random, no Textual."""
