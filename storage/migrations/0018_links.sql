-- Links to a page without login (/s/TOKEN): whose, about which job (null: everything of a member), and until when.
-- Only the hash of a token is kept.

create table link (
    id integer primary key, hash text not null, person integer not null references person, subject integer,
    at integer not null, revoked_at integer
);
create unique index link_hash on link (hash);
create index link_of_person on link (person, subject, id);
