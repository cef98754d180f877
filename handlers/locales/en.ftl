# Every sentence a customer, a technician or a supervisor hears. Few words: who, what, by when, where to tap next.

## Words

day = { $near ->
    [today] today
    [tomorrow] tomorrow
   *[other] { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    } { $day } { $month ->
        [1] Jan
        [2] Feb
        [3] Mar
        [4] Apr
        [5] May
        [6] Jun
        [7] Jul
        [8] Aug
        [9] Sep
        [10] Oct
        [11] Nov
       *[12] Dec
    }
}
half-day = { $half ->
    [morning] { $clock } (morning)
    [afternoon] { $clock } (afternoon)
   *[evening] { $clock } (evening)
}
product-air_conditioner = air conditioner
product-fridge = fridge
product-washer = washing machine
product-water_heater = water heater
product-tv = TV
product-range_hood = cooker hood
product-stove = hob
product-dishwasher = dishwasher
product-microwave = microwave
product-water_purifier = water purifier
product-dryer = dryer
product-boiler = boiler
product-oven = oven
product-other = appliance
kind-repair = repair
kind-install = installation
service-free = free, in warranty
service-paid = paid, out of warranty
service-check = free or paid, to be checked on site
stage-reported = waiting for dispatch
stage-offered = waiting for a technician's yes
stage-accepted = visit time to be agreed
stage-appointed = visit agreed
stage-under_way = technician on the way
stage-on_site = technician on site
stage-finished = work finished
stage-closed = closed
why-unanswered = no answer
why-undelivered = message not delivered
why-late = time limit passed
why-reassigned = reassigned by the supervisor
suggestion = · { $technician }: { $skill ->
    [yes] repairs these
   *[no] not their trade
}{ $area ->
    [yes] , nearby
   *[no] {""}
}, { $load } in hand{ $absent ->
    [yes] , away
   *[no] {""}
}{ $asked ->
    [yes] , did not take it just now
   *[no] {""}
}
checklist-item = ☐ { $wording }
deadline = By { $due_at }, please.
reused = Address and phone as last time: { $address }, { $phone }. Send new ones if they changed.
place = Where: { $area }
detail-phone = Phone: { $phone }
detail-address = Address: { $address }
detail-fault = Fault: { $fault }
detail-model = Model: { $model }
detail-at_home = At home: { $at_home }
price-item = { $label } ¥{ $item_fen }

## Customer

greeting = Hello! Tell us in one sentence what is wrong, the address and a phone number, for example: AC not cooling, flat 502, 8 Xingfu Road, 13800138000
registered = Registered, job { $number }: { $product } { $kind }, { $service }.
    { $reused }
noted = Noted, job { $number }.
intake-complete = That is all we need. Job { $number }: we are finding a technician.
ask-fault = What is wrong? A few words will do, for example: not cooling.
ask-address = Where should we come? Compound, block, unit, flat.
ask-phone = Which phone number can we call?
ask-model = If it is easy, photograph the nameplate on the machine, or type the model.
ask-at_home = When is somebody at home? For example: Saturday morning.
unclear-fault = Sorry, we did not get that. What is wrong? For example: not cooling, leaking, noisy.
unclear-address = Sorry, we did not get the address. For example: flat 502, 8 Xingfu Road.
unclear-phone = Sorry, we did not get the number. For example: 13800138000.
unclear-model = Sorry, we did not get the model. For example: KFR-35GW, or tap “Skip”.
unclear-at_home = Sorry, we did not get the time. For example: Saturday morning, or tap “Skip”.
same-or-another = Your job { $number } ({ $product }) is still open. Is this the same one?
status-customer = Job { $number } ({ $product }): { $stage }.
technician-found = { $technician } has taken job { $number } and will agree a visit time with you soon.
technician-changes = Job { $number } goes to another technician, who will agree a time with you.
times-proposed = { $technician } would like to agree a visit. Which time suits you?
ask-pick = Please tap one:
will-propose-again = All right, the technician will agree another time with you.
visit-agreed = Agreed: { $technician } comes { $window }. Job { $number }.
visit-stated = { $technician } says you agreed a visit: { $window }. Job { $number }.
may-correct-time = Not right? Tap below.
time-dispute-noted = Noted. { $technician } will agree the time with you again.
technician-on-the-way = { $technician } is on the way. Agreed time: { $window }.
technician-arrived = { $technician } has arrived.
service-settled-free = The technician has checked: in warranty, free this time.
service-settled-paid = The technician has checked: out of warranty, to be paid. You get the price first; work starts when you agree.
price-quoted = Price: ¥{ $total_fen }
    { $items }
