"""The keys of the command line's JSON, in order, as the README lists them."""

ANSWER_KEYS = [
    *("id", "question", "searched", "answer", "language", "abstained", "citations", "passages"),
    "timings",
]
CITATION_KEYS = [
    *("marker", "document_id", "title", "publisher", "published", "source", "quote"),
    *("start", "end", "answer_start", "answer_end", "supported"),
]
PASSAGE_KEYS = [
    *("document_id", "chunk_id", "title", "publisher", "published", "source", "rank"),
    *("score", "dense", "lexical", "start", "end", "text"),
]
TIMING_KEYS = ["retrieve_s", "first_token_s", "total_s", "prompt_tokens", "answer_tokens"]
