-- Service sheets that go along with a line of the chat: numbers of jobs, as JSON.
alter table web_line add column sheets text not null default '[]';
