-- Second technicians: whose list an open job stands in beside its owner's. Kept with the subject's row, from its state.

create table team (
    person integer not null, subject integer not null references subject, primary key (person, subject)
) without rowid;
create index team_of_subject on team (subject);
