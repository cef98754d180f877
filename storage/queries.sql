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
select a.person, a.form, coalesce(a.language, p.language) as language, p.name, p.whole
from address a join person p on p.id = a.person where a.channel = :channel and a.address = :address

-- add_address --
-- A new address of a person.
insert into address (channel, address, person, language, used_at) values (:channel, :address, :person, :language, :at)

-- touch_address --
-- The person was here last.
update address set used_at = :at where channel = :channel and address = :address

-- set_form --
-- What a typed answer at this address belongs to.
update address set form = :form where channel = :channel and address = :address

-- set_language --
-- The language of an address.
update address set language = :language where channel = :channel and address = :address

-- addresses_of --
-- A person's addresses, all of those who are one with them, the one used last first.
select channel, address from address
where person in (select id from person where whole = (select whole from person where id = :person) union select :person)
order by used_at desc, address limit 5

-- add_person --
-- A new person.
insert into person (id, name, language) values (:id, :name, :language)

-- rename_person --
-- A person's name as they gave it.
update person set name = :name where id = :id

-- person --
-- A person's name and language; of somebody who is one with another, the name they go by.
select coalesce(nullif(p.name, ''), w.name, '') as name, p.language
from person p left join person w on w.id = p.whole where p.id = :id

-- person_named --
-- Somebody who is or was a member of the company, by name; those who still are first.
select p.id from person p join membership m on m.person = p.id where p.name = :name
order by m.until is not null, p.id limit 1

-- technician_named --
-- A branch's technician by name.
select p.id from person p join membership m on m.person = p.id
where p.name = :name and m.branch = :branch and m.role = 'technician' and (m.until is null or m.until > :now) limit 1

-- memberships --
-- The roles a person has now: their own, and those of the desk for whom they stand in while they are away.
select branch, role from membership where person = :person and since <= :now and (until is null or until > :now)
union
select m.branch, m.role from deputy d join absence a on a.person = d.person join membership m on m.person = d.person
where d.deputy = :person and a.from_at <= :now and a.until_at > :now and m.role in ('supervisor', 'manager')
    and m.since <= :now and (m.until is null or m.until > :now)
order by 1, 2

-- add_membership --
-- A role in a branch; somebody who comes back begins anew.
insert into membership (person, branch, role, since, how) values (:person, :branch, :role, :since, :how)
on conflict (person, branch, role) do update set until = null, since = excluded.since, how = excluded.how
where until is not null

-- membership --
-- Whether somebody has, or had, a role in a branch.
select since, until, how from membership where person = :person and branch = :branch and role = :role

-- end_membership --
-- A role in a branch ends.
update membership set until = :now where person = :person and branch = :branch and role = :role
    and (until is null or until > :now)

-- own_memberships --
-- The roles a person holds themselves, standing in for nobody.
select branch, role, how from membership where person = :person and since <= :now and (until is null or until > :now)
order by branch, role

-- members_named --
-- Everybody of that name who works here now, with each role.
select p.id, m.branch, m.role from person p join membership m on m.person = p.id
where p.name = :name and m.since <= :now and (m.until is null or m.until > :now) order by m.branch, m.role, p.id

-- branches --
-- Every branch that has somebody now.
select distinct branch from membership where until is null or until > :now order by branch

-- members_of_file --
-- Memberships that the company's file gave and nobody has ended.
select p.id, p.name, m.branch, m.role from membership m join person p on p.id = m.person
where m.how = 'file' and m.until is null order by m.branch, m.role, p.id

-- members --
-- Everybody with a role in a branch now, whether away, and who stands in for them.
select m.person, (select d.deputy from deputy d where d.person = m.person) as deputy,
    exists (select 1 from absence a where a.person = m.person and a.until_at > :now and a.from_at <= :now) as away
from membership m
where m.branch = :branch and m.role = :role and m.since <= :now and (m.until is null or m.until > :now)
order by m.person

-- staff_list --
-- Every member of the company with their roles.
select p.id, p.name, m.branch, m.role from person p join membership m on m.person = p.id
where m.until is null order by m.role, p.id

-- set_technician --
-- What dispatch knows of a technician.
insert into technician (person, skills, areas) values (:person, :skills, :areas)
on conflict (person) do update set skills = excluded.skills, areas = excluded.areas

-- add_absence --
-- Somebody is away from one time to another.
insert into absence (id, person, from_at, until_at, act_at, by, at) values (:id, :person, :from_at, :until_at, :act_at, :by, :now)

-- drop_absence --
-- What was said about it is replaced.
delete from absence where id = :id

-- absences_of --
-- When a person is, or will be, away; the earliest first.
select id, from_at, until_at, begun_at from absence where person = :person and until_at > :now order by from_at

-- end_absences --
-- Back: what has begun ends now.
update absence set until_at = :now where person = :person and until_at > :now

-- absences_to_begin --
-- Absences on which it is time to act.
select id, person, from_at, until_at, by from absence where begun_at is null and act_at <= :now order by act_at limit 20

-- begin_absence --
-- What follows from its beginning was done.
update absence set begun_at = :now where id = :id and begun_at is null

-- next_absence --
-- When it is time to act on the next absence.
select min(act_at) as at from absence where begun_at is null

