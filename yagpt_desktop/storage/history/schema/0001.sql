-- Times are microseconds since 1970 in UTC.

CREATE TABLE chat (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    role_text TEXT NOT NULL,
    draft TEXT NOT NULL,
    account_id TEXT NOT NULL,
    pinned INTEGER NOT NULL CHECK (pinned IN (0, 1)),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    unread INTEGER NOT NULL CHECK (unread IN (0, 1)),
    summary TEXT NOT NULL,
    summary_until TEXT NOT NULL,
    folder_uid TEXT NOT NULL,
    tags TEXT NOT NULL, -- one on each line
    draft_of TEXT NOT NULL, -- uid of a message, which may be gone
    draft_aside TEXT NOT NULL,
    trashed_at INTEGER
) STRICT;

CREATE INDEX chat_by_use ON chat (trashed_at, updated_at);

-- A chat names its folder and is not bound to it: what is lost or deleted of folders never costs a chat, and a
-- folder that comes back has its chats again.  An option that is NULL is as in the settings.
CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) BETWEEN 1 AND 64),
    name TEXT NOT NULL,
    place INTEGER NOT NULL,
    role_text TEXT NOT NULL,
    is_closed INTEGER NOT NULL CHECK (is_closed IN (0, 1)),
    model TEXT,
    temperature REAL,
    max_tokens INTEGER,
    stream INTEGER CHECK (stream IN (0, 1)),
    deferred INTEGER CHECK (deferred IN (0, 1)),
    reasoning TEXT CHECK (reasoning IN ('DISABLED', 'ENABLED_HIDDEN'))
) STRICT;

-- Messages with one parent are versions of each other; the active one of them is in view.
CREATE TABLE message (
    id INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    chat INTEGER NOT NULL REFERENCES chat (id),
    parent INTEGER,
    active INTEGER NOT NULL CHECK (active IN (0, 1)),
    removed_at INTEGER,
    role TEXT NOT NULL CHECK (role IN ('system', 'user', 'assistant')),
    text TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('complete', 'streaming', 'stopped', 'interrupted', 'failed')),
    UNIQUE (chat, uid),
    UNIQUE (chat, id),
    CHECK (parent IS NULL OR parent < id),
    -- No cascade: it would recurse once for each message of a long chat, and SQLite stops at 1,000.
    FOREIGN KEY (chat, parent) REFERENCES message (chat, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX message_by_parent ON message (chat, parent);
CREATE UNIQUE INDEX message_in_view ON message (chat, ifnull(parent, 0)) WHERE active;
CREATE INDEX message_removed ON message (chat) WHERE removed_at IS NOT NULL;
CREATE INDEX message_unfinished ON message (chat) WHERE state = 'streaming';

-- What is known of an answer beside its text.
CREATE TABLE facts (
    message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    model TEXT NOT NULL,
    model_version TEXT NOT NULL,
    status INTEGER NOT NULL,
    input_tokens INTEGER NOT NULL,
    completion_tokens INTEGER NOT NULL,
    total_tokens INTEGER NOT NULL,
    reasoning_tokens INTEGER NOT NULL,
    elapsed_s REAL NOT NULL,
    request_id TEXT NOT NULL,
    error_code TEXT NOT NULL,
    role_text TEXT NOT NULL,
    stream INTEGER NOT NULL CHECK (stream IN (0, 1)),
    temperature REAL,
    max_tokens INTEGER,
    reasoning TEXT NOT NULL,
    cost_roubles REAL
) STRICT;

-- What was paid for beside the answers: summaries and titles.
CREATE TABLE expense (
    id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    paid_at INTEGER NOT NULL,
    roubles REAL NOT NULL
) STRICT;

CREATE INDEX expense_by_chat ON expense (chat);

-- The index keeps the words' stems alone; the text itself is read from the table of messages.
-- Where in a text they stand is not kept (detail=none), but their first letters are: results come while typing.
CREATE VIRTUAL TABLE words USING fts5 (
    text, content='message', content_rowid='id', tokenize='stems', detail=none, prefix='1 2 3 4 5 6 7 8'
);
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);

-- A text that still grows is indexed when it has ended: each checkpoint would cost its whole length again.
CREATE TRIGGER message_came AFTER INSERT ON message WHEN new.state <> 'streaming' BEGIN
    INSERT INTO words (rowid, text) VALUES (new.id, new.text);
END;
CREATE TRIGGER message_went AFTER DELETE ON message WHEN old.state <> 'streaming' BEGIN
    INSERT INTO words (words, rowid, text) VALUES ('delete', old.id, old.text);
END;
CREATE TRIGGER message_changed AFTER UPDATE OF text, state ON message
WHEN old.text IS NOT new.text OR old.state IS NOT new.state BEGIN
    INSERT INTO words (words, rowid, text) SELECT 'delete', old.id, old.text WHERE old.state <> 'streaming';
    INSERT INTO words (rowid, text) SELECT new.id, new.text WHERE new.state <> 'streaming';
END;

CREATE VIRTUAL TABLE titles USING fts5 (
    title, content='chat', content_rowid='id', tokenize='stems', detail=none, prefix='1 2 3 4 5 6 7 8'
);
INSERT INTO titles (titles, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER chat_came AFTER INSERT ON chat BEGIN
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
CREATE TRIGGER chat_went AFTER DELETE ON chat BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, old.title);
END;
CREATE TRIGGER chat_changed AFTER UPDATE OF title ON chat WHEN old.title IS NOT new.title BEGIN
    INSERT INTO titles (titles, rowid, title) VALUES ('delete', old.id, old.title);
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
