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
insert into policy (hash, name, text, at) values (:hash, :name, :text, :at)
on conflict (hash) do update set at = excluded.at

-- policy_in_force --
-- The version of a pack that was taken into use last.
select hash, text from policy where name = :name order by at desc limit 1

-- speaker --
-- Who is behind an address, and what was asked there.
select a.person, a.form, coalesce(a.language, p.language) as language, p.name, p.whole, a.used_at, a.credit, a.slowed
from address a join person p on p.id = a.person where a.channel = :channel and a.address = :address

-- add_address --
-- A new address of a person.
insert into address (channel, address, person, language, used_at) values (:channel, :address, :person, :language, :at)

-- touch_address --
-- The person was here last: whatever blocked the address does no more; what is left of a customer's credit.
update address set used_at = :at, blocked_at = null, credit = :credit, slowed = :slowed
where channel = :channel and address = :address

-- set_form --
-- What a typed answer at this address belongs to.
update address set form = :form where channel = :channel and address = :address

-- form_elsewhere --
-- What was asked of a person at other addresses of theirs since then, the newest.
select a.channel, a.address, a.form
from person p join person o on o.id = p.id or o.whole = p.whole join address a on a.person = o.id
where p.id = :person and a.form is not null and (a.channel <> :channel or a.address <> :address)
    and json_extract(a.form, '$.at') > :since
order by json_extract(a.form, '$.at') desc limit 1

-- forget_question --
-- What was asked at this address, and at a person's others about the same subject.
update address set form = null
where form is not null and person in
    (select o.id from person p join person o on o.id = p.id or o.whole = p.whole where p.id = :person)
    and (channel = :channel and address = :address or json_extract(form, '$.subject') = :subject)

-- set_language --
-- The language of an address.
update address set language = :language where channel = :channel and address = :address

-- addresses_of --
-- A person's addresses, all of those who are one with them, the one used last first; those that take nothing last.
-- A page is no place where news is heard. A number for text messages comes behind every chat, and only while it works.
select a.channel, a.address, a.blocked_at
from person p join person o on o.id = p.id or o.whole = p.whole join address a on a.person = o.id
where p.id = :person and a.channel <> 'page' and (a.channel <> 'sms' or a.blocked_at is null)
order by a.blocked_at is not null, a.channel = 'sms', a.used_at desc, a.address limit 5

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

-- keep_certificate --
-- A certificate is noted, or renewed.
insert into certificate (person, name, until_at, until_on, by, at, notice_at, noticed_at)
values (:person, :name, :until_at, :until_on, :by, :at, :notice_at, :noticed_at)
on conflict (person, name) do update set until_at = excluded.until_at, until_on = excluded.until_on, by = excluded.by,
    at = excluded.at, notice_at = excluded.notice_at, noticed_at = excluded.noticed_at

-- drop_certificate --
-- Somebody has it no more.
delete from certificate where person = :person and name = :name

-- certificates_of --
-- What everybody of a branch has.
select distinct c.person, c.name, c.until_at, c.until_on
from membership m join certificate c on c.person = m.person
where m.branch = :branch and m.since <= :now and (m.until is null or m.until > :now)

-- certificates_to_notice --
-- Those that end soon, not told yet.
select person, name, until_at, until_on from certificate where noticed_at is null and notice_at <= :now
order by notice_at limit 20

-- certificate_noticed --
-- It was told.
update certificate set noticed_at = :now where person = :person and name = :name

-- next_certificate --
-- When the next one is to be told.
select min(notice_at) as at from certificate where noticed_at is null

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
    (select json_group_object(c.name, c.until_at) from certificate c where c.person = t.person) as certificates,
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
-- One subject with its folded state and running clocks, and when our last standstill ended.
select id, kind, branch, policy, version, head, state, clocks, (select max(until) from outage) as outage
from subject where id = :id

-- subject_numbered --
-- The same by its number.
select id, kind, branch, policy, version, head, state, clocks, (select max(until) from outage) as outage
from subject where number = :number

-- add_subject --
-- A new subject.
insert into subject (id, kind, number, branch, policy, stage, owner, customer, open, version, head, state, clocks, opened_at)
values (:id, :kind, :number, :branch, :policy, :stage, :owner, :customer, :open, :version, :head, :state, :clocks, :opened_at)

-- move_subject --
-- Compare-and-set on the version. Whose it is stands from the first event on.
update subject set stage = :stage, owner = :owner, open = :open, version = :version, head = :head, state = :state,
    clocks = :clocks
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
select id from subject where customer = :person and kind = 'job' order by id desc limit 1

-- closed_of_customer --
-- A customer's latest closed jobs, the newest first.
select id from subject where customer = :person and not open and kind = 'job' order by id desc limit 5

-- open_of_owner --
-- A technician's open jobs, the newest first: their own, and those they help with.
select id from subject where owner = :person and open
union select s.id from team t join subject s on s.id = t.subject where t.person = :person and s.open
order by id desc limit 50

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

-- logs_since --
-- Subjects in which something happened since a time, and open ones, page by page; until when their clocks were kept.
select id, kind, json_extract(clocks, '$.until') as until from subject
where id > :after
  and (open or (select recorded_at from event where subject = subject.id order by seq desc limit 1) >= :since)
order by id limit :most

-- count_logs_since --
-- How many they are.
select count(*) as n from subject
where open or (select recorded_at from event where subject = subject.id order by seq desc limit 1) >= :since

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
insert into outbox (channel, address, subject, audience, turn, key, data, question, created_at, state, try_at, tries, menu, silent, rule, due_at, digest)
values (:channel, :address, :subject, :audience, :turn, :key, :data, :question, :at, :state, :at, 0, 0, :silent, :rule, :due_at, :digest)

