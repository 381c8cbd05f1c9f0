"""What a question says: follow-ups, filters, times, sides. Used by `rag.question` alone."""