ask-consent = Do you agree? Work starts only if you do.
consent-noted = Thank you. You agreed to ¥{ $total_fen }; the work begins.
refusal-noted = All right: no repair, no charge.
work-finished = { $technician } says it is fixed. Job { $number }.
ask-confirm = Please try it. Does it work?
confirmed = Thank you! Job { $number } is confirmed.
ask-stars = How many stars for this visit?
rated = Thank you for { $stars } ★! In two days we will ask how it is going.
comes-again = Sorry it is not right yet. { $technician } will agree another visit with you.
callback = How is the { $product } we looked after the other day? Job { $number }.
ask-callback = Tap one, or just tell us.
problem-noted = Thank you for telling us. The supervisor will contact you.
closed = Job { $number } is closed. Thank you!
closed-price-refused = Job { $number } is closed, nothing charged. We are here when you need us.
step-customer = Job { $number }: { $wording }.
photo-first-words = Photos received and kept: { $count }. Please say in one sentence what is wrong.

## Technician

job-offered = New job { $number }: { $product } { $kind }, { $service }
    Fault: { $fault }
    { $place }
ask-accept = Take it? { $deadline }
accepted = It is yours. Job { $number }: { $product } { $kind }, { $service }
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    In their words: “{ $said }”
    { $known }
ask-visit = Agree a time: send times to the customer, or phone and tell me, for example: agreed tomorrow morning. { $deadline }
declined = OK, job { $number } is not yours.
why-decline = Why not?
taken-by-other = Job { $number } was taken by somebody else.
taken-off = Job { $number } went to somebody else: { $why }.
times-sent = Times sent to the customer.
wait-pick = Waiting for the customer to pick. Agreed by phone? Just say so.
times-rejected = None of the times suits the customer. Please phone.
which-time = What time? Tap one, or type: tomorrow 3pm.
visit-picked = The customer picked { $window }. Job { $number }
    { $address }
visit-noted = Noted: { $window }. Job { $number }
    { $address }
time-disputed = The customer says the time is wrong. Please agree it again. Job { $number }
ask-depart-checklist = Before you leave:
    { $items }
ask-depart = Leave when it is time.
departed = Safe journey. Job { $number }
    { $address }
ask-arrive = Tap when you are there.
arrived = Arrival noted.
ask-settle = { $wording }
ask-price = { $wording } Type the total or the items, for example: parts 80 labour 50
ask-new-price = New price? For example: parts 80 labour 50
price-sent = ¥{ $total_fen } sent to the customer.
wait-consent = Wait for the customer's yes, then start.
consent-given = The customer agrees to ¥{ $total_fen }. Go ahead.
consent-refused = The customer does not agree to ¥{ $total_fen }.
price-refused = Give a new price, or leave (no charge).
step-noted = Noted.
ask-tick = { $wording }
ask-note = { $wording } (Tap one, or type.)
ask-photo = { $wording }
photo-kept = { $count ->
    [1] Got it.
   *[other] { $count } photos received.
}
what-photo = What is this photo of?
which-photo = Photos received: { $count }. Which is “{ $wording }”?
why-waive = Why can it not be done? Tap one, or type.
waiver-sent = The supervisor is asked: { $wording }
wait-waiver = Waiting for the supervisor: { $wording }
waiver-granted = The supervisor lets it go: { $wording }
waiver-refused = The supervisor still wants it: { $wording }
ask-finish = All there.
finished = Finished, well done! Job { $number }
ask-leave = Check out before you go.
left = Checked out. Thank you!
customer-added = The customer added to job { $number }:
    { $added }
customer-photo = Photos from the customer: { $count }. Job { $number }
work-disputed = The customer says it is not fixed. Job { $number } needs another visit.
sent-back = The supervisor asks you to go again. Job { $number }: { $reason_given }
clock-remind = { $span } left: { $wording } ({ $rule }, job { $number }).
step-told = { $wording } ({ $rule }, job { $number }).
span-minutes = { $minutes } min
span-hours = { $hours } h
breach-proposed = Job { $number }: { $points } points proposed ({ $rule }: { $wording }).
    Started { $started_at }, due { $due_at }. Only proposed: nothing is charged by itself.
breach-withdrawn = Job { $number }: the proposal ({ $rule }) is withdrawn.

## Supervisor

job-ready = New report { $number }: { $product } { $kind }, { $service }
    Fault: { $fault }
    Address: { $address }
    { $known }
ask-dispatch = Send whom?
    { $suggestions }
ask-reassign = Could go instead:
    { $suggestions }
