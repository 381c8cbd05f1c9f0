"""Measured quality; looks at rag and index from outside, imported by nobody."""
