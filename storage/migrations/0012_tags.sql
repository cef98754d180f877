-- What the desk says of a customer: keys of the pack's tags, never words of its own.

create table customer_tag (
    person integer not null,
    tag    text not null,
    by     integer not null,
    at     integer not null,
    primary key (person, tag)
) without rowid;
