"""The keys of the command line's JSON, in order, as the README lists them."""

ANSWER_KEYS = [
    *("id", "question", "searched", "answer", "language", "abstained", "citations", "passages"),
    "timings",
]
CITATION_KEYS = [
    *("marker", "document_id", "title", "publisher", "published", "source", "url"),
    *("text_hash", "quote", "start", "end", "place", "also_in"),
    *("answer_start", "answer_end", "supported"),
]
PASSAGE_KEYS = [
    *("document_id", "chunk_id", "title", "publisher", "published", "source", "rank"),
    *("score", "dense", "lexical", "start", "end", "place", "also_in", "text"),
]
TIMING_KEYS = ["retrieve_s", "first_token_s", "total_s", "prompt_tokens", "answer_tokens"]