-- open_lane --
-- Something is to be done at an address. A lane that the platform closed stays closed.
insert into lane (channel, address, news, at, closed_until) values (:channel, :address, :news, :at, 0)
on conflict (channel, address) do update
    set news = min(news, excluded.news), at = max(closed_until, min(at, excluded.at))
    where news > excluded.news or at > max(closed_until, excluded.at)

-- lanes --
-- Addresses at which something is to be done now, those that have waited longest first.
select address from lane where channel = :channel and news = :news and at <= :now order by at, address limit :most

-- next_lane --
-- When the next lane opens.
select min(at) as at from lane where channel = :channel and news = :news and at > :now

-- lane_messages --
-- What is to be said at an address now, in order.
select id, channel, address, subject, audience, key, data, question, tries, created_at, silent from outbox
where state = 'new' and channel = :channel and address = :address and try_at <= :now order by id limit :most

-- outbox_message --
-- One message of an address, whatever became of it.
select id, channel, address, subject, audience, key, data, question, tries, created_at, silent from outbox
where id = :id and channel = :channel and address = :address

-- outbox_moved --
-- How often a message went to another address because one was out of work.
select moved from outbox where id = :id

-- outbox_whole --
-- One message as it was kept.
select id, channel, address, subject, audience, key, data, question from outbox where id = :id

-- lane_menus --
-- Menus at an address that stand open although their subject has moved on, and words that are to be hidden.
select id, channel, address, subject, audience, key, data, question, tries, created_at, silent, reference from outbox
where menu = 2 and channel = :channel and address = :address order by id limit :most

-- lane_next --
-- When there is something to do at an address again.
select min(at) as at from (
    select min(o.try_at) as at from outbox o where o.state = 'new' and o.channel = :channel and o.address = :address
    union all
    select min(o.sent_at) from outbox o where o.menu = 2 and o.channel = :channel and o.address = :address
)

-- lane_next_after --
-- When there is something to say at an address that came after a message.
select min(try_at) as at from outbox where state = 'new' and channel = :channel and address = :address and id > :last

-- move_lane --
-- When it is an address's turn again, and since when it has been closed.
update lane set at = :at, closed_until = :closed_until, news = 1,
    closed_since = case when :closed_until > 0 then coalesce(closed_since, :now) end
where channel = :channel and address = :address

-- drop_lane --
-- Nothing is left to do at an address.
delete from lane where channel = :channel and address = :address

-- sent --
-- The platform took it; a menu on it is open until its subject moves on (1), what shows a number is remembered (3).
update outbox set state = 'sent', sent_at = :at, reference = :reference, tries = tries + 1,
    menu = case when :menu then 1 when :shows then 3 else 0 end,
    data = case when :shows then json_set(data, '$.shows', 1) else data end
where id = :id

-- failed --
-- The platform will not take it.
update outbox set state = 'failed', error = :error, tries = tries + 1 where id = :id

-- not_taken --
-- The platform did not take it now.
update outbox set error = :error, tries = tries + 1 where id = :id

-- close_menu --
-- The menu is closed on the platform too; what shows a number is remembered on.
update outbox set menu = case when json_extract(data, '$.shows') then 3 else 0 end where id = :id

-- showing_numbers --
-- What was said about a subject that shows where and by what number somebody is reached.
select id, channel, address, data, question from outbox
where menu > 0 and subject = :subject and json_extract(data, '$.shows')

-- unsaid_about --
-- What is still to be said to a technician about a subject at an address.
select id, channel, address, data, question from outbox
where state = 'new' and channel = :channel and address = :address and subject = :subject and audience = 'technician'

-- reword --
-- It reads otherwise from now on; what was sent (2) is to be changed on the platform too.
update outbox set data = :data, question = :question, menu = case when state = 'new' then menu else 2 end where id = :id

-- spend_menus --
-- The subject moved on: its earlier menus are to be closed.
update outbox set menu = 2 where menu > 0 and menu = 1 and subject = :subject
    and turn < case audience when 'customer' then :customer when 'technician' then :technician else :desk end
returning channel, address

-- delivered --
-- Shown on the person's device.
update outbox set delivered_at = :at where id = :id and delivered_at is null

-- outbox_row --
-- One message of the outbox.
select id, key, subject, address, channel, state, delivered_at from outbox where id = :id

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
insert into web_line (address, who, text, at, photos, voice, sheets, buttons, open, reference, outbox)
values (:address, :who, :text, :at, :photos, :voice, :sheets, :buttons, :open, :reference, :outbox)
on conflict (outbox) where outbox is not null do nothing

-- web_lines --
-- Lines of a chat after one, oldest first.
select id, who, text, at, photos, voice, sheets, buttons, open, chosen, reference from web_line
where address = :address and id > :after order by id limit 500

-- web_lines_latest --
-- The newest lines of a chat, newest first.
select id, who, text, at, photos, voice, sheets, buttons, open, chosen, reference from web_line
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

-- web_reword --
-- A line says something else, and asks nothing any more.
update web_line set text = :text, open = 0 where id = :id

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

-- alarms_since --
-- What clocks said to an address after :since under a rule, the newest first.
select id, state, try_at from outbox
where channel = :channel and address = :address and rule = :rule and key = :key and created_at > :since
order by created_at desc limit :most

-- next_held --
-- When the next held escalations are to come as one message.
select min(try_at) as at from outbox where state = 'held'

-- add_digest --
-- A digest that waits for its escalations.
insert into outbox (channel, address, audience, turn, key, data, created_at, state, try_at, tries, menu, rule)
values (:channel, :address, 'desk', :turn, :key, '{}', :at, 'held', :try_at, 0, 0, :rule) returning id

-- digests_ripe --
-- Digests whose time has come.
select id, channel, address, rule, key from outbox where state = 'held' and try_at <= :now order by try_at limit :most

-- digest_counts --
-- How many jobs came in a digest, and whether all of it is silent.
select count(distinct subject) as jobs, count(*) as said, min(silent) as silent from outbox where digest = :digest

