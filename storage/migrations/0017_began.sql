-- Breaches know of which day the rule's values are (a season may have changed them since): when their clock started.

update subject set state = json_set(state, '$.breaches', (
    select json_group_array(json_set(b.value, '$.began', coalesce((
        select case when json_extract(e.data, '$.count') is not null then json_extract(e.data, '$.due_at')
            else coalesce(json_extract(e.data, '$.started_at'), e.at) end
        from event e where e.subject = subject.id and e.seq = json_extract(b.value, '$.proposal')), 0)))
    from json_each(subject.state, '$.breaches') b))
where kind = 'job' and json_array_length(state, '$.breaches') > 0;
