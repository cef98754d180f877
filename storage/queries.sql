-- Every statement of the program, by name. Times are UTC milliseconds.

-- mark_inbox --
-- One row when the message is new; no row changed when it was seen.
insert into inbox (channel, message_id, address, at) values (:channel, :message_id, :address, :at) on conflict do nothing

-- meta --
-- One remembered value.
select value from meta where key = :key

-- set_meta --
-- Remember a value.
insert into meta (key, value) values (:key, :value) on conflict (key) do update set value = excluded.value

-- count_up --
-- The next number of a counter, which begins at :first.
insert into counter (name, value) values (:name, :first) on conflict (name) do update set value = value + 1 returning value

-- policy --
-- A resolved pack by its hash.
select name, text from policy where hash = :hash

-- keep_policy --
-- Keep a resolved pack.
insert into policy (hash, name, text, at) values (:hash, :name, :text, :at) on conflict do nothing

-- speaker --
-- Who is behind an address, and what was asked there.
select a.person, a.form, coalesce(a.language, p.language) as language, p.name, a.used_at, a.credit, a.slowed
from address a join person p on p.id = a.person where a.channel = :channel and a.address = :address

-- add_address --
-- A new address of a person.
insert into address (channel, address, person, language, used_at) values (:channel, :address, :person, :language, :at)

-- touch_address --
-- The person was here last; what is left of a customer's credit.
update address set used_at = :at, credit = :credit, slowed = :slowed where channel = :channel and address = :address

-- set_form --
-- What a typed answer at this address belongs to.
update address set form = :form where channel = :channel and address = :address

-- set_language --
-- The language of an address.
update address set language = :language where channel = :channel and address = :address

-- addresses_of --
-- A person's addresses, the one used last first.
select channel, address from address where person = :person order by used_at desc, address limit 5

-- add_person --
-- A new person.
insert into person (id, name, language) values (:id, :name, :language)

-- rename_person --
-- A person's name as they gave it.
update person set name = :name where id = :id

-- person --
-- A person's name and language.
select name, language from person where id = :id

-- person_named --
-- A member of the company by name.
select p.id from person p join membership m on m.person = p.id where p.name = :name limit 1

-- technician_named --
-- A branch's technician by name.
select p.id from person p join membership m on m.person = p.id
where p.name = :name and m.branch = :branch and m.role = 'technician' and (m.until is null or m.until > :now) limit 1

-- memberships --
-- The roles a person has now.
select branch, role from membership where person = :person and since <= :now and (until is null or until > :now)

-- add_membership --
-- A role in a branch.
insert into membership (person, branch, role, since) values (:person, :branch, :role, :since)
on conflict (person, branch, role) do update set until = null

-- members --
-- Everybody with a role in a branch now.
select person from membership
where branch = :branch and role = :role and since <= :now and (until is null or until > :now) order by person

-- staff_list --
-- Every member of the company with their roles.
select p.id, p.name, m.branch, m.role from person p join membership m on m.person = p.id
where m.until is null order by m.role, p.id

-- set_technician --
-- What dispatch knows of a technician.
insert into technician (person, skills, areas) values (:person, :skills, :areas)
on conflict (person) do update set skills = excluded.skills, areas = excluded.areas

-- set_absence --
-- Until when somebody is away; null when present.
update technician set absent_until = :until where person = :person

-- technicians --
-- A branch's technicians with the jobs they have open.
select t.person, t.skills, t.areas, t.absent_until,
    (select count(*) from subject s where s.owner = t.person and s.open and s.id != :subject) as load
from technician t join membership m on m.person = t.person
where m.branch = :branch and m.role = 'technician' and m.since <= :now and (m.until is null or m.until > :now)
order by t.person

-- areas --
-- The names of districts that the branch's technicians know.
select t.areas from technician t join membership m on m.person = t.person where m.branch = :branch

-- keep_personal --
-- An erasable value.
insert into personal (id, subject, field, salt, value, at) values (:id, :subject, :field, :salt, :value, :at)

-- personal --
-- An erasable value and its salt; no row once erased.
select value, salt, field, subject from personal where id = :id

-- subject --
-- One subject with its folded state and running clocks.
select id, kind, number, branch, policy, version, head, state, clocks, stage from subject where id = :id

-- subject_numbered --
-- A subject by its number.
select id from subject where number = :number

-- add_subject --
-- A new subject.
insert into subject (id, kind, number, branch, policy, stage, owner, customer, open, version, head, state, clocks, opened_at)
values (:id, :kind, :number, :branch, :policy, :stage, :owner, :customer, :open, :version, :head, :state, :clocks, :opened_at)

-- move_subject --
-- Compare-and-set on the version.
update subject set stage = :stage, owner = :owner, customer = :customer, open = :open, version = :version, head = :head,
    state = :state, clocks = :clocks
where id = :id and version = :was

-- keep_clocks --
-- Clocks moved without an event.
update subject set clocks = :clocks where id = :id