-- digest_jobs --
-- The jobs of a digest, what was due first on top; a job that was escalated twice stands once.
with job as (
    select min(coalesce(due_at, 0)) as due, min(id) as first from outbox where digest = :digest
    group by subject order by due, first limit :most offset :after)
select o.subject, o.data, o.rule from job join outbox o on o.id = job.first order by job.due, job.first

-- send_digest --
-- What it says is known: it is sent.
update outbox set state = 'new', try_at = :now, data = :data, question = :question, silent = :silent where id = :id

-- release_gathered --
-- Only one came: it is said as itself.
update outbox set state = 'new', try_at = :now, digest = null where digest = :digest

-- inbox_row --
-- Whether a message was seen before.
select 1 from inbox where channel = :channel and message_id = :message_id

-- heard_before --
-- Whether a message has entered, or waits for its files.
select 1 from inbox where channel = :channel and message_id = :message_id
union all select 1 from kept where channel = :channel and message_id = :message_id limit 1

-- block_address --
-- The address takes nothing from us any more.
update address set blocked_at = :at where channel = :channel and address = :address and blocked_at is null

-- tell_address --
-- What a platform tells of whether an address is open, unless it told something newer, or this, before.
update address set told_at = :at, told_number = :number
where channel = :channel and address = :address and (told_at, told_number) < (:at, :number)

-- shut_channels --
-- Addresses of channels that are not served now are passed over; 0 tells them from those that somebody blocked.
update address set blocked_at = 0 where blocked_at is null and channel not in (select value from json_each(:served))

-- open_channels --
-- Addresses of channels that are served again.
update address set blocked_at = null where blocked_at = 0 and channel in (select value from json_each(:served))

-- waiting_elsewhere --
-- Addresses at which something waits, of channels that are not served now.
select channel, address from lane where channel not in (select value from json_each(:served))

-- move_waiting --
-- What waits for an address goes to another one, or one message of it.
update outbox set channel = :to_channel, address = :to_address, try_at = :at, tries = 0, moved = moved + 1
where state = 'new' and channel = :channel and address = :address and (:only is null or id = :only)

-- desks --
-- Every supervisor there is.
select distinct person from membership
where role = 'supervisor' and since <= :now and (until is null or until > :now) order by person

-- keep_voice --
-- A stored voice message.
insert into voice (sha256, mime, bytes, at) values (:sha256, :mime, :bytes, :at) on conflict do nothing

-- voices --
-- Every stored voice message's name.
select sha256 from voice order by sha256

-- web_voice --
-- Whether a chat shows a voice message, and how it is encoded.
select v.mime from web_line l join voice v on v.sha256 = l.voice
where l.address = :address and l.voice = :sha256 limit 1

-- keep --
-- Something said that must wait; what waits already is there once.
insert into kept (channel, chat, message_id, album, raw, received_at, try_at, tries)
values (:channel, :chat, :message_id, :album, :raw, :at, :try_at, 0) on conflict do nothing

-- album_grows --
-- Another part of an album came: it is complete when nothing more has come for a moment.
update kept set try_at = :try_at where channel = :channel and chat = :chat and album = :album and tries = 0

-- kept_waits --
-- Whether something of a chat waits.
select 1 from kept where channel = :channel and chat = :chat limit 1

-- kept_due --
-- The first of each chat that waits, where its time has come.
with first as (select min(id) as id from kept where channel = :channel group by chat)
select k.id, k.chat, k.message_id, k.album, k.raw, k.received_at, k.tries from first join kept k on k.id = first.id
where k.try_at <= :now order by k.id limit :most

-- kept_album --
-- The parts of an album that have come.
select id, chat, message_id, album, raw, received_at, tries from kept
where channel = :channel and chat = :chat and album = :album order by id limit 20

-- kept_next_try --
-- When something kept can be tried again.
with first as (select min(id) as id from kept where channel = :channel group by chat)
select min(k.try_at) as at from first join kept k on k.id = first.id

-- kept_claim --
-- One more try; the next not before :try_at.
update kept set tries = tries + 1, try_at = :try_at where id = :id

-- kept_drop --
-- It has entered.
delete from kept where id = :id

-- telegram_prepare --
-- A message about to be sent, so that its buttons are known before they can be tapped.
insert into telegram_sent (outbox, chat, message, buttons, open) values (:outbox, :chat, null, :buttons, 0)
on conflict (outbox) do update set
    taken = iif(chat = excluded.chat, taken, 0), chat = excluded.chat, buttons = excluded.buttons

-- telegram_sent --
-- What was sent for one message of ours.
select outbox, chat, message, buttons, open, taken from telegram_sent where outbox = :outbox

-- telegram_took --
-- Telegram has so many pieces of it.
update telegram_sent set taken = :taken where outbox = :outbox

-- telegram_record --
-- Telegram has it, under its own number.
update telegram_sent set message = :message, open = :open where outbox = :outbox

-- telegram_open --
-- Messages of a chat whose buttons can still be tapped.
select outbox, message, buttons from telegram_sent where chat = :chat and open order by outbox desc limit 100

-- telegram_close --
-- Its buttons are used or outdated.
update telegram_sent set open = 0 where outbox = :outbox and open

-- team_of --
-- A job's second technicians.
select person from team where subject = :subject order by person

-- add_to_team --
-- A second technician has the job in their list.
insert into team (person, subject) values (:person, :subject) on conflict do nothing

-- clear_team --
-- Nobody helps with it any more.
delete from team where subject = :subject

-- digest_held --
-- The digest of a rule that is being gathered for an address.
select id from outbox
where channel = :channel and address = :address and rule = :rule and key = :key and state = 'held' limit 1

-- drop_digest --
-- A digest of nothing.
delete from outbox where id = :id and state = 'held'

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

-- tally --
-- What a rule has counted for somebody since a time, on every job.
select t.who, t.at, t.seq, s.number, t.subject from tally t join subject s on s.id = t.subject
where t.rule = :rule and t.who = :who and t.at > :since

