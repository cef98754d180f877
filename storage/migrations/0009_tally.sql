-- What the count rules of the packs have counted: one row a rule and event, for a person, a branch or whatever it counts by.
create table tally (
    subject integer not null, rule text not null, seq integer not null, who text not null, at integer not null,
    primary key (subject, rule, seq)
) without rowid;
create index tally_of_who on tally (rule, who, at);
