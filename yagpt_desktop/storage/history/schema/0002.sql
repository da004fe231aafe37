-- Times are microseconds since 1970 in UTC; places in a text are code points.

-- One use of a text tool.
CREATE TABLE text_run (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    created_at INTEGER NOT NULL,
    task TEXT NOT NULL,
    source TEXT NOT NULL,
    model TEXT NOT NULL,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    edited TEXT,
    cost_roubles REAL
) STRICT;

CREATE INDEX text_run_by_age ON text_run (pinned, created_at);

CREATE TABLE text_chunk (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL REFERENCES text_run (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 0),
    begins INTEGER NOT NULL CHECK (begins >= 0),
    ends INTEGER NOT NULL CHECK (ends >= begins),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    text TEXT NOT NULL,
    findings TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    total_tokens INTEGER NOT NULL,
    reasoning_tokens INTEGER NOT NULL,
    error_code TEXT NOT NULL,
    UNIQUE (run, number)
) STRICT;

CREATE INDEX text_chunk_unfinished ON text_chunk (run) WHERE state IN ('waiting', 'running');

CREATE TABLE glossary (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    source_language TEXT NOT NULL,
    target_language TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

-- Words that no correction touches, in lower case.
CREATE TABLE kept_word (
    id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
) STRICT;