-- tally_of --
-- What was counted on one job.
select rule, who, at, seq from tally where subject = :subject

-- add_tally --
-- An event was counted, or is counted otherwise.
insert into tally (subject, rule, seq, who, at) values (:subject, :rule, :seq, :who, :at)
on conflict (subject, rule, seq) do update set who = excluded.who, at = excluded.at

-- drop_tally --
-- It is counted no longer.
delete from tally where subject = :subject and rule = :rule and seq = :seq

-- clear_tally --
-- Everything of a job is counted anew.
delete from tally where subject = :subject
-- set_breach --
-- A proposed breach as it stands now.
insert into breach (subject, n, branch, rule, person, at, contest_by, state, contested, points, fen)
values (:subject, :n, :branch, :rule, :person, :at, :contest_by, :state, :contested, :points, :fen)
on conflict (subject, n) do update set state = excluded.state, contested = excluded.contested, points = excluded.points,
    fen = excluded.fen

-- breaches_against --
-- Everything that was ever proposed against a person under a rule.
select subject, state from breach where person = :person and rule = :rule

-- breaches_of --
-- A person's breaches, the newest first.
select subject, n, state from breach where person = :person order by at desc, subject, n limit :most

-- points_of --
-- What stands against a person from one time to another, by state.
select state, count(*) as n, sum(points) as points, sum(fen) as fen from breach
where person = :person and at >= :since and at < :until group by state

-- open_breaches --
-- What is to be decided in a branch, by rule, the oldest first.
select subject, n, rule, person, state, contest_by from breach
where branch = :branch and state in ('proposed', 'accepted', 'contested') order by rule, at, subject, n limit :most

-- count_open_breaches --
-- How many are to be decided in a branch.
select count(*) as n from breach where branch = :branch and state in ('proposed', 'accepted', 'contested')

-- breach_figures --
-- How often each rule was proposed in a branch from one time to another, and what became of it.
select rule, count(*) as proposed, sum(contested) as contested, sum(state = 'upheld') as upheld,
    sum(state = 'waived') as waived, sum(state = 'withdrawn') as withdrawn
from breach where branch = :branch and at >= :since and at < :until group by rule order by proposed desc, rule
-- assets_of_customer --
-- The appliances of a customer, the newest first.
select id from subject where customer = :person and kind = 'asset' order by id desc limit 20

-- jobs_of_customer --
-- A customer's latest jobs, the newest first.
select id from subject where customer = :person and kind = 'job' order by id desc limit 5

-- calls --
-- The register of calls of a branch, the newest first: what was said or tried by phone.
select s.kind, s.number, s.id, e.name, e.at, e.data from event e join subject s on s.id = e.subject
where e.name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made', 'notice.called', 'notice.missed', 'owner.spoken', 'owner.missed')
    and json_extract(e.data, '$.by') is not null and coalesce(json_extract(e.data, '$.how'), 'phone') = 'phone'
    and s.branch = :branch
order by e.recorded_at desc limit :most

-- calls_of_customer --
-- The calls with a customer, the newest first.
select s.number, e.name, e.at, e.data from subject s join event e on e.subject = s.id
where s.customer = :person
    and e.name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made', 'notice.called', 'notice.missed', 'owner.spoken', 'owner.missed')
    and json_extract(e.data, '$.by') is not null and coalesce(json_extract(e.data, '$.how'), 'phone') = 'phone'
order by e.recorded_at desc limit :most

-- opt_out --
-- A person wants no notices, reminders or follow-ups (U19).
insert into opted_out (person, at) values (:person, :now) on conflict do nothing

-- opt_in --
-- They want them again.
delete from opted_out where person = :person

-- opted_out --
-- Whether a person wants none.
select 1 from opted_out where person = :person

-- add_tag --
-- A customer has this tag of the pack.
insert into customer_tag (person, tag, by, at) values (:person, :tag, :by, :at) on conflict do nothing

-- drop_tag --
-- They have it no longer.
delete from customer_tag where person = :person and tag = :tag

-- tags_of --
-- The tags of a customer.
select tag from customer_tag where person = :person

-- figure_jobs --
-- Jobs reported in a period, those finished in it, and those open now.
select
    (select count(*) from subject where branch = :branch and kind = 'job' and opened_at >= :start
        and opened_at < :until) as reported,
    (select count(*) from event e join subject s on s.id = e.subject where e.name = 'work.finished'
        and e.at >= :start and e.at < :until and s.branch = :branch) as finished,
    (select count(*) from subject where branch = :branch and open) as waiting

-- figure_products --
-- What was reported in a period: the five kinds of machine that came most often.
select coalesce(json_extract(state, '$.product'), 'other') as product, count(*) as count
from subject where branch = :branch and kind = 'job' and opened_at >= :start and opened_at < :until
group by 1 order by 2 desc, 1 limit 5

-- figure_repeats --
-- Jobs reported in a period that are the same fault again.
select count(*) as count from subject where branch = :branch and kind = 'job' and opened_at >= :start
    and opened_at < :until and json_extract(state, '$.repeat') is not null

-- figure_ratings --
-- Stars given in a period.
select count(*) as count, coalesce(sum(json_extract(e.data, '$.stars')), 0) as total
from event e join subject s on s.id = e.subject
where e.name = 'rating.given' and e.at >= :start and e.at < :until and s.branch = :branch

-- figure_callbacks --
-- Callbacks answered in a period, and how many of them with a problem.
select count(*) as count, coalesce(sum(not json_extract(e.data, '$.good')), 0) as problems
from event e join subject s on s.id = e.subject
where e.name = 'callback.answered' and e.at >= :start and e.at < :until and s.branch = :branch

