-- The sender's lanes: one row an address at which something is to be done, so that finding the next ones costs the same
-- whatever waits. `news` is 0 while somebody who has just spoken waits for the answer; `closed_until` is the platform's
-- "not now". Retries belong to the address, not to the message: what waits behind the first waits as long.

create table lane (
    channel text not null, address text not null, news integer not null, at integer not null,
    closed_until integer not null,
    primary key (channel, address)
) without rowid;
create index lane_due on lane (channel, news, at);
insert into lane (channel, address, news, at, closed_until)
    select channel, address, 1, min(try_at), 0 from outbox where state = 'new' or menu = 2 group by channel, address;

drop index outbox_tries;
drop index outbox_spent;
create index outbox_spent on outbox (channel, address, id) where menu = 2;

-- Members are found by name at each start; with a hundred thousand customers a scan for each took minutes.
create index person_name on person (name);
