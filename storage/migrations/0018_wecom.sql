-- The newest choices at an address, for every channel on which a number answers.

create table menu (
    channel text not null, address text not null, outbox integer not null, buttons text not null,
    primary key (channel, address)
) without rowid;
insert into menu (channel, address, outbox, buttons) select 'wechat', address, outbox, buttons from wechat_menu;
drop table wechat_menu;

-- What WeCom has of our messages: how the choices are shown ("card", "numbers", or "ask": numbers, and whether cards are
-- seen), how many parts it has taken, how often it was tried, and the code that changes the card once. `born` keeps task ids apart that an older
-- database of the same app has given out.
create table wecom_sent (
    outbox integer primary key, address text not null, born integer not null, shown text not null,
    buttons text not null, taken integer not null, tries integer not null, open integer not null,
    response text, sent_at integer
);
create index wecom_sent_open on wecom_sent (address) where open = 1;
create table wecom_reader (address text primary key, shown text not null) without rowid;

-- When messages went to whom, an hour back: WeCom drops what goes beyond its limits, and says nothing.
create table wecom_pace (address text not null, at integer not null);
create index wecom_pace_at on wecom_pace (address, at);
