-- What comes or goes again on Telegram.

-- How many pieces of a message it has: photos, files, a voice, parts of the words. A pause goes on after them.
alter table telegram_sent add column taken integer not null default 0;

-- The newest that a platform told of whether an address is open: when (UTC ms), and its number within that moment.
alter table address add column told_at integer not null default 0;
alter table address add column told_number integer not null default 0;