-- figure_wishes --
-- Wishes and complaints noted in a period, and how many were handled in it.
select
    (select count(*) from event e join subject s on s.id = e.subject where e.name = 'wish.noted'
        and e.at >= :start and e.at < :until and s.branch = :branch) as noted,
    (select count(*) from event e join subject s on s.id = e.subject where e.name = 'wish.handled'
        and e.at >= :start and e.at < :until and s.branch = :branch) as handled

-- figure_breaches --
-- Breaches proposed in a period, and how many of them stand.
select count(*) as proposed, coalesce(sum(state = 'upheld'), 0) as upheld
from breach where branch = :branch and at >= :start and at < :until and state != 'withdrawn'

-- figure_fees --
-- What customers consented to pay in a period.
select count(*) as count, coalesce(sum(json_extract(e.data, '$.total_fen')), 0) as fen
from event e join subject s on s.id = e.subject
where e.name = 'price.agreed' and e.at >= :start and e.at < :until and s.branch = :branch

-- figure_sheets --
-- Jobs finished in a period, and how many of them with a photo of the signed sheet.
select count(*) as finished, coalesce(sum(json_extract(s.state, '$.evidence."photo.sheet"') is not null), 0) as signed
from event e join subject s on s.id = e.subject
where e.name = 'work.finished' and e.at >= :start and e.at < :until and s.branch = :branch

-- figure_kinds --
-- Kinds of job that were in hand in a period: reported in it, or still open.
select distinct json_extract(state, '$.kind') as kind from subject
where branch = :branch and kind = 'job' and opened_at >= :start and opened_at < :until
union select distinct json_extract(state, '$.kind') from subject
where branch = :branch and kind = 'job' and open and opened_at < :until
-- receivers --
-- The next customers of a branch who have such an appliance, each once: whether they can be written to, want no notices.
select s.customer as person,
    exists (select 1 from person o join address a on a.person = o.id
        where (o.id = s.customer or o.whole = p.whole) and a.blocked_at is null and a.channel not in ('page', 'sms')) as chat,
    exists (select 1 from person o join opted_out x on x.person = o.id
        where o.id = s.customer or o.whole = p.whole) as refused
from subject s join person p on p.id = s.customer
where s.kind = 'asset' and s.branch = :branch and s.customer > :after
    and (:product is null or coalesce(json_extract(s.state, '$.product'), 'other') = :product)
    and (not :key or json_extract(s.state, '$.every') is not null)
    and (p.whole is null or not exists (
        select 1 from person o join subject t on t.customer = o.id
        where o.whole = p.whole and o.id < p.id and t.kind = 'asset' and t.branch = :branch
            and (:product is null or coalesce(json_extract(t.state, '$.product'), 'other') = :product)
            and (not :key or json_extract(t.state, '$.every') is not null)))
group by s.customer order by s.customer limit :most

-- count_receivers --
-- How many they are.
select count(*) as total, coalesce(sum(refused), 0) as refused, coalesce(sum(chat and not refused), 0) as chat from (
select s.customer as person,
    exists (select 1 from person o join address a on a.person = o.id
        where (o.id = s.customer or o.whole = p.whole) and a.blocked_at is null and a.channel not in ('page', 'sms')) as chat,
    exists (select 1 from person o join opted_out x on x.person = o.id
        where o.id = s.customer or o.whole = p.whole) as refused
from subject s join person p on p.id = s.customer
where s.kind = 'asset' and s.branch = :branch and s.customer > 0
    and (:product is null or coalesce(json_extract(s.state, '$.product'), 'other') = :product)
    and (not :key or json_extract(s.state, '$.every') is not null)
    and (p.whole is null or not exists (
        select 1 from person o join subject t on t.customer = o.id
        where o.whole = p.whole and o.id < p.id and t.kind = 'asset' and t.branch = :branch
            and (:product is null or coalesce(json_extract(t.state, '$.product'), 'other') = :product)
            and (not :key or json_extract(t.state, '$.every') is not null)))
group by s.customer)

-- notices --
-- A branch's latest notices.
select id from subject where kind = 'notice' and branch = :branch order by id desc limit :most

-- letters --
-- The register of letters of a branch, the newest first.
select s.kind, s.number, s.id, e.name, e.at, e.data from event e join subject s on s.id = e.subject
where e.name in ('letter.sent', 'letter.posted') and s.branch = :branch
order by e.recorded_at desc limit :most

-- owners_due --
-- Owners of a district to whom nobody has spoken since a time, nor tried today; who waits longest first.
select max(s.id) as id, s.customer, max(json_extract(s.state, '$.spoken_at')) as spoken_at
from subject s
where s.kind = 'asset' and s.branch = :branch and json_extract(s.state, '$.area') = :area
    and not json_extract(s.state, '$.refused')
group by s.customer
having max(json_extract(s.state, '$.spoken_at')) < :since and max(json_extract(s.state, '$.tried_at')) < :today
order by spoken_at limit :most

-- owners_by_area --
-- How many they are in each district.
select area, count(*) as n from (
    select json_extract(s.state, '$.area') as area, s.customer
    from subject s
    where s.kind = 'asset' and s.branch = :branch and json_extract(s.state, '$.area') > ''
        and not json_extract(s.state, '$.refused')
    group by json_extract(s.state, '$.area'), s.customer
    having max(json_extract(s.state, '$.spoken_at')) < :since and max(json_extract(s.state, '$.tried_at')) < :today)
group by area

-- ratings --
-- What customers gave in a branch from one time to another, by technician.
select s.owner as technician, count(*) as n, sum(json_extract(e.data, '$.stars')) as stars
from event e join subject s on s.id = e.subject
where e.name = 'rating.given' and e.recorded_at >= :since and e.recorded_at < :until and s.branch = :branch
group by s.owner

-- topics_answered --
-- How often each topic of the follow-ups was answered in a branch from one time to another, and how often well.
select t.value as topic, count(*) as n, sum(json_extract(e.data, '$.good')) as good
from event e join subject s on s.id = e.subject join json_each(e.data, '$.topics') t
where e.name in ('callback.answered', 'followup.answered', 'followup.missed') and e.name = 'followup.answered'
    and e.recorded_at >= :since and e.recorded_at < :until and s.branch = :branch