nobody-there = There is nobody else to send.
wait-intake = Address or fault is missing. You can type: add { $number } 8 Xingfu Road
dispatched = Job { $number } dispatched to { $technician }.
dispatched-several = Job { $number }: { $count } asked at once, first yes gets it.
dispatched-by-itself = Job { $number } went to { $technician } by itself.
nobody-suits = Job { $number }: nobody suitable.
moved-on = Job { $number }: { $technician }, { $why }. Now asking { $next_technician }.
moved-on-declined = Job { $number }: { $technician } declined ({ $reason }). Now asking { $next_technician }.
nobody-left = Job { $number }: everybody was asked, nobody took it.
time-disputed-desk = Job { $number }: the customer says the time { $technician } gave is wrong. { $technician } was asked to agree it again.
consent-refused-desk = Job { $number }: the customer does not agree to ¥{ $total_fen }.
waiver-asked = Job { $number }: { $technician } asks to skip “{ $wording }”. Reason: { $reason_given_short }.
decide-waiver = Let it go?
waiver-granted-desk = Let go: { $wording } (job { $number })
waiver-refused-desk = Not let go: { $wording } (job { $number })
work-disputed-desk = Job { $number }: the customer says it is not fixed. { $technician } will agree another visit.
clock-late = Job { $number } ({ $technician }) is over time: { $wording } ({ $rule }, due { $due_at }).
clock-late-open = Job { $number }: { $wording } ({ $rule }).
callback-problem = Job { $number }: trouble at the callback: { $words_short }
    { $phone }
decide-problem = What now?
ask-phone-callback = What does the customer say?
sent-back-desk = Job { $number }: { $technician } goes again.
closed-desk = Job { $number } is closed.
closed-price-refused-desk = Job { $number } is closed: the customer did not agree to the price.
breach-withdrawn-desk = Job { $number }: the proposal for { $technician } ({ $rule }) does not hold and is withdrawn.
corrected = Job { $number }: the time is corrected, the clocks are reckoned anew.
status-staff = Job { $number } ({ $product }): { $stage }.

## Buttons

button-accept = Accept
button-decline = Decline
button-propose = Send times to the customer
button-agreed-by-phone = Agreed by phone
button-window = { $window }
button-none-suits = None suits
button-wrong-time = Wrong time
button-depart = Leaving now
button-depart-ticked = All there, leaving now
button-arrive = I am there
button-free = In warranty, free
button-paid = Out of warranty, paid
button-requote = Change the price
button-agree-price = Agree to ¥{ $total_fen }
button-refuse-price = No, thank you
button-leave-refused = Leave, no charge
button-camera = Take a photo
button-cannot = Cannot be done…
button-finish = Finish
button-leave = Check out
button-works = It works
button-broken = Not yet
button-stars = { $stars ->
    [5] ★★★★★
    [4] ★★★★
    [3] ★★★
    [2] ★★
   *[1] ★
}
button-callback-good = All is well
button-callback-problem = There is a problem
button-phoned-good = Phoned: all is well
button-phoned-problem = Phoned: a problem
button-send-back = Send the technician again
button-close = Settled, close
button-waive = Let it go
button-no-waiver = No
button-dispatch = Send { $technician }
button-reassign = Reassign to { $technician }
button-dispatch-several = Ask { $count } at once
button-skip = Skip
button-nameplate = Photograph the nameplate
button-any-time = Any time
button-same-job = The same
button-another-job = Another machine
button-open-job = { $number } { $product }
button-back = Back
button-just-keep = Just keep it
button-none-of-them = None of them
button-number = No. { $count }

## Heard by anybody

