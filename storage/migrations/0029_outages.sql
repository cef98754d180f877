-- Since when an address takes nothing (UTC ms), and how often a message went to another one for that.
alter table lane add column closed_since integer;
alter table outbox add column moved integer not null default 0;
