-- Notices to many customers, the registers of calls and letters, rounds to owners.

create index subject_asset_of_branch on subject (branch, customer) where kind = 'asset';
create index subject_notice_of_branch on subject (branch, id) where kind = 'notice';
drop index event_calls;
create index event_calls on event (recorded_at) where name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made', 'notice.called', 'notice.missed', 'owner.spoken', 'owner.missed');
create index event_letters on event (recorded_at) where name in ('letter.sent', 'letter.posted');
create index event_ratings on event (recorded_at) where name = 'rating.given';
create index event_answers on event (recorded_at) where name in ('callback.answered', 'followup.answered', 'followup.missed');
create index subject_asset on subject (id) where kind = 'asset';
create index event_care on event (recorded_at) where name in ('wish.noted', 'wish.handled', 'owner.spoken', 'owner.missed');

-- When somebody was last in touch with an appliance's owner stands in its file from now on.
create index subject_asset_of_area on subject (branch, json_extract(state, '$.area'), customer) where kind = 'asset';
update subject set state = json_set(state, '$.tried_at', 0, '$.spoken_at', coalesce((
    select max(e.at) from event e where e.subject = subject.id and e.name in (
        'asset.opened', 'asset.continued', 'followup.answered', 'wish.noted', 'wish.explained', 'service.booked',
        'service.put_off', 'test.booked', 'test.put_off', 'contact.made', 'owner.spoken')), 0))
where kind = 'asset';