-- set_deputy --
-- Who stands in for somebody.
insert into deputy (person, deputy, by, at) values (:person, :deputy, :by, :now)
on conflict (person) do update set deputy = excluded.deputy, by = excluded.by, at = excluded.at

-- drop_deputy --
-- Nobody stands in for somebody any more.
delete from deputy where person = :person

-- deputy --
-- Who stands in for somebody.
select deputy from deputy where person = :person

-- drop_deputy_of --
-- Somebody stands in for nobody any more. Returns for whom they did.
delete from deputy where deputy = :deputy returning person

-- technicians --
-- A branch's technicians with the jobs they have open.
select t.person, t.skills, t.areas,
    (select max(a.until_at) from absence a where a.person = t.person and a.until_at > :now and a.from_at <= :now)
        as absent_until,
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
-- A customer's open jobs, the newest first.
select id from subject where customer = :person and open order by id desc limit 20

-- latest_of_customer --
-- A customer's newest job, open or not.
select id from subject where customer = :person order by id desc limit 1

-- open_of_owner --
-- A technician's open jobs, the newest first.
select id from subject where owner = :person and open order by id desc limit 50

-- every_open_of_owner --
-- All open jobs of a technician.
select id from subject where owner = :person and open order by id

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

-- add_invitation --
-- A one-time invitation.
insert into invitation (id, link_hash, code_hash, person, name, branch, role, skills, areas, by, at, expires_at)
values (:id, :link_hash, :code_hash, :person, :name, :branch, :role, :skills, :areas, :by, :now, :expires_at)

-- invitation_of --
-- An invitation by the hash of its link or of its code, whatever became of it.
select * from invitation where link_hash = :hash or code_hash = :hash

-- invitation --
-- An invitation by its number.
select * from invitation where id = :id

-- use_invitation --
-- Compare-and-set: an invitation works once, while it lasts.
update invitation set used_at = :now, used_by = :person
where id = :id and used_at is null and revoked_at is null and expires_at > :now

-- revoke_invitation --
-- It works no more.
update invitation set revoked_at = :now where id = :id and used_at is null and revoked_at is null

-- open_invitations --
-- Invitations that still work, the newest first.
select * from invitation where used_at is null and revoked_at is null and expires_at > :now order by id desc limit 50

-- invitations_used_by --
-- What somebody joined by.
select * from invitation where used_by = :person and role is not null order by id

-- knows_technician --
-- Whether dispatch knows somebody already.
select 1 from technician where person = :person

-- forget_words --
-- What the inviter was shown is erased.
delete from personal where subject = :id and field = 'invitation'

-- guess --
-- Wrong codes so far: of one address, or of all.
select count, until, at from guess where who = :who

-- set_guess --
-- One more wrong code, and until when none is looked at.
insert into guess (who, count, until, at) values (:who, :count, :until, :now)
on conflict (who) do update set count = excluded.count, until = excluded.until, at = excluded.at

-- drop_guess --
-- A right code: the wrong ones before are forgiven.
delete from guess where who = :who

-- drop_web_sessions --
-- Whoever sits at this address has to come in anew.
delete from web_session where address = :address

-- hold_back --
-- What waits to be sent to a member's address about jobs is not sent: they are no member any more.
update outbox set state = 'failed', error = 'left'
where state = 'new' and channel = :channel and address = :address and subject is not null and audience != 'customer'

-- drop_forms --
-- Nothing is being asked of a person any more.
update address set form = null where person = :person

-- every_address --
-- All addresses of a person, without limit.
select channel, address from address where person = :person order by channel, address

-- offers_open --
-- Jobs of a branch that wait for answers.
select id from subject where branch = :branch and open and stage = 'offered' order by id

-- contact --
-- The number that a platform confirmed to be this address's own.
select number, at from contact where channel = :channel and address = :address

-- set_contact --
-- A platform confirmed it; a changed number takes the place of the one before.
insert into contact (channel, address, number, at) values (:channel, :address, :number, :now)
on conflict (channel, address) do update set number = excluded.number, at = excluded.at

-- contacts_with --
-- Who else confirmed this number, the one confirmed last first.
select c.channel, c.address, a.person, coalesce(p.whole, p.id) as whole
from contact c join address a on a.channel = c.channel and a.address = c.address join person p on p.id = a.person
where c.number = :number order by c.at desc

-- record_phone --
-- The desk wrote down a customer's number.
insert into recorded_phone (person, number, at) values (:person, :number, :now)
on conflict (person, number) do update set at = excluded.at

-- recorded_with --
-- Customers for whom the desk wrote down this number.
select r.person, coalesce(p.whole, p.id) as whole from recorded_phone r join person p on p.id = r.person
where r.number = :number order by r.at desc limit 5

-- whole_of --
-- The people who are one with somebody, themselves too.
select id from person where whole = (select whole from person where id = :person) union select :person order by 1

-- set_whole --
-- Whom a person is one with; null for themselves alone.
update person set whole = :whole where id = :person

-- add_same --
-- Two people are one.
insert into same_person (id, one, other, how, at) values (:id, :one, :other, :how, :now)

-- same_of --
-- What made a person one with others, also what was undone.
select id, one, other, how, at, undone_at from same_person where one = :person
union select id, one, other, how, at, undone_at from same_person where other = :person

-- undo_same --
-- They are two people after all.
update same_person set undone_at = :now where id = :id and undone_at is null

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
