"""Articles to a searchable index: read, chunk, embed, store, search."""
