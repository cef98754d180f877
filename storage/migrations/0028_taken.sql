-- How many pieces of a message Telegram has: photos, files, a voice, parts of the words. A pause goes on after them.
alter table telegram_sent add column taken integer not null default 0;
