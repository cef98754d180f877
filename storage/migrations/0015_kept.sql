-- What must wait before it can enter the door, of every channel that hands out files by name.

create table kept (
    id integer primary key autoincrement, channel text not null, chat text not null, message_id text not null,
    album text, raw text not null, received_at integer not null, try_at integer not null, tries integer not null
);
create unique index kept_message on kept (channel, message_id);
create index kept_chat on kept (channel, chat, id);
insert into kept (channel, chat, message_id, album, raw, received_at, try_at, tries)
select 'telegram', chat, message_id, album, raw, received_at, try_at, tries from telegram_kept order by id;
drop table telegram_kept;
