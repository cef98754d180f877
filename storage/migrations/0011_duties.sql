-- What a branch's reports count: jobs by when they were opened, and the few events of which there are figures. (SQLite
-- takes a partial index only for the very condition it was made with: one for each.)

create index subject_opened on subject (branch, opened_at) where kind = 'job';
create index event_finished on event (at) where name = 'work.finished';
create index event_rated on event (at) where name = 'rating.given';
create index event_called_back on event (at) where name = 'callback.answered';
create index event_priced on event (at) where name = 'price.agreed';
create index event_wished on event (at) where name = 'wish.noted';
create index event_wish_handled on event (at) where name = 'wish.handled';
