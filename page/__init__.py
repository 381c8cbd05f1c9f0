"""What the page is made of: texts in two languages, HTML of answers and sources, style."""
