-- Joining, leaving, absence and deputies, and one person with several addresses. Times are UTC milliseconds.

-- A one-time invitation. Only hashes of its link and its typed code are kept. With a role it makes a member; without
-- one it opens one more address of `person`. What the inviter was shown stands in `personal` until it ends.
create table invitation (
    id integer primary key, link_hash text not null, code_hash text, person integer references person,
    name text not null, branch text, role text, skills text not null, areas text not null,
    by integer references person, at integer not null, expires_at integer not null,
    used_at integer, used_by integer references person, revoked_at integer
);
create unique index invitation_link on invitation (link_hash);
create unique index invitation_code on invitation (code_hash) where code_hash is not null;
create index invitation_used on invitation (used_by) where used_by is not null;
create index invitation_open on invitation (expires_at) where used_at is null and revoked_at is null;

-- The one-time links of before are invitations of people who are members already.
insert into invitation (id, link_hash, person, name, skills, areas, at, expires_at)
select row_number() over (order by token_hash), token_hash, person, '', '[]', '[]', expires_at - 86400000, expires_at
from web_key;
drop table web_key;

-- Wrong codes, per address and for all together: a restart forgets none.
create table guess (who text primary key, count integer not null, until integer not null, at integer not null)
without rowid;

create index web_session_of_address on web_session (address);

-- How somebody became a member: by the company's file, or by an invitation.
alter table membership add column how text not null default 'file';

-- Who is away, and who stands in for whom. What follows from an absence is done at `act_at`.
create table absence (
    id integer primary key, person integer not null references person, from_at integer not null,
    until_at integer not null, act_at integer not null, by integer, at integer not null, begun_at integer
);
create index absence_of_person on absence (person, until_at);
create index absence_begins on absence (act_at) where begun_at is null;
insert into absence (id, person, from_at, until_at, act_at, at, begun_at)
select person, person, 0, absent_until, 0, 0, 0 from technician where absent_until is not null;
alter table technician drop column absent_until;
create table deputy (
    person integer primary key references person, deputy integer not null references person,
    by integer, at integer not null
);
create index deputy_of on deputy (deputy);

-- Numbers that a platform confirmed to be an address's own, numbers the desk wrote down, and who is the same person.
-- People who are one share `whole`; their addresses and events stay as they are, so it can be undone.
create table contact (
    channel text not null, address text not null, number text not null, at integer not null,
    primary key (channel, address)
) without rowid;
create index contact_number on contact (number);
create table recorded_phone (
    person integer not null references person, number text not null, at integer not null,
    primary key (person, number)
) without rowid;
create index recorded_number on recorded_phone (number);
alter table person add column whole integer;
create index person_whole on person (whole) where whole is not null;
create table same_person (
    id integer primary key, one integer not null references person, other integer not null references person,
    how text not null, at integer not null, undone_at integer
);
create index same_person_one on same_person (one);
create index same_person_other on same_person (other);
