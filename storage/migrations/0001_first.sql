-- One company, its people, and the first kind of subject. Times are UTC milliseconds; JSON is text.

create table meta (key text primary key, value text not null) without rowid;
create table counter (name text primary key, value integer not null) without rowid;

-- Packs as they were resolved, by hash: a job keeps the rules it was opened under.
create table policy (hash text primary key, name text not null, text text not null, at integer not null) without rowid;

-- People. Names are personal data: they stand here and in `personal` only, never in an event.
create table person (id integer primary key, name text not null, language text);
create table membership (
    person integer not null references person, branch text not null, role text not null,
    since integer not null, until integer,
    primary key (person, branch, role)
) without rowid;
create index membership_of_branch on membership (branch, role);
create table technician (
    person integer primary key references person, skills text not null, areas text not null, absent_until integer
);
create table address (
    channel text not null, address text not null, person integer not null references person, language text,
    used_at integer not null, form text,
    primary key (channel, address)
) without rowid;
create index address_of_person on address (person, used_at);

-- Erasable values: events keep "~id.digest" and stay verifiable when the value is gone.
create table personal (
    id integer primary key, subject integer, field text not null, salt text not null, value text, at integer not null
);
create index personal_of_subject on personal (subject);

-- Subjects and their log. `state` and `clocks` are the fold of the events, kept so that a unit reads one row.
create table subject (
    id integer primary key, kind text not null, number text not null, branch text not null, policy text not null,
    stage text not null, owner integer, customer integer, open integer not null,
    version integer not null, head text not null, state text not null, clocks text not null, opened_at integer not null
);
create unique index subject_number on subject (number);
create index subject_open_branch on subject (branch, stage) where open;
create index subject_open_owner on subject (owner) where open;
create index subject_of_customer on subject (customer, id);
create table event (
    subject integer not null, seq integer not null, name text not null, at integer not null,
    recorded_at integer not null, data text not null, hash text not null,
    primary key (subject, seq)
) without rowid;

-- One wake-up a subject: the earliest step of any of its clocks.
create table wake (subject integer primary key, at integer not null);
create index wake_due on wake (at);

-- A message seen before stops at the inbox; what is to be said waits in the outbox.
create table inbox (
    channel text not null, message_id text not null, address text not null, at integer not null,
    primary key (channel, message_id)
) without rowid;
create table outbox (
    id integer primary key autoincrement, channel text not null, address text not null, subject integer,
    audience text, turn integer not null, key text not null, data text not null, question text, created_at integer not null,
    state text not null, try_at integer not null, tries integer not null, sent_at integer, delivered_at integer,
    reference text, menu integer not null, error text
);
create index outbox_waiting on outbox (channel, address, id) where state = 'new';
create index outbox_tries on outbox (try_at) where state = 'new';
create index outbox_menus on outbox (subject) where menu > 0;
create index outbox_spent on outbox (id) where menu = 2;

create table photo (
    sha256 text primary key, mime text not null, bytes integer not null, width integer not null,
    height integer not null, at integer not null
) without rowid;

-- Our own standstills: people's clocks stood still with us.
create table outage (id integer primary key, since integer not null, until integer not null);
create index outage_until on outage (until);

-- The web channel: who sits behind a cookie, and what was said in a chat. Lines are erasable.
create table web_session (token_hash text primary key, address text not null, at integer not null) without rowid;
create table web_key (token_hash text primary key, person integer not null, expires_at integer not null) without rowid;
create table web_line (
    id integer primary key autoincrement, address text not null, who text not null, text text not null,
    at integer not null, photos text not null, buttons text not null, open integer not null, chosen text,
    reference text, outbox integer
);
create index web_line_of_address on web_line (address, id);
create unique index web_line_of_outbox on web_line (outbox) where outbox is not null;
