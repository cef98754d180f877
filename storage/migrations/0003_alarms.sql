-- Quiet hours (U4) and digests (U24): what is sent without a sound, and escalations that come as one message.

alter table outbox add column silent integer not null default 0;
-- The rule whose clock says it to the desk; null for everything else.
alter table outbox add column rule text;
-- Of a gathered escalation: the digest it came in, by the id of the digest's first escalation.
alter table outbox add column digest integer;
create index outbox_alarms on outbox (channel, address, rule, key, created_at) where rule is not null;
create index outbox_held on outbox (channel, address, rule, key) where state = 'held';
create index outbox_held_until on outbox (try_at) where state = 'held';
create index outbox_of_digest on outbox (digest) where digest is not null;