group by t.value

-- care_counts --
-- How many wishes came and were handled, and how many owners were spoken to, in a branch from one time to another.
select e.name, count(*) as n from event e join subject s on s.id = e.subject
where e.name in ('wish.noted', 'wish.handled', 'owner.spoken', 'owner.missed')
    and e.recorded_at >= :since and e.recorded_at < :until and s.branch = :branch
group by e.name

-- branches_kept --
-- Every branch that ever had anything.
select distinct branch from subject union select distinct branch from membership order by branch

-- every_call --
-- The register of calls behind a place in it, the oldest first.
select e.subject, e.seq, e.recorded_at, s.branch, s.number, s.customer, s.state, s.policy, e.name, e.at, e.data
from event e join subject s on s.id = e.subject
where e.name in ('call.made', 'call.tried', 'callback.answered', 'human.answered', 'followup.answered', 'followup.missed', 'wish.noted', 'wish.handled', 'contact.made', 'notice.called', 'notice.missed', 'owner.spoken', 'owner.missed')
    and e.recorded_at >= :since and (e.recorded_at, e.subject, e.seq) > (:since, :subject, :seq)
    and json_extract(e.data, '$.by') is not null and coalesce(json_extract(e.data, '$.how'), 'phone') = 'phone'
    and (:branch is null or s.branch = :branch)
order by e.recorded_at, e.subject, e.seq limit :most

-- every_letter --
-- The register of letters likewise.
select e.subject, e.seq, e.recorded_at, s.branch, s.number, s.customer, s.state, s.policy, e.name, e.at, e.data
from event e join subject s on s.id = e.subject
where e.name in ('letter.sent', 'letter.posted')
    and e.recorded_at >= :since and (e.recorded_at, e.subject, e.seq) > (:since, :subject, :seq)
    and (:branch is null or s.branch = :branch)
order by e.recorded_at, e.subject, e.seq limit :most

-- every_followup --
-- The follow-ups that were answered, in chat or by phone, or not reached, likewise.
select e.subject, e.seq, e.recorded_at, s.branch, s.number, s.customer, s.state, s.policy, e.name, e.at, e.data
from event e join subject s on s.id = e.subject
where e.name in ('callback.answered', 'followup.answered', 'followup.missed')
    and e.recorded_at >= :since and (e.recorded_at, e.subject, e.seq) > (:since, :subject, :seq)
    and (:branch is null or s.branch = :branch)
order by e.recorded_at, e.subject, e.seq limit :most

-- file_of_customer --
-- The state of a customer's newest appliance.
select state from subject where customer = :person and kind = 'asset' order by id desc limit 1

-- every_file --
-- Every appliance's file, page by page.
select id, branch, number, customer, state from subject
where kind = 'asset' and id > :after and (:branch is null or branch = :branch) order by id limit :most

-- every_job --
-- Every job since a time, page by page, with when it was dispatched, accepted, reached and finished, each the last time.
select s.id, s.branch, s.number, s.customer, s.state, s.opened_at,
    (select max(e.at) from event e where e.subject = s.id and e.name = 'job.dispatched') as dispatched,
    (select max(e.at) from event e where e.subject = s.id and e.name = 'job.accepted') as accepted,
    (select max(e.at) from event e where e.subject = s.id and e.name = 'technician.arrived') as arrived,
    (select max(e.at) from event e where e.subject = s.id and e.name = 'work.finished') as finished
from subject s
where s.kind = 'job' and s.id > :after and s.opened_at >= :since and (:branch is null or s.branch = :branch)
order by s.id limit :most

-- wechat_opens --
-- Somebody wrote, or tapped: what may be sent to them now.
insert into wechat_open (address, until, left, tap_until, tap_left)
values (:address, :until, :left, :tap_until, :tap_left)
on conflict (address) do update set
    until = max(until, excluded.until), left = iif(excluded.until > 0, excluded.left, left),
    tap_until = max(tap_until, excluded.tap_until), tap_left = iif(excluded.tap_until > 0, excluded.tap_left, tap_left)

-- wechat_open --
-- What may still be sent to an address.
select until, left, tap_until, tap_left from wechat_open where address = :address

-- wechat_spend --
-- So many were sent, or the platform says that nothing more goes there.
update wechat_open set left = :left, tap_left = :tap_left where address = :address

-- add_menu --
-- The newest choices at an address.
insert into menu (channel, address, buttons, at) values (:channel, :address, :buttons, :at) returning id

-- menu --
-- The choices that a number answers which was said at a time.
select buttons from menu where channel = :channel and address = :address and at <= :at order by id desc limit 1

-- menus --
-- The choices of an address, the newest first.
select id, buttons from menu where channel = :channel and address = :address order by id desc

-- change_menu --
-- Some of its choices are outdated.
update menu set buttons = :buttons where id = :id

-- drop_menu --
-- Nobody saw these choices, or newer ones are enough.
delete from menu where id = :id

-- wechat_consents --
-- How many messages somebody still agreed to get by a template.
select count(*) as n from wechat_consent where address = :address and template = :template and outbox is null

-- wechat_consent --
-- Somebody agreed to one more message by a template.
insert into wechat_consent (address, template, given_at) values (:address, :template, :at)

-- wechat_spend_consent --
-- A message goes by the consent that an earlier try of it took, else by the oldest.
update wechat_consent set outbox = :outbox where id = coalesce(
    (select min(id) from wechat_consent where outbox = :outbox),
    (select min(id) from wechat_consent where address = :address and template = :template and outbox is null))

-- wechat_return_consent --
-- The message did not go, and no earlier try of it may have: its consent stands.
update wechat_consent set outbox = null where outbox = :outbox and unknown_at is null

