-- Stickers that were printed: each is unused until it is bound to the job at whose appliance it was posted.
create table sticker (id text primary key, made_at integer not null, subject integer, bound_at integer) without rowid;
