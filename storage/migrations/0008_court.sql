-- Breaches across jobs: what is open, what stands against a person, figures of a month (§9). One row for each proposed.
create table breach (
    subject integer not null, n integer not null, branch text not null, rule text not null, person integer,
    at integer not null, contest_by integer not null, state text not null, contested integer not null,
    points integer not null, fen integer,
    primary key (subject, n)
) without rowid;
create index breach_of_person on breach (person, rule);
create index breach_by_time on breach (branch, at);
create index breach_open on breach (branch, rule) where state in ('proposed', 'accepted', 'contested');

-- Those proposed before there was a court: nobody said until when they may be contested, so they can be decided at once.
with proposed as (
    select e.subject, e.seq, e.at, e.data,
        exists (select 1 from event w where w.subject = e.subject and w.name = 'breach.withdrawn' and w.seq > e.seq
            and json_extract(w.data, '$.rule') = json_extract(e.data, '$.rule')
            and json_extract(w.data, '$.started_by') = json_extract(e.data, '$.started_by')
            and json_extract(w.data, '$.due_at') = json_extract(e.data, '$.due_at')) as withdrawn
    from event e where e.name = 'breach.proposed')
update subject set state = json_set(state, '$.breaches', (
    select json_group_array(json_object(
        'rule', json_extract(p.data, '$.rule'), 'on', json_extract(p.data, '$.on'),
        'started_by', json_extract(p.data, '$.started_by'), 'due_at', json_extract(p.data, '$.due_at'),
        'proposal', p.seq, 'at', p.at, 'contest_by', 0, 'decide_by', 0,
        'charge', json(case when json_extract(p.data, '$.fen') is null
            then json_object('points', json_extract(p.data, '$.points'))
            else json_object('points', json_extract(p.data, '$.points'), 'fen', json_extract(p.data, '$.fen')) end),
        'state', case when p.withdrawn then 'withdrawn' else 'proposed' end))
    from (select * from proposed where subject = subject.id order by seq) p))
where id in (select subject from proposed);

insert into breach (subject, n, branch, rule, person, at, contest_by, state, contested, points, fen)
select s.id, b.key, s.branch, json_extract(b.value, '$.rule'), json_extract(b.value, '$.on'),
    json_extract(b.value, '$.at'), 0, json_extract(b.value, '$.state'), 0,
    json_extract(b.value, '$.charge.points'), json_extract(b.value, '$.charge.fen')
from subject s, json_each(s.state, '$.breaches') b where s.kind = 'job';
