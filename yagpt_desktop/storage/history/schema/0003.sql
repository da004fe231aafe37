-- A large import is written in many short transactions and seen after the last of them alone.  Until then each chat
-- that it brings, and each message that it brings into a chat that was there, bears a mark; the messages of a marked
-- chat need none.  The name stands beside the number, and elsewhere than in the table that it is from: so damage never
-- marks what is a person's own.
CREATE TABLE arriving_chat (
    chat INTEGER PRIMARY KEY REFERENCES chat (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL,
    uid TEXT NOT NULL
) STRICT;

CREATE TABLE arriving_message (
    message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL,
    uid TEXT NOT NULL
) STRICT;

-- What reads looks here; what writes knows what it writes to.
CREATE VIEW chat_here AS SELECT * FROM chat WHERE id NOT IN (SELECT chat FROM arriving_chat);

CREATE VIEW message_here AS SELECT * FROM message
    WHERE id NOT IN (SELECT message FROM arriving_message) AND chat NOT IN (SELECT chat FROM arriving_chat);
