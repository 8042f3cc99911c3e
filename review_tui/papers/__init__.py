"""A book turned into printed papers: what a paper says, then PDF, DOCX and text."""