-- add_event --
-- One event; the key (subject, seq) refuses a second writer.
insert into event (subject, seq, name, at, recorded_at, data, hash) values (:subject, :seq, :name, :at, :recorded_at, :data, :hash)

-- events --
-- A subject's log, oldest first.
select seq, name, at, recorded_at, data, hash from event where subject = :subject order by seq

-- open_of_customer --
-- A customer's open jobs, the newest first: their own, and those their report was merged into.
select id from subject where customer = :person and open
union select s.id from also_customer a join subject s on s.id = a.subject where a.person = :person and s.open
order by id desc limit 20

-- latest_of_customer --
-- A customer's newest job, open or not.
select id from subject where customer = :person order by id desc limit 1

-- open_of_owner --
-- A technician's open jobs, the newest first.
select id from subject where owner = :person and open order by id desc limit 50

-- open_of_branch --
-- A branch's open jobs, the newest first.
select id from subject where branch = :branch and open order by id desc limit 50

-- all_subjects --
-- Every subject, page by page.
select id, kind, number, policy, version, head, state, clocks, stage, owner, customer, open from subject
where id > :after order by id limit :most

-- count_subjects --
-- How many subjects there are.
select count(*) as n from subject

-- set_wake --
-- The one wake-up of a subject.
insert into wake (subject, at) values (:subject, :at) on conflict (subject) do update set at = excluded.at

-- drop_wake --
-- No clock of it runs any more.
delete from wake where subject = :subject

-- next_due --
-- The earliest wake-up.
select subject, at from wake order by at limit 1

-- due --
-- Subjects whose time has come, in order.
select subject, at from wake where at < :now order by at limit :most

-- outages_after --
-- Our standstills that ended after :after.
select since, until from outage where until > :after order by since

-- add_outage --
-- A standstill of ours.
insert into outage (since, until) values (:since, :until)

-- add_outbox --
-- One message to send.
insert into outbox (channel, address, subject, audience, turn, key, data, question, created_at, state, try_at, tries, menu)
values (:channel, :address, :subject, :audience, :turn, :key, :data, :question, :at, 'new', :at, 0, 0)

-- waiting --
-- The next message of each address whose time has come; an address waits behind its own first.
with first as (select min(id) as id from outbox where state = 'new' group by channel, address)
select o.* from first join outbox o on o.id = first.id where o.try_at <= :now order by o.id limit :most

-- next_try --
-- When the sender has something to do again.
select min(try_at) as at from outbox where state = 'new'

-- sent --
-- The platform took it; a menu on it is open until its subject moves on.
update outbox set state = 'sent', sent_at = :at, reference = :reference, tries = tries + 1, menu = :menu where id = :id

-- failed --
-- The platform will not take it.
update outbox set state = 'failed', error = :error, tries = tries + 1 where id = :id

-- try_later --
-- The platform did not take it now.
update outbox set try_at = :try_at, error = :error, tries = tries + 1 where id = :id

-- close_menu --
-- The menu is closed on the platform too.
update outbox set menu = 0 where id = :id

-- open_menus --
-- Menus that stand open although their subject has moved on, across all subjects.
select o.id, o.channel, o.address, o.reference from outbox o where o.menu = 2 order by o.id limit :most

-- spend_menus --
-- The subject moved on: its earlier menus are to be closed.
update outbox set menu = 2 where menu > 0 and menu = 1 and subject = :subject and audience = :audience and turn < :turn

-- delivered --
-- Shown on the person's device.
update outbox set delivered_at = :at where id = :id and delivered_at is null

-- outbox_row --
-- One message of the outbox.
select id, key, subject, address, channel, delivered_at from outbox where id = :id

-- outbox_counts --
-- Messages by state.
select state, count(*) as n from outbox group by state

-- keep_photo --
-- A stored photo.
insert into photo (sha256, mime, bytes, width, height, at) values (:sha256, :mime, :bytes, :width, :height, :at)
on conflict do nothing

-- photos --
-- Every stored photo's name.
select sha256 from photo order by sha256

-- add_web_session --
-- Who sits behind a cookie.
insert into web_session (token_hash, address, at) values (:token_hash, :address, :at)
on conflict (token_hash) do update set address = excluded.address

-- web_session --
-- The address behind a cookie.
select address from web_session where token_hash = :token_hash

-- add_web_key --
-- A one-time link for a member of the company.
insert into web_key (token_hash, person, expires_at) values (:token_hash, :person, :expires_at)

-- web_key --
-- Who a link is for, while it lasts.
select person from web_key where token_hash = :token_hash and expires_at > :now

-- drop_web_key --
-- A link works once.
delete from web_key where token_hash = :token_hash

-- add_web_line --
-- One line of a chat; a message sent twice is one line.
insert into web_line (address, who, text, at, photos, buttons, open, reference, outbox)
values (:address, :who, :text, :at, :photos, :buttons, :open, :reference, :outbox)
on conflict (outbox) where outbox is not null do nothing

-- web_lines --
-- Lines of a chat after one, oldest first.
select id, who, text, at, photos, buttons, open, chosen, reference from web_line
where address = :address and id > :after order by id limit 500

