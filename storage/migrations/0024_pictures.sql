-- How a photo is found again when it is used a second time: its hash (32 bytes), and the words it is kept under (at most
-- 176, of four bytes each). A year of pictures.
create table picture (
    id integer primary key, sha256 text not null unique, hash blob not null, words blob not null, at integer not null
);
create index picture_at on picture (at);
create table picture_word (word integer not null, picture integer not null, primary key (word, picture)) without rowid;

-- On which job and for which proof a photo was shown; `needs` is empty for none.
create table picture_use (
    sha256 text not null, subject integer not null, needs text not null, person integer not null, at integer not null,
    primary key (sha256, subject, needs)
) without rowid;
