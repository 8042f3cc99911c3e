"""A regulation pack (data) turned into typed rules."""
