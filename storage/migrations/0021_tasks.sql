-- Heavy work that was left for later in the transaction that made it necessary.

create table task (
    id integer primary key, kind text not null, args text not null, at integer not null, tries integer not null default 0
);
create index task_at on task (at);
