-- Quiet hours (U4) and digests (U24): what is sent without a sound, and escalations that come as one message.
-- A digest is a row of its own that waits as `held`; its escalations are rows in state `gathered` that name it.

alter table outbox add column silent integer not null default 0;
-- The rule whose clock says it to the desk, and when it was due; null for everything else.
alter table outbox add column rule text;
alter table outbox add column due_at integer;
-- Of a gathered escalation: the digest it comes in.
alter table outbox add column digest integer;
create index outbox_alarms on outbox (channel, address, rule, key, created_at) where rule is not null;
create index outbox_held on outbox (try_at) where state = 'held';
create index outbox_of_digest on outbox (digest, subject, due_at) where digest is not null;
