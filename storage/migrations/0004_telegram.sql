-- The Telegram channel, and what it brings: updates that wait for their files, sent messages, voices, blocked addresses.

-- An update whose photo or voice must be fetched first, and what its chat sent after it. Erasable: gone when entered.
create table telegram_kept (
    id integer primary key autoincrement, chat text not null, message_id text not null, album text, raw text not null,
    received_at integer not null, try_at integer not null, tries integer not null
);
create unique index telegram_kept_message on telegram_kept (message_id);
create index telegram_kept_chat on telegram_kept (chat, id);

-- What was sent: our message, theirs, and what its buttons say. Telegram's callback data (64 bytes) names row and button.
create table telegram_sent (
    outbox integer primary key, chat text not null, message integer, buttons text not null, open integer not null
);
create index telegram_sent_open on telegram_sent (chat, outbox) where open;

-- Voice messages, kept as they came.
create table voice (sha256 text primary key, mime text not null, bytes integer not null, at integer not null) without rowid;
alter table web_line add column voice text not null default '';

-- Since when an address takes nothing from us (the bot is blocked there); null while it does.
alter table address add column blocked_at integer;