-- web_lines_latest --
-- The newest lines of a chat, newest first.
select id, who, text, at, photos, buttons, open, chosen, reference from web_line
where address = :address order by id desc limit 300

-- web_line --
-- One line by its number.
select id, address, who, photos, outbox from web_line where id = :id

-- web_line_said --
-- A person's own line by the message's id.
select id from web_line where address = :address and reference = :reference and who = 'me'

-- web_seen --
-- Messages up to a line that were not yet known to be shown.
select o.id, o.key, o.subject from web_line l join outbox o on o.id = l.outbox
where l.address = :address and l.id <= :upto and o.delivered_at is null order by o.id limit 500

-- web_unread --
-- Messages that were not yet shown at an address.
select count(*) as n from web_line l join outbox o on o.id = l.outbox
where l.address = :address and o.delivered_at is null

-- web_close --
-- The buttons of a line are used or outdated.
update web_line set open = 0, chosen = coalesce(:chosen, chosen) where id = :id and open

-- web_line_of_outbox --
-- The line of a message.
select id from web_line where outbox = :outbox

-- web_photo --
-- Whether a chat shows a photo.
select 1 from web_line where address = :address and photos like '%' || :sha256 || '%' limit 1

-- first_branch --
-- The branch that was first to have a member.
select branch from membership order by since, branch limit 1

-- customer_named --
-- Somebody by name who is no member of the company.
select p.id from person p left join membership m on m.person = p.id where p.name = :name and m.person is null limit 1

-- clock_events_since --
-- What clocks did lately, oldest first.
select e.subject, e.name, e.at, e.data, s.number from event e join subject s on s.id = e.subject
where e.recorded_at >= :since and e.name in ('step.reminded', 'step.escalated', 'step.done', 'breach.proposed')
order by e.at, e.subject, e.seq limit 60

-- set_detail --
-- Which erasable value a subject's phone or address is now.
insert into detail (subject, name, personal) values (:subject, :name, :personal)
on conflict (subject, name) do update set personal = excluded.personal

-- drop_detail --
-- A subject's phone or address is not known any more.
delete from detail where subject = :subject and name = :name

-- jobs_with_phone --
-- A branch's jobs with this number, the newest first.
select s.id, s.number, s.customer, s.open from personal p join detail d on d.personal = p.id join subject s on s.id = d.subject
where p.field = 'phone' and p.value = :value and s.branch = :branch order by s.id desc limit 20

-- jobs_with_address --
-- A branch's jobs at this address, the newest first.
select s.id, s.number, s.customer, s.open from personal p join detail d on d.personal = p.id join subject s on s.id = d.subject
where p.field = 'address' and p.value = :value and s.branch = :branch order by s.id desc limit 20

-- count_with_phone --
-- How many of a branch's jobs have this number.
select count(*) as n from personal p join detail d on d.personal = p.id join subject s on s.id = d.subject
where p.field = 'phone' and p.value = :value and s.branch = :branch

-- add_also_customer --
-- Somebody else who is a customer of a subject.
insert into also_customer (person, subject) values (:person, :subject) on conflict do nothing

-- drop_also_customer --
-- They have a job of their own again.
delete from also_customer where person = :person and subject = :subject

-- set_agenda --
-- What a subject waits for at the desk.
insert into agenda (subject, branch, what, rank, due_at) values (:subject, :branch, :what, :rank, :due_at)
on conflict (subject) do update set branch = excluded.branch, what = excluded.what, rank = excluded.rank, due_at = excluded.due_at

-- drop_agenda --
-- It waits for nothing at the desk.
delete from agenda where subject = :subject

-- agenda --
-- What waits for a branch's desk, the most urgent first.
select subject, what from agenda where branch = :branch order by rank, due_at, subject limit :most offset :from

-- agenda_counts --
-- How much of each kind waits.
select what, count(*) as n from agenda where branch = :branch group by what

-- soon --
-- A branch's jobs in somebody's hands that a clock wakes soon.
select s.id from wake w join subject s on s.id = w.subject
where w.at < :before and s.branch = :branch and s.owner is not null order by w.at limit 20

-- add_draft --
-- A report read from somebody else's words.
insert into draft (id, person, branch, kept, version, state, at) values (:id, :person, :branch, :kept, 1, 'open', :at)

-- draft --
-- One draft.
select id, person, branch, kept, version, state, number from draft where id = :id

-- change_draft --
-- What it says now.
update draft set kept = :kept, version = version + 1 where id = :id

-- end_draft --
-- Registered under a number, or dropped.
update draft set state = :state, number = :number where id = :id

-- count_open --
-- How many jobs a branch has open.
select count(*) as n from subject where branch = :branch and open

-- agenda_of --
-- What one subject waits for at the desk.
select what from agenda where subject = :subject

-- details_of --
-- The erasable values one subject is found by.
select name, personal from detail where subject = :subject

-- open_subjects --
-- Open subjects, page by page.
select id from subject where open and id > :after order by id limit :most