choose = {""}
which-job = Which job?
back-again = Back to this step.
question-dropped = OK, never mind.
nothing-open = Nothing is being asked of you now.
language-set = OK, English from now on.
help-customer = Say in one sentence what is wrong to report it, for example: AC not cooling, 8 Xingfu Road, 13800138000. At any time: status, help.
help-technician = You can say: jobs, agreed tomorrow morning, depart, arrived, finish, leave, help.
help-supervisor = You can say: jobs, dispatch NUMBER NAME, report WORDS, recall/sendback/invalid/phoned NUMBER, merge NUMBER NUMBER, group NUMBER, add NUMBER ADDRESS, correct NUMBER agreed 09:20 REASON. Or paste what was said in a group.
not-understood = Sorry, I did not get that. Now you can:
say-something = Please type something, or tap a button.
too-long = That is too long. Please say it in { $count } characters.
photo-wanted = This step needs a photo.
example-visit = What time? For example: agreed tomorrow morning, agreed today 15:30.
example-price = How much? For example: parts 80 labour 50, or 130.
example-add = Add what? For example: add 10019 8 Xingfu Road.
example-dispatch = Send whom? For example: dispatch 10019 李师傅.
example-stars = How many stars? For example: rate 5.
example-correct = For example: correct 10019 agreed 09:20 it was agreed then.
unknown-name = No technician is called “{ $name }”.
unknown-job = There is no such job. Please check the number.
no-open-job = You have no open job.
old-button = That button is out of date.
wrong-role = This step is not yours to tap.
not-your-job = This job is not yours.
not-yours-now = This job has gone to somebody else.
offer-gone = This job has gone to somebody else already.
accepted-already = You have it already.
has-it-already = { $technician } has job { $number } already.
unknown-technician = This technician is not in your branch.
too-late-to-dispatch = The work is finished; too late to reassign.
address-missing = Address or fault is missing. Add it, then dispatch.
reason-needed = Please give a reason.
job-is-closed = Job { $number } is closed.
not-to-appoint-now = No visit is to be agreed now.
visit-in-the-past = That time is over. Please choose another.
visit-too-far = That is too far ahead. Please agree a time within three months.
nothing-to-pick = There is no time to pick.
nothing-to-correct = There is no time to correct.
nothing-to-skip = There is nothing to skip here.
not-to-depart-now = Agree a time first, then leave.
checklist-first = The checklist first.
depart-first = Tap “Leaving now” first.
not-to-arrive-now = No arrival is expected now.
not-on-site = This can be done on site only.
free-of-charge = This job is free; no price is needed.
price-needed = The price must be more than 0.
no-price-asked = No price is waiting for your answer.
unknown-proof = This job does not need that.
cannot-be-waived = This one cannot be skipped.
have-it-already = This one is here already.
not-your-own-proof = You cannot let your own proof go.
no-waiver-asked = There is nothing to decide.
proof-missing = Not yet. First what is missing: { $count }.
finished-already = Finished already.
finish-first = Finish first, then check out.
left-already = Checked out already.
not-finished-yet = The work is not finished yet. One moment.
confirmed-already = Confirmed already.
rated-already = You have rated already. Thank you.
stars-needed = Please give 1 to 5 stars.
answered-already = Answered already. Thank you.
callback-first = The callback first, then close.
not-now = It is not time for this step.
not-yet-happened = That time has not come yet.
no-such-event = There is no such step.
photo-without-job = You have no job, so there is nowhere to keep the photo.
nobody-works-here = Nobody works here yet. Please try again later.
photo_not_an_image = That file is not a photo (JPG and PNG work). Please take it again.
photo_too_large = The photo is too large. Please take it at normal quality.
too-many-photos = { $count } photos at most at once. Please send them in several goes.
went-wrong = Something went wrong. It is noted and somebody will contact you. No need to send it again.
went-wrong-desk = Something { $person } said went wrong in the program. Please contact them.

## The clock on the demo page

role-customer = customer
role-technician = technician
role-supervisor = supervisor
role-manager = manager
clock-step = Job { $number } · { $rule } { $does ->
    [remind] reminds the { $who }
    [tell] is told to the { $who }
    [breach] proposed, the { $who } is told
    [offer_next] asks the next one
    [ask_callback] sends the callback
   *[other] { $does }
}

## Supervisor: reporting for somebody who phones, calls, taking over, merging, invalid, sending back, the list

why-taken_over = taken back by the supervisor
why-invalid = closed as invalid
why-merged = the same as another job
detail-name = Customer: { $name }
detail-by-phone = Reported by phone: the customer has no chat, please call
detail-alike = May be the same as: { $numbers }
caller = { $name }, { $phone }
caller-unknown = the customer, { $phone }
draft-read = Read, not yet registered: { $product } { $kind }, { $service }
    { $lines }
draft-right = Right? To change something, just type it.
draft-missing = Still missing (just type it):
    { $missing }
missing-phone = ☐ phone
missing-address = ☐ address
missing-fault = ☐ what is wrong
nothing-to-register = Nothing to register in what you passed on: a phone number, an address or a fault is needed.
draft-photos = Photos: { $count }
known-customer = Known: jobs so far { $count }, last { $number }{ $open }
known-open = , still open
draft-registered-already = Registered already, job { $number }.
draft-dropped = OK, not registered.
draft-too-little = A phone number or an address is needed to register it.
example-report = Report what? For example: report AC not cooling, flat 502, 8 Xingfu Road, 13800138000 Mrs Wang
phoned-incomplete = Registered, job { $number } (by phone).
please-phone = Please phone { $callers } (job { $number }):
    { $say }
