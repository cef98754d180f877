-- What an address of an official account may still receive, the choices its newest menu offers, and what was answered
-- to whom in the very answer to a callback: the platform's second try gets the same.

create table wechat_open (
    address text primary key, until integer not null, left integer not null, tap_until integer not null,
    tap_left integer not null
) without rowid;
create table wechat_menu (address text primary key, outbox integer not null, buttons text not null) without rowid;
create table wechat_reply (message_id text primary key, address text not null, outbox text not null, at integer not null)
without rowid;
create index wechat_reply_at on wechat_reply (at);
create index outbox_reference on outbox (channel, reference) where reference is not null and channel = 'wechat';
