-- What the desk works with: how a job is found by a number, what waits, drafts, merged customers, floods.

-- Which erasable value a subject's phone and address are: the number that calls finds the history (I1, I10, U8).
create table detail (
    subject integer not null, name text not null, personal integer not null,
    primary key (subject, name)
) without rowid;
create index detail_of_personal on detail (personal);
create index personal_phone on personal (value) where field = 'phone';
create index personal_address on personal (value) where field = 'address';
insert into detail (subject, name, personal)
select s.id, d.key, cast(substr(d.value, 2, instr(d.value, '.') - 2) as integer)
from subject s, json_each(s.state, '$.details') d
where s.kind = 'job' and d.key in ('phone', 'address') and d.value like '~%.%';

-- Who beside the one who reported is a customer of a subject: their report was merged into it (U21).
create table also_customer (
    person integer not null, subject integer not null,
    primary key (person, subject)
) without rowid;

-- What waits for the desk, the most urgent first. Rank orders the kinds, due is the earliest clock.
create table agenda (
    subject integer primary key, branch text not null, what text not null, rank integer not null, due_at integer
);
create index agenda_of_branch on agenda (branch, rank, due_at);

-- A report as read from somebody else's words, until it is registered or dropped. Its values stand in `personal`.
create table draft (
    id integer primary key, person integer not null, branch text not null, kept text not null,
    version integer not null, state text not null, number text, at integer not null
);

-- Messages a customer may still send at once, in ms of credit; slowed: they have been told to wait.
alter table address add column credit integer;
alter table address add column slowed integer not null default 0;