times-sent-by-phone = The customer has no chat; the supervisor phones to ask.
price-sent-by-phone = ¥{ $total_fen }: the supervisor phones the customer to ask.
ask-heard = What does the customer say on the phone? { $asked }
phoned-now = Job { $number }: { $callers }
heard-noted = Job { $number }: noted, as heard on the phone.
call-noted = Job { $number }: noted, told by phone.
no-call-owed = No call is waiting for this job.
nothing-asked-of-customer = Nothing is being asked of the customer now.
not-your-own-customer = You do this job yourself: somebody else must hear what the customer says.
not-the-customers = That is not for the customer to say.
not-your-rating = Whoever reported it gives the stars. Thank you.
taken-back = Job { $number } is taken back, no need to go: { $why }.
called-off = Job { $number } is off, no need to go: { $why }.
taken-over-desk = Job { $number } is taken back from { $technician }.
taken-over-asked = Job { $number } is taken back; nobody is asked any more.
nobody-has-it = This job has not been sent to anybody.
taken-by-itself = Job { $number } was taken by { $technician } from the group.
volunteer-noted = Job { $number }: noted, the supervisor is asked.
volunteer-asks = { $technician } would take job { $number } ({ $product }).
volunteered-already = Noted already; the supervisor is asked.
reason-reassign = Somebody is under way or on site. Why change? Tap one, or type.
reason-invalid = Why is it invalid? Tap one, or type.
reason-send-back = Why again? The technician will see it. Tap one, or type.
closed-invalid = Job { $number } does not look like something to repair, so we closed it. Sorry to bother you.
closed-invalid-again = Job { $number } is closed. If that is wrong, please phone us, or report it again.
may-object = If that is wrong, tap below and we start at once.
objection-noted = Sorry! Job { $number } is open again; we are finding a technician.
objected-desk = Job { $number }: the customer says it is not invalid. Please handle it.
objected-already = It was opened again once already. Please phone us.
closed-invalid-desk = Job { $number } is closed as invalid: { $reason_given_short }.
too-late-for-invalid = The technician is there already; it cannot be closed as invalid.
closed-not-sent-back = A closed job is not sent back. If the customer reports it again, it is a repeat.
merged = Job { $number } is the same as job { $kept } and goes on as { $kept }; you will hear how it goes.
merged-desk = Job { $number } is merged into { $kept }. Wrong? Type: unmerge { $number }
joined = Job { $other } is the same and is now part of job { $number }. There it says: { $other_fault }
unmerged = Job { $number } goes on by itself again.
unmerged-desk = Job { $number } is apart from { $kept } again. Please handle it.
merge-itself = Two different numbers are needed.
merge-into-closed = Job { $kept } is closed; nothing can be merged into it.
merge-under-way = Technicians are out for both. Take one back first, then merge.
not-merged = This job was not merged.
example-merge = Which two? For example: merge 10019 10024
asked-long-ago = That question was a while ago; tap again if you still want it. Now you can:
what-else = You can also:
desk-job = Job { $number }: { $product } { $kind }, { $stage }
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    { $lines }
desk-technician = Technician: { $technician }
desk-visit = Visit: { $window }
desk-waiver = Asks to skip a proof: { $reason_given }
desk-problem = Callback: { $problem }
group-text = [Job to take] { $number } { $product } { $kind } { $symptom }
    { $where }
    Can you go? Tell the bot: accept { $number }
group-area = Where: { $area }
group-area-later = Where: shown to whoever takes it
not-for-a-group = Only a job that waits for dispatch can go to a group.
agenda = Waiting for you:
    { $lines }
agenda-late = ❗ over time { $count }
agenda-soon = ⏰ nearly due { $count }
agenda-problem = customer has a problem { $count }
agenda-waiver = to decide { $count }
agenda-call = to phone { $count }
agenda-dispatch = to dispatch { $count }
agenda-intake = incomplete { $count }
agenda-callback = callbacks { $count }
agenda-line = · { $number } { $product }{ $area }{ $until }
agenda-area = , { $area }
agenda-due = , by { $due_at }
agenda-over = , was due { $due_at }
agenda-empty = Nothing is waiting for you. Jobs under way: { $count }.
too-many-open-jobs = You have { $count } jobs open. Let us finish those first. You can say: status
slow-down = Too many messages. Please wait a minute, then send again what was not answered.
button-edit-draft = Change…
button-register = Register
button-drop-draft = No
button-called = I told them
button-take-over = Take it back
button-more = More…
button-customer-says = The customer says…
button-group-text = Words for a group
button-invalid = Invalid…
button-object = It is meant, please come
button-merge = Merge into { $number }
button-unmerge = Undo the merge
button-open-number = { $number }
button-further = Next
