"""What the chat page is made of: texts in two languages, HTML of answers and sources, style, script."""
