-- Care after the job: appliances of a customer, the register of calls, notices and who wants none (U19).

create index subject_asset_of_customer on subject (customer, id) where kind = 'asset';
create index event_calls on event (recorded_at) where name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made');

create table opted_out (person integer primary key, at integer not null);
create table notice (
    id integer primary key, branch text not null, by integer not null, words text not null, state text not null,
    next_at integer, after integer not null, sent integer not null, at integer not null
);
create index notice_next on notice (next_at) where state = 'sending';
