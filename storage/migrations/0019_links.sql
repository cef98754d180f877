-- Links to a page without login (/s/TOKEN): whose, about which job (null: everything of a member), and until when.
-- Only the hash of a token is kept.

create table link (
    id integer primary key, hash text not null, person integer not null references person, subject integer,
    at integer not null, revoked_at integer
);
create unique index link_hash on link (hash);
create index link_of_person on link (person, subject, id);

-- What a page shows: what was said about a job to its customer, what the page itself answered, menus that stand open.
create index outbox_said on outbox (subject, id) where audience = 'customer';
create index outbox_page on outbox (address, id) where channel = 'page';
create index outbox_open on outbox (channel, address, id) where menu = 1;

-- Text messages that were given to the gateway: each costs, so they are counted by number. Gone after two days.
create table sms_given (outbox integer primary key, person integer not null, at integer not null);
create index sms_given_to on sms_given (person, at);
create index sms_given_at on sms_given (at);
