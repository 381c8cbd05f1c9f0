"""The keys of the command line's JSON, in order, as the README lists them."""

ANSWER_KEYS = [
    *(
        "id",
        "question",
        "searched",
        "filters",
        "answer",
        "language",
        "abstained",
        "confidence",
        "withheld",
        "citations",
    ),
    *("passages", "timings"),
]
CITATION_KEYS = [
    *("marker", "document_id", "title", "publisher", "published", "source", "url"),
    *("text_hash", "quote", "start", "end", "place", "also_in"),
    *("answer_start", "answer_end", "supported"),
]
PASSAGE_KEYS = [
    *("document_id", "chunk_id", "title", "publisher", "published", "source", "rank"),
    *("score", "dense", "lexical", "sentence", "lift", "time", "parts"),
    *("matched", "start", "end", "place", "also_in", "text"),
]
FILTER_KEYS = ["kind", "value", "words", "derived"]
TIMING_KEYS = ["retrieve_s", "first_token_s", "total_s", "prompt_tokens", "answer_tokens"]
SEARCH_KEYS = [
    *("question", "searched", "sides", "language", "filters", "time", "emptied_by"),
    *("passages", "timings"),
]
# What programs rely on since the first version: more may come, none of these may go.
CONTRACT_KEYS = {
    *("id", "question", "answer", "language", "abstained", "citations", "passages", "timings")
}
