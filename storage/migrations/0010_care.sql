-- Care after the job: appliances of a customer, the register of calls, and who wants no questions (U19).

create index subject_asset_of_customer on subject (customer, id) where kind = 'asset';
create index event_calls on event (recorded_at) where name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made');

create table opted_out (person integer primary key, at integer not null);