-- wechat_doubt_consent --
-- The message may have gone by its consent.
update wechat_consent set unknown_at = :at where outbox = :outbox

-- wechat_doubted --
-- Since when a message may have gone by its consent, and whether the platform has told that it arrived.
select c.unknown_at, o.delivered_at from wechat_consent c join outbox o on o.id = c.outbox
where c.outbox = :outbox and c.unknown_at is not null

-- wechat_free_consent --
-- The message went another way: its consent stands.
update wechat_consent set outbox = null, unknown_at = null where outbox = :outbox

-- wechat_drop_consent --
-- The platform knows nothing of a message's consent.
delete from wechat_consent where outbox = :outbox

-- wechat_drop_consents --
-- Nothing more may go by a template: they changed their mind, or the platform counts otherwise.
delete from wechat_consent where address = :address and template = :template and outbox is null

-- wechat_consented --
-- The oldest message that went by a consent and whose result is not known: the platform may give it no number.
select o.id, o.state from wechat_consent c join outbox o on o.id = c.outbox
where c.address = :address and c.template = :template and o.state <> 'failed' and o.delivered_at is null
order by o.id limit 1

-- wechat_replied --
-- What was answered to a message in the answer to its callback.
select outbox from wechat_reply where message_id = :message_id

-- wechat_reply --
-- A message was answered in the answer to its callback.
insert into wechat_reply (message_id, address, outbox, at) values (:message_id, :address, :outbox, :at)
on conflict do nothing

-- wechat_answering --
-- What was answered to an address since a time.
select outbox from wechat_reply where at > :since and address = :address

-- wechat_forget_replies --
-- The platform tries again within seconds; after an hour nobody asks.
delete from wechat_reply where at < :before

-- outbox_referenced --
-- The message that a platform names in its result.
select id, state from outbox where channel = 'wechat' and reference = :reference

-- hold_lane --
-- What is about to be said at an address waits for the answer to its callback, with what waits there already.
insert into lane (channel, address, news, at, closed_until) values (:channel, :address, 0, :until, :until)
on conflict (channel, address) do update set at = max(at, :until), closed_until = max(closed_until, :until)

-- outbox_again --
-- A message is to be said once more, as it was.
insert into outbox (channel, address, subject, audience, turn, key, data, question, created_at, try_at, state, tries, menu, silent)
select channel, address, subject, audience, turn, key, data, question, :at, :at, 'new', 0, 0, silent from outbox where id = :id

-- wecom_prepare --
-- A message about to be sent: how its choices are shown is settled, and what they say is known before they are tapped.
insert into wecom_sent (outbox, address, born, shown, buttons, taken, tries, open)
values (:outbox, :address, :at, :shown, :buttons, 0, 1, 0)
on conflict (outbox) do update set
    address = excluded.address, shown = iif(address = excluded.address, shown, excluded.shown),
    taken = iif(address = excluded.address, taken, 0), tries = tries + 1, buttons = excluded.buttons

-- wecom_sent --
-- What WeCom has of one message of ours.
select outbox, address, born, shown, buttons, taken, tries, open, response, sent_at from wecom_sent where outbox = :outbox

-- wecom_taken --
-- WeCom has so many parts of it.
update wecom_sent set taken = :taken where outbox = :outbox

-- wecom_whole --
-- WeCom has all of it; a card can be tapped, and changed once by its code.
update wecom_sent set open = :open, response = :response, sent_at = :at where outbox = :outbox

-- wecom_open --
-- Cards at an address whose buttons are live.
select outbox, buttons, response, sent_at from wecom_sent where address = :address and open = 1 order by outbox

-- wecom_close --
-- A card is used or outdated.
update wecom_sent set open = 0 where outbox = :outbox and open = 1

-- wecom_reader --
-- How somebody sees choices; no row: it is not known.
select shown from wecom_reader where address = :address

-- wecom_asked --
-- Somebody was asked whether they see cards; whoever has answered already stays with that.
insert into wecom_reader (address, shown) values (:address, :shown) on conflict do nothing

-- wecom_reads --
-- How somebody sees choices from now on.
insert into wecom_reader (address, shown) values (:address, :shown) on conflict (address) do update set shown = excluded.shown

-- wecom_nth --
-- When the :nth message before now went to an address, counted from 0.
select at from wecom_pace where address = :address order by at desc limit 1 offset :nth

-- wecom_spend --
-- One message goes to an address.
insert into wecom_pace (address, at) values (:address, :at)

-- wecom_forget --
-- What no limit counts any more.
delete from wecom_pace where address = :address and at <= :before

-- wecom_members --
-- How many people are known on WeCom.
select count(*) as n from address where channel = 'wecom'

-- add_link --
-- A link to somebody's page.
insert into link (id, hash, person, subject, at) values (:id, :hash, :person, :subject, :now)

-- newest_link --
-- The newest link of somebody to a job, or to everything of a member.
select id, hash, subject, at from link
where person = :person and subject is :subject and revoked_at is null order by id desc limit 1

-- link_of --
-- A link by the hash of its token, whatever became of it.
select id, person, subject, at, revoked_at from link where hash = :hash

-- revoke_links --
-- Somebody's links work no more.
update link set revoked_at = :now where person = :person and subject is null and revoked_at is null

-- said_about --
-- What was said to a customer about a job, wherever, the newest first.
select o.id, o.channel, o.address, o.subject, o.audience, o.key, o.data, o.question, o.tries, o.created_at, o.silent
from outbox o join address a on a.channel = o.channel and a.address = o.address
where o.subject = :subject and o.audience = 'customer' and a.person in (select value from json_each(:people))
order by o.id desc limit 30

-- said_on_page --
-- What a page answered, the newest first; and whether its buttons still stand.
select id, channel, address, subject, audience, key, data, question, tries, created_at, silent,
    state = 'new' or menu = 1 as stands
