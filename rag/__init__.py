"""A question to a cited answer: retrieve, choose evidence, phrase, check, cite."""
