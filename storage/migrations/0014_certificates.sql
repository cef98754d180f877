-- Who may do what, until when: certificates, checked at dispatch (D11). One row a person and certificate.
create table certificate (
    person integer not null references person, name text not null, until_at integer not null, until_on text not null,
    by integer, at integer not null, notice_at integer not null, noticed_at integer,
    primary key (person, name)
) without rowid;
create index certificate_notice on certificate (notice_at) where noticed_at is null;