from outbox where channel = 'page' and address = :address order by id desc limit 30

-- open_menus --
-- Menus about something that stand open at somebody's addresses, the newest first.
select o.id, o.channel, o.address, o.subject, o.audience, o.key, o.data, o.question, o.tries, o.created_at, o.silent
from address a join outbox o on o.channel = a.channel and o.address = a.address and o.menu = 1
where a.person = :person and a.channel <> 'page' and o.subject is not null order by o.id desc limit 15

-- left --
-- A message that is not sent: it stands on its reader's page.
update outbox set state = 'page', error = :error where id = :id

-- sms_given --
-- How many text messages were given for a number since a time, and when the last; but for one of them.
select count(*) as count, max(g.at) as last from recorded_phone r join sms_given g on g.person = r.person
where r.number = :number and g.at > :since and g.outbox <> :but

-- give_sms --
-- A text message is given to the gateway.
insert into sms_given (outbox, person, at) values (:outbox, :person, :now)
on conflict (outbox) do update set at = excluded.at

-- sms_referenced --
-- The text message that the gateway names, of the last two days.
select o.id from sms_given g join outbox o on o.id = g.outbox where o.channel = 'sms' and o.reference = :reference

-- forget_sms_given --
-- Text messages that count no more.
delete from sms_given where at < :before

-- number_to_text --
-- The numbers that were written down for somebody, the last first.
select number from recorded_phone where person = :person order by at desc

-- lane_closed --
-- Since when an address has taken nothing, and how long it will not.
select closed_since as since, closed_until as until from lane where channel = :channel and address = :address

-- waiting_at --
-- What waits at an address.
select id, key, moved from outbox where state = 'new' and channel = :channel and address = :address order by id

-- add_task --
-- Something is left for later.
insert into task (kind, args, at) values (:kind, :args, :at)

-- next_task --
-- What has waited longest of what is due of a kind.
select id, kind, args, tries from task where kind = :kind and at <= :now order by at, id limit 1

-- next_task_at --
-- When the next one is due.
select at from task order by at limit 1

-- next_task_of_kind_at --
-- When the next one of a kind is due.
select at from task where kind = :kind order by at limit 1

-- drop_task --
-- It is over.
delete from task where id = :id

-- put_off_task --
-- It is tried again later.
update task set at = :at, tries = tries + 1 where id = :id

-- photos_looked_at --
-- A branch's photos, what was seen in them, and what the desk said of it.
select e.subject, e.name, e.at, e.data from event e join subject s on s.id = e.subject
where e.name in ('photo.received', 'photo.looked', 'photo.reused', 'photo.judged')
    and e.at >= :since and e.at < :until and s.branch = :branch
order by e.at, e.subject, e.seq

-- photos_sent --
-- A branch's photos of a period, what was seen in them, and what the desk said of it, whenever that was.
select e.subject, e.name, e.data from event e where e.subject in (
    select sent.subject from event sent join subject s on s.id = sent.subject
    where sent.name = 'photo.received' and sent.at >= :since and sent.at < :until and s.branch = :branch)
    and e.name in ('photo.received', 'photo.looked', 'photo.reused', 'photo.judged')
    and e.at >= :since and (e.at < :until or e.name <> 'photo.received')
order by e.at, e.subject, e.seq

-- add_sticker --
-- A sticker that is printed.
insert into sticker (id, made_at) values (:id, :now)

-- sticker --
-- A printed sticker, and what it was bound to.
select id, subject from sticker where id = :id

-- add_sheet_printed --
-- A job's service sheet is given out to be printed.
insert into sheet_printed (subject, at) values (:subject, :now) on conflict (subject) do nothing

-- sheet_printed --
-- When a job's service sheet was first given out.
select at from sheet_printed where subject = :subject

-- set_sticker_link --
-- What a sticker's code holds.
update sticker set link = :link where id = :id

-- sticker_behind --
-- The sticker whose code holds this.
select id, subject from sticker where link = :link

-- bind_sticker --
-- An unused sticker is posted at an appliance.
update sticker set subject = :subject, bound_at = :now where id = :id and subject is null

-- release_stickers --
-- The stickers of an appliance are unused again.
update sticker set subject = null, bound_at = null where subject = :subject

-- picture_id --
-- A picture that is looked for already.
select id from picture where sha256 = :sha256

-- add_picture --
-- What a picture is found by.
insert into picture (sha256, hash, words, at) values (:sha256, :hash, :words, :at) on conflict do nothing returning id

-- add_picture_words --
-- The words a picture is kept under; a word that has its :most already says nothing and takes no more.
insert into picture_word (word, picture)
select value, :picture from json_each(:words)
where (select count(*) from (select 1 from picture_word w where w.word = value limit :most)) < :most

-- pictures_like --
-- Pictures that share words with another, those with the rarest words in common first.
select p.id, p.sha256, p.hash, sum(1.0 / f.shared) as score from (
    select w.picture, count(*) over (partition by w.word) as shared from json_each(:words) v
    join picture_word w on w.word = v.value
) f join picture p on p.id = f.picture
where p.sha256 <> :sha256 group by f.picture order by score desc limit :most

-- pictures_before --
-- The oldest pictures that are no longer looked for.
select id, words from picture where at < :before order by at limit :most

-- drop_picture --
-- A picture is no longer looked for.
delete from picture where id = :id

-- drop_picture_words --
-- Nor found by its words.
delete from picture_word where picture = :picture and word in (select value from json_each(:words))

-- add_picture_use --
-- A photo was shown on a job, for a proof or none.
insert into picture_use (sha256, subject, needs, person, at) values (:sha256, :subject, :needs, :person, :at)
on conflict do nothing

-- picture_uses --
-- Where a photo was shown, the first time first.
select u.subject, u.needs, u.person, u.at, s.number from picture_use u join subject s on s.id = u.subject
where u.sha256 = :sha256 order by u.at, u.subject limit 20
