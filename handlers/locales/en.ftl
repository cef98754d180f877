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
   *[other] { $clock }
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
product-elevator = lift
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
}{ $lacks }
lacks-certificate = , no valid { $certificate }
checklist-item = ☐ { $wording }
deadline = By { $due_at }, please.
reused = Address and phone as last time: { $address }, { $phone }. Send new ones if they changed.
place = Where: { $area }
detail-phone = Phone: { $phone }
detail-address = Address: { $address }
detail-fault = Fault: { $fault }
detail-model = Model: { $model }
detail-serial = Serial number: { $serial }
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
ask-same-machine = Is it this one again: { $machine }?
machine-model = model { $model }
machine-serial = serial number { $serial }
nameplate-other = Fine, another one.
ask-at_home = When is somebody at home? For example: Saturday morning.
unclear-fault = Sorry, we did not get that. What is wrong? For example: not cooling, leaking, noisy.
unclear-address = Sorry, we did not get the address. For example: flat 502, 8 Xingfu Road.
unclear-phone = Sorry, we did not get the number. For example: 13800138000.
unclear-model = Sorry, we did not get the model. For example: KFR-35GW, or tap “Skip”.
unclear-at_home = Sorry, we did not get the time. For example: Saturday morning, or tap “Skip”.
same-or-another = Your job { $number } ({ $product }) is still open. Is this the same one?
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
cause-found-free = The technician found the cause: { $wording }. Free this time.
cause-found-paid = The technician found the cause: { $wording }. This is paid work. You get the price first; work starts when you agree.
handling-opinion = Job { $number }, what we do about it: { $words }
service-report = Report · job { $number }: { $product } { $kind }
    { $lines }
report-technician = Technician: { $technician }
report-cause = Cause: { $words }
report-class = It comes from: { $wording }
report-remedy = Remedy: { $words }
report-parts = Parts: { $words }
report-times = Arrived { $arrived_at } · running again { $restored_at }
report-used = Time used: { $span }
report-used-stated = Time used: { $span } (as the technician stated it)
report-price = Price: ¥{ $total_fen }
report-stars = Rating: { $stars } of 5
report-says = Opinion: { $says ->
    [good] all is well
   *[problem] there is a problem
}
report-time-changed = Job { $number }: { $technician } corrected the time used: { $span }.
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
rated-late = Thank you for { $stars } ★!
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
ask-cause = { $wording }
which-cause = What does the fault come from?
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
waiver-granted = The supervisor waives it: { $wording }
time-stated = The time used is { $span } now. Job { $number }
your-certificate-ends = Your { $certificate } ends on { $until_on }. Please renew it.
which-quality = What is it? Tap one, write it, or send a photo.
quality-sent = The manager has been told. Job { $number }
quality-known = Quality problem (job { $number }): { $by_person } has it.
quality-passed = Quality problem (job { $number }): { $by_person } passed it to { $whom }.
repeat-judged = Repeat { $number } (you did job { $of } before): { $by_person } decided that it was { $fault }. Reason: { $reason_given }.
example-time-used = How long, and when did it run again? For example: time-used 50min, or: time-used 1h 15:40
time-used-wanted = The time used is more than nothing and at most 30 days.
restored-when = It ran again after you arrived, and before now.
no-report-yet = No job is finished yet.
example-work-report = Which job? For example: work-report 10019
waiver-refused = The supervisor still wants it: { $wording }
handling-opinion-technician = Job { $number }, what is done about it (the customer has read it): { $words }
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
breach-proposed = Job { $number }: { $charge } proposed ({ $rule }: { $wording }).
    Started { $started_at }, due { $due_at }; { $missing }.
    Only proposed: it counts once a person upholds it. Done before { $due_at }, or another reason? Contest by { $contest_by_at }.
breach-withdrawn = Job { $number }: the { $was ->
    [upheld] decision
   *[other] proposal
} ({ $rule }) does not hold and is withdrawn.

## Supervisor

job-ready = New report { $number }: { $product } { $kind }, { $service }
    Fault: { $fault }
    Address: { $address }
    { $known }
opinion-noted = Job { $number }: the customer has the handling opinion.
repeat-whose = Repeat { $number } is finished (job { $of } before, done by { $technician }).
nobody-certified = Nobody has a valid certificate:
    { $suggestions }
not-certified = { $technician } has no valid { $certificate } and cannot be sent on this job.
certificate-noted = Noted: { $technician }, { $certificate }, until { $until_on }{ $state ->
    [over] {" "}(over already)
    [soon] {" "}(ends soon)
   *[good] {""}
}.
certificate-dropped = Noted: { $technician } has no { $certificate } any more.
no-such-certificate = { $technician } has no { $certificate } on record.
certificates = Certificates:
    { $lines }
certificate-line = · { $technician }: { $certificate }, until { $until_on }{ $state ->
    [over] {" "}(over)
    [soon] {" "}(ends soon)
   *[good] {""}
}
no-certificates = No certificate is on record yet. For example: certificate 李师傅 electrician 2027-05-01
example-certificate = For example: certificate 李师傅 electrician 2027-05-01; “none” in place of the day takes it away.
unknown-certificate = The rules know these certificates: { $known }.
certificate-ends = { $technician }: { $certificate } ends on { $until_on }. Please have it renewed.
form-compare = Job { $number }: in chat the customer { $said }; the form that { $technician } handed in is here. Do they match?
form-said-stars = rated it low
form-said-problem = said on callback that there is a problem
form-matches-noted = Compared: they match. Job { $number }
form-differs-noted = They differ: proposed against { $technician }, who has been told. Job { $number }
quality-raised = Quality problem, job { $number } ({ $product }): { $technician } reports { $reason_given_short }.
quality-raised-desk = Job { $number }: { $technician } reports a quality problem ({ $reason_given_short }); the manager knows.
decide-quality = The quality problem: what now?
quality-known-desk = The quality problem: { $by_person } has it (job { $number }).
quality-passed-desk = The quality problem: { $by_person } passed it to { $whom } (job { $number }).
pass-on-whom = To whom? Tap one, or write a name.
ask-repeat-whose = Whose fault was the repeat?
repeat-noted = Noted whose fault the repeat was: { $fault } (job { $number }). { $technician } has been told.
why-repeat-fault = Why? Tap one, or write it.
example-repeat-fault = For example: repeat-fault 10019 technician not done properly
no-repeat = This job is no repeat.
not-your-own-repeat = Your own work: somebody else decides that.
repeat-fault-technician = whoever repaired it before
repeat-fault-material = the material or part
repeat-fault-customer = how it was used
which-opinion = Job { $number }: what is done about it? Tap one, or write it; the customer reads it at once.
ask-dispatch = Send whom?
    { $suggestions }
ask-reassign = Could go instead:
    { $suggestions }
nobody-there = Nobody else can go.
wait-intake = Address or fault is missing. You can type: add { $number } 8 Xingfu Road
dispatched = Job { $number } dispatched to { $technician }.
dispatched-several = Job { $number }: { $count } asked at once, first yes gets it.
dispatched-by-itself = Job { $number } went to { $technician } by itself.
nobody-suits = Job { $number }: nobody suitable.
moved-on = Job { $number }: { $technician } ({ $why }). Now asking { $next_technician }.
moved-on-declined = Job { $number }: { $technician } declined ({ $reason }). Now asking { $next_technician }.
nobody-left = Job { $number }: everybody was asked, nobody took it.
time-disputed-desk = Job { $number }: the customer says the time { $technician } gave is wrong. { $technician } was asked to agree it again.
consent-refused-desk = Job { $number }: the customer does not agree to ¥{ $total_fen }.
waiver-asked = Job { $number }: { $technician } asks to waive “{ $wording }”. Reason: { $reason_given_short }.
decide-waiver = Waive it?
waiver-granted-desk = Waived: { $wording } (job { $number })
waiver-refused-desk = Not waived: { $wording } (job { $number })
cause-found-free-desk = Job { $number }: { $technician } found the cause: { $wording }. Free now; the customer has been told.
cause-found-paid-desk = Job { $number }: { $technician } found the cause: { $wording }. Paid work now; the customer has been told.
waiver-blamed-desk = Waived, and proposed against { $technician }: { $wording } (job { $number })
why-blame = Why is it the technician’s own fault? Tap one, or type.
not-to-blame = The rules count nothing for this one.
work-disputed-desk = Job { $number }: the customer says it is not fixed. { $technician } will agree another visit.
clock-late = Job { $number } ({ $technician }) is over time: { $wording } ({ $rule }, due { $due_at }).
clock-late-open = Job { $number }: { $wording } ({ $rule }).
callback-problem = Job { $number }: trouble at the callback.
    { $words_short }
    { $phone }
decide-problem = What now?
ask-phone-callback = What does the customer say?
sent-back-desk = Job { $number }: { $technician } goes again.
closed-desk = Job { $number } is closed.
closed-price-refused-desk = Job { $number } is closed: the customer did not agree to the price.
breach-withdrawn-desk = Job { $number }: the { $was ->
    [upheld] decision
   *[other] proposal
} for { $technician } ({ $rule }) does not hold and is withdrawn.
corrected = Job { $number }: the time is corrected, the clocks are reckoned anew.
status-staff = Job { $number } ({ $product }): { $stage }.
    { $units }

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
button-cause-again = Another cause…
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
button-waive = Waive it
button-no-waiver = Do not waive
button-opinion = Handling opinion…
button-form-matches = They match
button-form-differs = They differ
button-quality = Quality problem…
button-quality-known = Noted
button-quality-pass = Pass it on…
button-repeat-technician = Technician
button-repeat-material = Material
button-repeat-customer = Customer
button-waive-blame = Waive, and count it
button-dispatch = Send { $technician }
button-reassign = Reassign to { $technician }
button-dispatch-several = Ask { $count } at once
button-same-machine = Yes, this one
button-other-machine = Another one
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
help-customer = Say in one sentence what is wrong to report it, for example: AC not cooling, 8 Xingfu Road, 13800138000. At any time: status, move, cancel, human, help.
help-technician = You can say: jobs, mybreaches, agreed tomorrow morning, depart, arrived, finish, leave, tell I am downstairs, away, more (late, nobody, suspend, unsolved, danger …), help.
help-supervisor = You can say: jobs, dispatch NUMBER NAME, report WORDS, recall/sendback/invalid/phoned NUMBER, merge NUMBER NUMBER, group NUMBER, add NUMBER ADDRESS, reply NUMBER WORDS, breaches, breachfigures, correct NUMBER, customer PHONE, tag PHONE, reports, notice, calls, letter, letters, satisfaction, owners, invite, away, deputy, offboard, help. Or paste what was said in a group.

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
not-your-own-proof = You cannot waive your own proof.
no-waiver-asked = There is nothing to decide.
proof-missing = Not yet: still missing { $count }.
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
    [mark_absent] notes nobody at home
   *[other] { $does }
}

## Quiet hours, digests

step-customer-visit = Job { $number }: your visit is agreed for { $window }.
clock-due = Due { $due_at }: { $wording } ({ $rule }, job { $number }).
digest-late = { $rule }: { $count } more jobs are over time: { $wording }.
    { $lines }
    { $more }
digest-late-open = { $rule }: { $count } more jobs: { $wording }.
    { $lines }
    { $more }
digest-told = { $rule }: { $count } more jobs: { $wording }.
    { $lines }
    { $more }
digest-moved-on = { $rule }: { $count } more jobs went on to the next technician.
    { $lines }
    { $more }
digest-nobody-left = { $count } more jobs: everybody was asked, nobody took them ({ $rule }).
    { $lines }
    { $more }
digest-line = · { $number } { $technician }, { $late }
digest-line-open = · { $number } { $product }, { $late }
digest-line-moved = · { $number } { $technician } → { $next_technician }
digest-line-job = · { $number } { $product }
digest-line-now = · { $number } { $product }, { $technician }, { $stage }
digest-line-now-open = · { $number } { $product }, { $stage }
digest-due = due { $due_at }
digest-minutes = { $minutes } min late
digest-hours = { $hours } h late
digest-days = { $days } days late
digest-more = and { $count } more
digest-page = { $rule }: jobs { $first }–{ $last } of { $count }
    { $lines }
button-digest-all = All { $count }
button-digest-more = Next page

## Places, voices, files (Telegram and others)

send-photo-now = All right, send the photo now.
arrived-near = Arrival noted, about { $metres } m from the customer's place.
location-not-now = No place is needed now. Sent after you leave, it counts as your arrival.
location-not-needed = No place is needed here, thank you.
location-first-words = Got the place and kept it. In one sentence, what is broken?
detail-location = Place: { $location }
technician-voice-desk = A voice message from { $technician }, please listen. Job { $number }
voice-passed-desk = Your voice message went to the supervisor.
voice-not-read = I cannot understand voice messages. Please type.
file-too-large = The file is too large (20 MB at most). Please send a smaller one.
file-gone = The file could not be fetched. Please send it again.
file-not-taken = I cannot take this kind of file. Send a photo, or type.
kind-not-taken = I cannot take this. Text, photos, voice and places are fine.
edited-message = Changed messages do not count. Please send a new one.
contact-of-another = That is somebody else's card. Tap “Send my number”, or type it.
group-hint = Please talk to me in private: { $bot }. I do not read this group, and say nothing here.
channel-stopped = { $channel }'s token is no longer valid: nothing comes or goes there. The administrator must set a new token and restart; other channels go on.
pack-changed = The changed rules are in use: { $count } rules. They hold for new jobs; jobs under way keep theirs.
pack-refused = The changed rules are refused; the old ones stay. Please mend and save:
    { $why }
tap-outdated = Outdated
not-reached = { $person } cannot be reached there (job { $number }): please phone.
cut-off = { $person } cannot be reached and missed a message: please phone.
reply-number = Reply with the number:
more-pictures = ({ $count } more photos cannot be sent here)
voice-elsewhere = (a voice message that cannot be played here)
channel-not-trusted = { $channel } does not trust this server's IP ({ $ip }), so nothing goes out there. Please add it to the trusted IPs (可信 IP, 白名单) in its console; sending then goes on by itself. The other channels are not affected.
choices-as-buttons = Good, buttons from now on. If you do not see them, reply "numbers".
choices-as-numbers = Good, from now on reply with the number. For buttons, reply "buttons".
cards-probe = Can you see this card? Tap it, and you get buttons from now on.
button-use-buttons = Use buttons
card-title = Please choose
page-link = Do it on the page: { $page }
wecom-day = { $count } messages went out on WeCom today of about { $most } it delivers. More waits until tomorrow; what needs an answer goes another way. Please phone if urgent.
button-share-number = 📱 Send my number
button-share-place = 📍 Send my place

## What the customer can do on the way: status, moving, cancelling, broken again, passing on, a person

where = Job { $number } ({ $product }): { $stage }.
    { $lines }
where-inquiry = Inquiry { $number }: the supervisor will answer you.
where-inquiry-answered = Inquiry { $number }: the supervisor has answered you. If there is more, just write.
stage-cancelled = cancelled
where-technician = Technician: { $technician }
where-window = Time: { $window }
where-departed = On the way since { $departed_at }
where-wish = You asked for another time; the technician will answer
where-cancelling = You asked to cancel; technician or supervisor will answer
where-human = The supervisor will answer you
kind-inquiry = inquiry
button-move = Change time
button-cancel-job = Cancel
button-write = Message technician
button-human = Talk to a person
button-broken-again = Broken again
button-reopen = Take it up again

when-instead = When instead? Tap one, or write: tomorrow 3 pm.
example-move = When instead? For example: move tomorrow afternoon.
button-keep-time = Keep the time
wish-window = { $window }
wish-words = “{ $words }”
move-noted = Noted, you would like: { $wish }. { $technician } will agree it with you. Job { $number }.
move-asked = You would like: { $wish }. { $technician } is on the way already and is asked. Job { $number }.
move-refused = { $technician } is almost there and comes as agreed. Job { $number }.
customer-moves = Job { $number }: the customer would like { $wish }.
ask-wish = One tap agrees it; else send other times, or phone.
ask-wish-open = Send times to the customer, or phone.
button-take-wish = Agree { $window }
ask-move = You are on the way. What now?
button-there-already = I am there
button-turn-round = Turn round, { $wish }
button-turn-round-open = Turn round, new time
button-come-anyway = Almost there, going
turned-round = Turn round, then. Agree a new time with the customer. Job { $number }
move-refused-noted = The customer is told that you come. Job { $number }
customer-moves-desk = Job { $number }: { $technician } is on the way, the customer would like { $wish }. The technician is asked.
turned-round-desk = Job { $number }: the customer moved it ({ $wish }), { $technician } turned round.

why-cancel = Cancel job { $number } ({ $product }): why? A tap cancels it.
button-keep-job = Do not cancel
question-dropped-job = All right, no more questions. To cancel the job, say “cancel” again.
cancelled = Job { $number } is cancelled.
cancelled-technician = Job { $number } was cancelled by the customer ({ $reason }). No need to go.
cancelled-desk = Job { $number } was cancelled by the customer: { $reason }.
cancel-asked = The technician is there already; they and the supervisor are asked. Job { $number }.
customer-cancels-now = Job { $number }: the customer wants to cancel ({ $reason }).
customer-cancels-desk = Job { $number }: { $technician } is on site, the customer wants to cancel ({ $reason }).
ask-call-off = Do you agree?
button-call-off = Agree to cancel
button-not-off = Carry on
cancel-agreed-technician = Job { $number } is cancelled, you can leave.
cancel-agreed-desk = Job { $number } ({ $technician }): cancelled by agreement, closed.
cancel-refused = Job { $number } is not cancelled; { $technician } will explain.
cancel-refused-technician = Job { $number } goes on; please explain to the customer.
cancel-refused-desk = Job { $number }: not cancelled, { $technician } carries on.
reopened = Job { $number } is taken up again.
reopened-desk = Job { $number } ({ $product }): the customer wants it after all.

again-or-new = Job { $number } ({ $product }) was closed { $closed_at }. Is it that again?
button-that-again = That again
registered-repeat = It is a repeat of job { $of } (no. { $times }). We are sorry.
detail-repeat = Repeat of { $of } ({ $technician }), { $days } d later, no. { $times }
detail-words = The customer said: { $words }

said-words = { $words }
said-photos = { $count ->
    [1] (a photo)
   *[other] ({ $count } photos)
}
said-voice = (a voice message)
customer-says = The customer says (job { $number }): { $said_now }
customer-says-desk = Message from the customer, job { $number }: { $said_now }
technician-says = { $technician }: { $said_now }
desk-says = Service desk: { $words }
passed-on = Passed on to { $technician }. Job { $number }.
passed-on-desk = Passed on to the supervisor. Job { $number }.
passed-on-without-number = Passed on to the customer without the number in it: they reach you here. Job { $number }
passed-on-customer = Passed on to the customer. Job { $number }
words-for-technician = What should we tell { $technician }? A sentence or a photo.
words-for-desk = What should we tell the supervisor? A sentence is enough.
words-for-customer = What should we tell the customer? Job { $number }
pass-on-this = The customer of job { $number } waits for an answer. Pass this on?
button-reply = Answer customer
button-i-reply = I will answer
button-phoned = Answered by phone
button-pass-on = Pass it on
example-relay = Tell what? For example: tell I am downstairs.
accept-first = Accept the job first, then you can write to the customer.

answer-by = Somebody answers by { $due_at }.
human-called = A person is called. { $promise } Job { $number }.
human-called-already = A person is called already and will answer. Job { $number }.
human-asked = Job { $number } ({ $kind }): the customer wants a person.
    { $asked_for }
human-asked-again = Job { $number }: the customer adds: { $asked_for }
ask-reply = Please answer the customer.
ask-inquiry = To make it a repair: add { $number } fridge not cooling, 8 Xingfu Road
button-end-inquiry = Done, end it
inquiry-ended = Inquiry { $number } is done. Thank you!
phoned-noted = Noted: answered by phone. Job { $number }
ask-your-desk = Please ask { $person }.
you-are-the-desk = You are in charge here.

nothing-to-move = No time is agreed yet.
too-late-to-move = The time cannot be changed now. If you need somebody, say: human.
no-wish = The customer wants no other time, or it is agreed already.
too-late-to-cancel = The work is done and cannot be cancelled. If you need somebody, say: human.
cancel-asked-already = Asked already; technician or supervisor will answer.
no-cancel-asked = Nothing is to be cancelled.
too-late-to-reopen = It was cancelled long ago. Please say again what is broken.
too-late-to-repeat = That job was long ago. Please say again what is broken.
nobody-waits = No customer is waiting for an answer.

## When the visit does not go straight

stage-suspended = on hold
span-days = { $days } d
why-handed_over = handed over
anybody = anybody
see-photo = see the photo
units-more = also { $count } × { $product }

visit-delayed = Sorry, { $technician } will be late. New time: { $window }. Job { $number }
delay-told = The customer is told: { $window }. Job { $number }
delay-told-late = The customer is told: { $window }. It was past the agreed time, so the clock stays. Job { $number }
delay-desk = Job { $number }: { $technician } will be late (delay no. { $count }). New time: { $window }.
how-late = How late? Tap one, or type: 4pm.
example-late = How late? For example: 30 minutes, 4pm.
no-time-to-move = There is no agreed time to move now.
not-later = It must be later than the agreed time.

at-your-door = { $technician } is at your door and nobody opens. Job { $number }
ask-door = Are you on your way?
may-not-make-it = Cannot make it? Tap below.
unclear-door = Sorry? On your way, or another time?
coming-noted = Thank you. { $technician } waits a little.
customer-asked = The customer is asked; wait a few minutes. A photo of the door helps. No answer: “nobody at home”, not your fault. Job { $number }
wait-at-door = Tap when the door opens.
customer-comes = The customer is coming. Wait a little longer. Job { $number }
absent-silent = Noted: nobody at home, not your fault. You can go. Job { $number }
absent-moved = The customer wants another time. Not your fault, you can go. Job { $number }
missed-silent = { $technician } came and nobody was at home. We will agree another time. Job { $number }
missed-moved = Fine, { $technician } will agree another time with you. Job { $number }
absent-silent-desk = Job { $number }: nobody at home{ $count ->
        [1] {""}
       *[other] {" "}(no. { $count })
    }. { $technician } will agree another visit.
absent-moved-desk = Job { $number }: { $technician } was at the door, the customer wants another time{ $count ->
        [1] {""}
       *[other] {" "}(no. { $count } in vain)
    }. Another visit will be agreed.
waiting-already = The customer is being asked already.
not-at-the-door = This can be said once you are on the way.
nobody-at-door = Nobody is waiting at the door now.

why-another-visit = Why another visit? Tap one, or type.
visit-ended = This visit is over; what you showed is kept. Job { $number }
visit-ended-customer = { $technician } could not finish: { $reason_given }. We will agree another visit. Job { $number }
visit-ended-plain = { $technician } could not finish and will agree another visit with you. Job { $number }
resume-first = It is on hold: tap “Go on” first.
visit-ended-desk = Job { $number }: { $technician } did not finish at visit { $count } ({ $reason_given_short }) and will agree another.

why-suspend = Why on hold?
suspend-until = When can it go on? Tap one, or type: Friday.
example-until = When does it go on? For example: tomorrow, Friday, 3 days.
suspended = On hold: { $reason_given }. You will be asked: { $resume_at }. Job { $number }
suspended-customer = Job { $number } has to wait: { $reason_given }. Expected to go on: { $resume_at }.
suspended-desk = Job { $number }: { $technician } put it on hold ({ $reason_given_short }) until { $resume_at }.
ask-resume = Tap when it can go on.
goes-on = Good, go on. Job { $number }
resumed-customer = Job { $number } goes on; { $technician } continues.
resumed-anew = It can go on: agree a time with the customer. Job { $number }
resumed-anew-customer = Job { $number } can go on; { $technician } will agree a visit time with you.
resumed-desk = Job { $number } goes on with { $technician }.
not-to-suspend-now = It cannot be put on hold now.
not-suspended = This job is not on hold.

how-many-units = How many more? Tap one, or type: 2 fridges.
which-product = Which product?
example-units = How many of what? For example: 2 air conditioners.
units-noted = Noted: { $units }. Job { $number }
units-customer = { $technician } found more on site: { $count } × { $product }. Job { $number }
units-desk = Job { $number }: { $technician } reports more on site: { $count } × { $product }. Please check price and registration.
how-many = From 1 to 99, please.

why-unsolved = Why can it not be fixed? Tap one, type, or send a photo.
how-long-extend = How much longer?
why-extend = Why? Tap one, or type.
hand-over-whom = To whom?
why-hand-over = Why?
desk-asked = The company is asked. Wait for the answer. Job { $number }
asked-solution = Job { $number }: { $technician } cannot fix it on site ({ $reason_given }) and waits.
asked-extension = Job { $number }: { $technician } needs { $span } more: { $reason_given }.
asked-second = Job { $number }: { $technician } needs a second person.
asked-handover = Job { $number }: { $technician } wants to hand over to { $colleague }: { $reason_given }.
decide-request = Yes or no?
decide-solution = What now? Tap one, or type what to try.
why-refuse = Why not? Tap one, or type.
request-granted-desk = Good, the technician knows. Job { $number }
request-refused-desk = Refused; the technician knows. Job { $number }
refused-solution = The company says: try again. { $reason_given }. Job { $number }
refused-extension = No more time: { $reason_given }. The clock stays. Job { $number }
refused-second = No second person: { $reason_given }. Job { $number }
refused-handover = No hand-over: { $reason_given }. Job { $number }
solution-words = The company says: { $reason_given }. Job { $number }
solution-another_visit = The company says: another visit. Agree a time. Job { $number }
solution-workshop = The company says: take it to the workshop. Agree when it comes back. Job { $number }
solution-replace = The company says: replace it. Agree a time. Job { $number }
solution-give_up = The company says: give up. You can go. Job { $number } is closed.
solution-another_visit-customer = It cannot be fixed today; { $technician } comes again and will agree a time. Job { $number }
solution-workshop-customer = It cannot be fixed here and goes to our workshop. { $technician } will agree when it comes back. Job { $number }
solution-replace-customer = It cannot be fixed and will be replaced. { $technician } will agree a time. Job { $number }
solution-give_up-customer = We are sorry, it cannot be fixed. Job { $number } is closed; any questions, just write.
extended = Granted: { $span } more. Job { $number }
extended-too-late = Granted, but the time was over already; what was proposed stays. Job { $number }
asked-already = The company is being asked already.
not-to-ask-now = There is no need to ask this now.
too-late-to-ask = There is no clock to extend, or its time is over.
nothing-asked = There is nothing to decide.
not-your-own-request = You cannot decide your own request.
which-way = Tap a way, or type one.

handed-over = Job { $number } is handed over.
joined-team = Job { $number }: please go along with { $technician }: { $product } { $kind }
    Fault: { $fault }
    Address: { $address }
wait-first = Wait for the visit.
colleague-joins = { $colleague } goes with you. Job { $number }
colleague-joins-customer = { $colleague } comes along too. Job { $number }
colleague-withdrew = Job { $number }: { $colleague } cannot come ({ $reason }).
team-over = Job { $number }: no need to come along any more.
first-does-that = { $technician } does this step.

work-stopped = Stopped; the company knows at once. Keep away from the danger. Job { $number }
ask-danger = What is it? Tap one, type, or send a photo.
wait-release = Wait until the company says it is safe.
danger-noted = The company knows. Job { $number }
work-stopped-customer = There is a danger, so the work is stopped. Please keep away, and switch off power and gas if you can. We are on it. Job { $number }
work-stopped-desk = Danger, work stopped! Job { $number }, { $person }, { $address }.
work-stopped-named-desk = Danger, work stopped! { $reason_given }. Job { $number }, { $person }, { $address }.
danger-named-desk = Job { $number }, the danger: { $reason_given } ({ $person }).
photo-reused = Job { $number }: this photo looks like one used before ({ $wording }, { $technician }).
    { $person } sent that one for job { $other_number } ({ $taken_at }). Are they the same?
danger-photo = Job { $number }: photo of the danger ({ $person }).
decide-stopped = Only you can let it go on.
work-released = The company says it is safe. Go on. Job { $number }
work-released-customer = It is safe again; the work goes on. Job { $number }
work-released-desk = Job { $number } may go on.
help-sent = { $colleague } is sent to job { $number }; it is still stopped.
send-whom = Send whom?
call-whom = Customer: { $phone }. On site: { $technician }.
work-is-stopped = Stopped for danger; the company is dealing with it.
stopped-already = Stopped already.
nothing-to-stop = There is nothing to stop now.
not-stopped = This job is not stopped.

what-else = Which of these?
nothing-else = There is nothing else to choose now.

button-more = More…
button-late = { $span } late
button-late-other = Late, another time…
button-nobody = Nobody at home
button-appeared = The door opened
button-coming = On my way
button-another-time = Another time
button-end-visit = Another visit…
button-suspend = Put on hold…
button-suspend-longer = Wait longer…
button-in-days = { $days ->
    [1] Tomorrow
   *[other] In { $days } days
}
button-resume = Go on
button-resume-anew = Ready, agree a time
button-unsolved = Cannot be fixed…
button-extend = Needs longer…
button-extend-by = { $span } more
button-units = More units…
button-units-count = { $count } × { $product }
button-other-product = Another product…
button-second = A second person
button-hand-over = Hand over…
button-colleague = { $colleague }
button-anybody = Anybody
button-leave-team = Cannot come…
button-danger = Danger! Stop
button-release = Safe, go on
button-send-help = Send somebody…
button-call = Call
button-grant = Yes
button-refuse = No…
button-add-second = Send { $technician }
button-way-another_visit = Another visit
button-way-workshop = To the workshop
button-way-replace = Replace it
button-way-give_up = Give up, close

## One tap

ask-price-usual = { $wording } Tap one, or type the total or the items, for example: parts 80 labour 50
button-price = { $wording } ¥{ $price_fen }


## Joining, leaving, absence, deputies, one person on several channels

role-in-branch = { $branch ->
    [main] { $role }
   *[other] { $role } ({ $branch })
}
why-left = left the company
why-away = away
ask-inviter = Ask { $person } for another
ask-company = Ask your supervisor for another
example-join = Please write “join” and the 12 characters of your invitation.
example-invite = Please write: invite technician 李师傅, or just: invite.
example-leave = Who has left? For example: offboard 李师傅.
example-deputy = Please write: deputy 李师傅 张师傅 (张师傅 stands in for 李师傅). To end it: deputy 李师傅 none.
code-unknown = There is no such code. Please check it: it has 12 characters.
code-unknown-wait = There is no such code. After several wrong ones, try again after { $until_at }, or ask for another.
code-wait = Several codes were wrong. Try again after { $until_at }.
code-stopped = Too many wrong codes: no code works here until { $until_at }. Ask your supervisor for a link.
code-used = This invitation was used already. { $ask }.
code-expired = This invitation has expired. { $ask }.
code-revoked = This invitation was revoked. { $ask }.
code-of-another = { $person } uses this chat already; nobody else can join here.
joined-already = You have joined already. No need to enter it again.
has-role-already = You are { $role } already; the invitation was not used up.
joined = You have joined: { $branch ->
    [main] { $role }
   *[other] { $role } ({ $branch })
}.
joined-named = You have joined, { $person }:
    { $roles }
ask-own-name = What are you called? For example: Wang Wei.
ask-own-name-right = Is the name right? If not, send the right one.
unclear-own-name = I did not get the name. 2 to 20 characters, for example: Wang Wei.
name-taken = There is a { $name } here already. Please make it different, for example: Wang Wei.
welcome = Welcome, { $person }.
welcome-technician = Jobs will come here; tap “Accept”. At any time: jobs, away, help.
welcome-supervisor = New reports and escalations will come here; one tap dispatches. At any time: jobs, invite, away, help.
welcome-customer = To report a fault, say in a sentence what is wrong.
address-added = Welcome, { $person }. This is your chat now too.
address-added-unnamed = Thank you. This is your chat now too.
address-added-elsewhere = Your account was just opened in another chat. If that was not you, tell us now.
member-joined = { $person } has joined: { $branch ->
    [main] { $role }
   *[other] { $role } ({ $branch })
}.
member-joined-unnamed = Somebody used your invitation: { $branch ->
    [main] { $role }
   *[other] { $role } ({ $branch })
}. You will hear the name.
if-wrong = If that is wrong, tap below.
join-undone = Undone: { $person } is no member any more.
not-member-any-more = That is no member any more.
whom-to-invite = Invite whom?
invitation-made = Invitation for a { $role }{ $branch ->
    [main] {""}
   *[other] {" "}({ $branch })
}, good once, until { $until_at }. Pass on the link or the picture:
    { $links }
    or let them send here: join { $code }
invitation-made-for = Invitation for { $name }, { $role }{ $branch ->
    [main] {""}
   *[other] {" "}({ $branch })
}, good once, until { $until_at }. Pass on the link or the picture:
    { $links }
    or let them send here: join { $code }
no-invitations = There are no open invitations.
open-invitations = Open invitations:
    { $rows }
invitation-row = { $count }. { $role }{ $branch ->
    [main] {""}
   *[other] {" "}({ $branch })
} { $name }, good until { $until_at }
invitation-revoked = Revoked.
invitation-ended = This invitation was used or revoked already.
may-not-invite = You cannot invite a { $role }.
deputy-may-not = You stand in for somebody; this step is theirs.
unknown-member = Nobody here is called “{ $name }”.
several-of-name = Several are called “{ $name }”. Please write: { $name }@BRANCH.
last-supervisor = { $branch ->
    [main] This branch
   *[other] { $branch }
} has no other supervisor. Invite one first.
may-not-end = This person is not yours to offboard.
leave-sure = { $person } leaves? Roles and links end at once. Jobs in hand: { $count }
    { $rows }
leave-sure-no-jobs = { $person } leaves? Roles and links end at once. No jobs in hand.
promise-row = · { $number } { $product }, { $stage }
promise-row-visit = · { $number } { $product }, { $window }
promise-went = · { $number } → { $technician }
promise-at-desk = · { $number } to be dispatched
no-deputy-now = · { $person } has no deputy any more
member-left = { $person } has left: roles and links have ended.
    { $rows }
role-ended = This role of { $person } has ended.
    { $rows }
your-membership-ended = Your membership here has ended. Thank you!
back-at-the-desk = Job { $number } is back from { $technician } ({ $why }). Please send somebody else.
technician-replaced = Job { $number } is with { $technician } now, who will agree a time with you.
visit-kept = Job { $number }: { $technician } comes instead, at the same time: { $window }.
handed-on = Job { $number } went to somebody else.
handed-to-you = Job { $number } of { $technician } ({ $why }) is yours: { $product } { $kind }, { $service }
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    { $known }
handed-to-you-visit = Job { $number } of { $technician } ({ $why }) is yours, agreed { $window }: { $product } { $kind }, { $service }
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    { $known }
not-theirs-to-pass-on = They do not have this job any more.
on-site-already = They are on site already: this job is finished first.
away-until = { $person } is away until when? Tap one, or write: until friday, tomorrow morning, 3 days.
unclear-away = I did not get that. { $person } is away until when? For example: until friday, tomorrow, 3 days.
away-noted = Noted, you are away: { $from_at } to { $until_at }. { $plan }
away-noted-for = Noted, { $person } is away: { $from_at } to { $until_at }. { $plan }
deputy-plan = { $technician } stands in.
no-deputy-plan = Nobody stands in.
away-set-by = { $by_person } noted that you are away: { $from_at } to { $until_at }.
away-desk = { $person } is away: { $from_at } to { $until_at }.
away-handed-over = { $person } is away until { $until_at }; { $technician } has these now:
    { $rows }
away-open = { $person } is away until { $until_at }. Somebody has to take:
    { $rows }
ask-hand-over = Who takes them?
promises-handed-over = { $technician } has { $person }'s jobs now:
    { $rows }
nothing-to-hand-over = There is nothing left to hand over.
not-away = Not away: there is nothing to end.
back-noted = Welcome back! Jobs handed over stay where they are.
back-noted-desk = Welcome back! Escalations come to you again.
back-noted-for = { $person } is back.
back-at-work = { $person } is back at work.
cannot-stand-in = { $person } cannot stand in for { $technician }: same branch, and a technician for a technician.
deputy-set = { $person } stands in whenever { $technician } is away.
deputy-ended = { $person } has no deputy any more.
you-are-deputy = You stand in for { $person }: what is theirs comes to you while they are away.
you-hear-for = { $person } is away: { $from_at } to { $until_at }. The supervisor's part is yours meanwhile.
contact-noted = The number is noted.
same-person-here = You are known here: your jobs from elsewhere show here too ({ $count } open).
same-person-found = Your phone number was confirmed in another chat, which can see your jobs now. If that is not you, tap below.
code-to-confirm = Somebody confirmed your phone number in another chat. If it was you, send there: { $code } (before { $until_at }). Otherwise ignore this.
type-code-shown-there = The number is noted. Earlier jobs are in another chat of yours: please send here the code it has just received.
same-person-ask-desk = The phone noted for job { $number } was confirmed by a customer in chat as their own. The same person?
united = They are one person now.
parted = Separated: each sees their own jobs.
nothing-to-part = There is nothing to separate.
code-for-other-chat = Send in your other chat: { $code } (before { $until_at }, once). Give it to nobody.
button-that-is-me = Yes, that is me
button-undo-join = Undo
button-invite = Invite: { $role }
button-invite-branch = { $branch }: { $role }
button-revoke = Revoke
button-revoke-number = Revoke no. { $count }
button-leave-to = Leaves, jobs to { $technician }
button-leave-desk = Leaves, jobs to the desk
button-leave-yes = Leaves
button-away-today = Today
button-away-tomorrow = Tomorrow
button-away-three = Three days
button-away-week = A week
button-back-at-work = Back at work
button-hand-over-all = All to { $technician }
button-not-me = Not me
button-same-person = The same person
button-not-same-person = No

## Supervisor: reporting for somebody who phones, calls, taking over, merging, invalid, sending back, the list

why-taken_over = other plans of the supervisor
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
ask-heard = What does the customer say on the phone?
ask-heard-read = Ask the customer: “{ $asked }” Then tap the answer.
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
joined-report = Job { $other } is the same and is now part of job { $number }. There it says: { $other_fault }
unmerged = Job { $number } goes on by itself again.
unmerged-desk = Job { $number } is apart from { $kept } again. Please handle it.
merge-itself = Two different numbers are needed.
merge-into-closed = Job { $kept } is closed; nothing can be merged into it.
merge-under-way = Technicians are out for both. Take one back first, then merge.
not-merged = This job was not merged.
example-merge = Which two? For example: merge 10019 10024
asked-long-ago = That question was a while ago; tap again if you still want it. Now you can:
desk-job = Job { $number }: { $product } { $kind }, { $stage }
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    { $lines }
desk-technician = Technician: { $technician }
desk-visit = Visit: { $window }
desk-waiver = Asks to waive a proof: { $reason_given }
desk-problem = Callback: { $problem }
group-text = [Job to take] { $number } { $product } { $kind } { $symptom }
    { $where }
    Can you go? Tell the bot: accept { $number }
group-area = Where: { $area }
group-area-later = Where: shown to whoever takes it
not-for-a-group = Only a job that waits for dispatch can go to a group.
agenda = Waiting for you:
    { $lines }
agenda-danger = 🔴 Stopped for danger: { $count }
agenda-cancel = To call off? { $count }
agenda-request = Technicians ask you: { $count }
agenda-answer = Customers wait for an answer: { $count }
agenda-late = ❗ Over time: { $count }
agenda-soon = ⏰ Nearly due: { $count }
agenda-problem = Customer has a problem: { $count }
agenda-waiver = To decide: { $count }
agenda-call = To phone: { $count }
agenda-dispatch = To dispatch: { $count }
agenda-intake = Incomplete: { $count }
agenda-callback = Callbacks: { $count }
agenda-line = · { $number } { $product }{ $area }{ $until }
agenda-area = , { $area }
agenda-due = , by { $due_at }
agenda-over = , was due { $due_at }
agenda-empty = Nothing is waiting for you. Jobs under way: { $count }.
too-many-open-jobs = You have { $count } jobs open. Let us finish those first. You can say: status
slow-down = Too many messages. Please wait a minute, then send again what was not answered.
button-edit-draft = Change…
button-register = Register
button-drop-draft = Do not register
button-called = I told them
button-take-over = Take it back
button-customer-says = The customer says…
button-group-text = Words for a group
button-invalid = Invalid…
button-object = It is meant, please come
button-merge = Merge into { $number }
button-unmerge = Undo the merge
button-open-number = { $number }
button-further = Next
button-desk-more = More…

## Approvals: what a pack wants a yes for first

asked-own = Job { $number } needs your yes: { $wording }{ $why }
    { $product } { $kind }, fault: { $fault }
asked-why = { " " }({ $reason_given })
why-ask-for = Why is it needed? Tap one, or type.
needs-approval = Not yet.
wait-approval = Waiting for a yes: { $wording }.
ask-approval = First it must be approved: { $wording }.
button-ask-for = Ask for it
decide-with-words = To say yes, type: { $wording }.
answer-needed = To say yes, please type: { $wording }.
approved-own = Job { $number } is approved: { $wording }.
    { $words }
refused-own = Job { $number } is not approved: { $wording }. { $reason_given }
no-words = You can go on.
said-yes-already = You have said yes; the next one is asked.
asks-the-manager = The manager decides this.
approved-already = It is approved already.
request-passed-desk = Good; the { $role } is asked too. Job { $number }
detail-approval = Decided: { $words }
detail-opinion = What is done about it: { $words }

## Counts: nobody answers, a claim

button-tried = Technician: no answer
button-tried-customer = Customer: no answer
button-here = I am here
button-claim = Claim a breach…
you-were-phoned = Job { $number }: { $person } phoned you; { $how ->
        [off] your phone is off
       *[other] nobody answered
    }. Tap when you see this.
call-tried = Noted: { $technician } { $how ->
        [off] has the phone off
       *[other] does not answer
    } and has been told. Job { $number }
call-tried-customer = Noted: the customer does not answer. Job { $number }
we-called = We phoned you just now and nobody answered. Job { $number }: you can write here.
here-noted = Good, the supervisor knows. Job { $number }
call-returned = { $technician } answers: here. Job { $number }
no-call-missed = You have missed no call.
nobody-to-phone = Nobody has this job to be phoned.
not-your-own-phone = A call to yourself need not be noted.
no-job-to-note = { $technician } has no job now, so there is nowhere to note it.
example-no-answer = Who does not answer? For example: noanswer 李师傅, or: noanswer 10019 customer
breach-counted = Job { $number }: { $charge } proposed ({ $rule }: { $wording }).
    Number { $count }: { $numbers }. It does not count yet; contest it by { $contest_by_at }.
breach-claimed = Job { $number }: { $charge } proposed ({ $rule }: { $wording }).
    { $person } says: { $reason_given }. It does not count yet; contest it by { $contest_by_at }.
count-reached = { $wording }: number { $count } ({ $rule }, jobs { $numbers }{ $whom }).
count-of = , { $technician }
claim-which = Under which rule?
claim-why = { $rule }: what happened? Type it, or send a photo.
claim-noted = Proposed ({ $rule }, { $technician }); the technician knows. Job { $number }
not-to-claim = The rules have nothing like that to claim.
nobody-to-claim-of = There is no technician on this job to claim it of.
not-of-yourself = Nobody claims of themselves.
example-claim = Under which rule? For example: claim 10019 D7 no uniform
## Breaches: proposed, contested, decided, why, corrected

charge-points = { $points ->
    [1] 1 point
   *[other] { $points } points
}{ $nth ->
    [0] {""}
   *[other] {" "}(no. { $nth })
}
charge-amount = ¥{ $charge_fen }{ $nth ->
    [0] {""}
   *[other] {" "}(no. { $nth })
}{ $times ->
    [0] {""}
   *[other] {" "}({ $times } times the fee)
}
charge-fee-unknown = { $times } times the fee (not known yet){ $nth ->
    [0] {""}
   *[other] {" "}(no. { $nth })
}, { $points } points
missing-step = “{ $step }” was not recorded
missing-nothing = not done when due
event-job-reported = reported
event-intake-completed = details complete
event-job-offered = technician asked
event-job-dispatched = dispatched
event-job-accepted = accepted
event-job-declined = declined
event-appointment-proposed = times sent
event-appointment-agreed = visit agreed
event-appointment-disputed = time disputed
event-technician-departed = left for the visit
event-technician-arrived = arrived
event-price-quoted = price quoted
event-price-agreed = price agreed
event-photo-received = photo
event-work-noted = work noted
event-work-finished = finished
event-technician-left = checked out
event-visit-delayed = delay told
event-customer-awaited = nobody opens
event-customer-absent = nobody at home
event-visit-ended = another visit
event-job-suspended = stopped for now
event-job-resumed = goes on
event-work-stopped = stopped for danger
event-work-released = released
event-work-confirmed = customer: it works
event-callback-answered = callback
event-job-closed = closed
event-call-made = phoned
event-message-answered = customer answered
event-human-answered = customer answered
event-other = another step
event-numbered = entry { $seq }
button-why = Why?
button-contest = Contest
button-concede = Accept it
button-contest-more = Add more
button-contest-one = Contest { $number } { $rule }
button-uphold = Uphold
button-waive-breach = Waive
button-to-judge = To decide: { $count }
button-breach = { $number } { $rule }
button-uphold-all = Uphold { $count } of { $rule }
button-waive-all = Waive { $count } of { $rule }
button-month-before = Month before
button-step = { $was_at } { $step }
why-contest = Why should it not count? Tap one, write it, or send a photo.
contest-noted = Noted: job { $number } ({ $rule }) is contested. Somebody who was not part of it decides by { $decide_by_at }.
contest-noted-alone = Noted: job { $number } ({ $rule }) is contested. Nobody else here can decide, so it stays open and does not count.
breach-contested = Job { $number } ({ $rule }, { $charge }): { $technician } contests: { $reason_given_short }.
breach-accepted = Noted: you accept it (job { $number }, { $rule }). It counts once a supervisor upholds it.
breach-upheld = Job { $number }: upheld, { $charge } ({ $rule }: { $wording }).
    { $by_person }: { $reason_given }
breach-waived = Job { $number }: waived ({ $rule }: { $wording }).
    { $by_person }: { $reason_given }
breach-undecidable = Job { $number }: nobody else can decide the proposal ({ $rule }). It stays open and does not count.
why-uphold = Job { $number } upheld: why? Tap one, or write it.
why-forgive = Job { $number } waived: why? Tap one, or write it.
judged-uphold = Upheld: job { $number }, { $technician }, { $charge } ({ $rule }). They have been told.
judged-waive = Waived: job { $number }, { $technician } ({ $rule }). They have been told.
breach = Job { $number }: { $technician }, { $charge } proposed
    { $rule }: { $wording }
    Due { $due_at }
    { $lines }
said-against = Contested: { $reason_given }
breach-is-proposed = may be contested until { $contest_by_at }
breach-is-accepted = accepted
breach-is-contested = contested, to be decided
breach-is-upheld = upheld
breach-is-waived = waived
breach-is-withdrawn = withdrawn
breach-short-waits = open until { $contest_by_at }
breach-short-proposed = not contested
breach-short-accepted = accepted
breach-short-contested = contested
to-judge = To decide:
    { $lines }
judge-rule = { $rule } { $wording }: { $count }, contested { $contested }, ready together { $ripe }
judge-line = · { $number } { $technician } { $charge }, { $state }
nothing-to-judge = Nothing to decide.
why-uphold-all = Uphold the { $count } of { $rule } that nobody contested ({ $wording }): why?
why-waive-all = Waive the { $count } of { $rule } that nobody contested ({ $wording }): why?
sure-uphold-all = { $rule }, { $count } together, because: { $reason_given }. Uphold them? There is no undo.
sure-waive-all = { $rule }, { $count } together, because: { $reason_given }. Waive them? There is no undo.
judged-uphold-all = { $rule }: { $count } upheld, each of them has been told.
judged-waive-all = { $rule }: { $count } waived, each of them has been told.
my-breaches = This month { $points } points upheld, { $open_points } undecided.
    { $lines }
my-breach = · { $number } { $rule } { $charge }: { $state }
my-breaches-none = Nothing proposed, nothing upheld.
figures = Breaches, { $month }/{ $year }:
    { $lines }
figures-line = { $rule }: proposed { $proposed } · contested { $contested } · upheld { $upheld } · waived { $waived } · withdrawn { $withdrawn }
figures-none = None.
why-clock = Job { $number } · { $rule }: { $wording }
    { $lines }
    { $end }
    Source: { $source }
why-ran = { $from_at }–{ $until } ran { $span }
why-stood = { $from_at }–{ $until } paused: { $because }
why-until = { $ends_at }
why-earlier = ({ $count } earlier stretches)
why-given = { $span } more were given
why-due = Due { $due_at }
why-over = Was due { $due_at }
why-ended = Done { $ended_at }, due { $due_at }
why-pause = stands still by the rule
why-appointment-proposed = the customer picks a time
why-job-suspended = the job was stopped for now
why-approval-asked = the company's answer
why-work-stopped = stopped for danger
why-period = not yet begun
why-outage-recorded = our own standstill
span-hours-minutes = { $hours } h { $minutes } min
no-clock-runs = No time limit is running.
too-late-to-contest = Too late to contest (until { $contest_by_at }).
not-your-breach = That is not proposed for you.
no-breach-here = There is nothing of yours to contest.
decided-already = It is decided already.
part-of-it = You are part of it: somebody else decides.
nobody-else-decides = You are part of it, and nobody else can decide: it stays open and does not count.
may-still-contest = The technician may contest until { $contest_by_at }: too early to uphold. Waiving is possible.
which-step = Job { $number }: which step is to be corrected?
right-time = “{ $step }” stands at { $was_at }. When was it really, and why? For example: 09:20 forgot to tap
corrected-technician = Job { $number }: { $by_person } corrected “{ $step }” from { $was_at } to { $right_at }, because: { $reason_given }. The clocks are reckoned anew.
not-your-own-step = That was your own step: somebody else corrects it.
## Follow-ups, service, customer files

kind-service = service
follow_up-due = Your { $product } has run for some days now, may we ask:
service-due = Your { $product }:
test-due = Your { $product }:
ask-topic = { $wording }
    (one tap, or say it in words)
ask-service = It is due for its service. Shall we come?
ask-test = Its warranty ends soon. Shall we test it before, free of charge? Damage by people aside.
ask-wish-words = What is wrong? One sentence helps us.
topic-noted = Thank you, noted.
followup-thanks = Thank you! We are here whenever you need us.
wish-noted = Noted. Somebody takes care of it and tells you.
wish-handled = What you told us about the { $product } is settled. Thank you for telling us!
wish-answer = The answer to what you asked about the { $product }: { $words }
put-off-noted = All right, not this time.
unsubscribed = No notices, reminders and follow-ups any more. Reporting a fault works as ever.
resubscribed = All right, notices and follow-ups are on again.
asset-customer = Your { $product }: { $wording }.
button-topic-good = Yes
button-topic-bad = Not really
button-book-service = Book the service
button-book-test = Book the test
button-put-off = Not this time
button-unsubscribe = Unsubscribe
button-resubscribe = Undo
asset-caller = { $name } { $phone }
asset-caller-unknown = { $phone }
asset-late = { $wording } ({ $rule }).
    { $product } { $number }, { $who_is_it }
followup-phone = Please phone: { $product } { $number }, { $who_is_it }
    { $topics }
topic-row = · { $wording }
service-due-phone = Please phone: { $product } { $number } is due for its service, { $who_is_it }
test-due-phone = Please phone: the warranty of { $product } { $number } ends soon, a free test before, { $who_is_it }
followup-missed = { $number }: noted, not reached.
followup-noted = { $number }: noted, all well.
wish-desk = A wish or complaint about { $product } { $number }: { $who_is_it }
    { $said_more }
wish-quoted = “{ $words_short }”
wish-explained-desk = { $number }, the customer adds: “{ $words_short }”
wish-handled-desk = { $number } is settled.
wish-answered-desk = { $number }: the customer has the answer.
wish-passed-up = The desk cannot answer it, please look: { $product } { $number }, { $who_is_it }
    { $said_more }
wish-passed-up-desk = { $number }: the manager has it.
answer-to-phone = Please phone the customer with the answer today: { $who_is_it } ({ $number })
    { $words }
answer-unsent = The answer could not be sent. Please phone the customer: { $who_is_it } ({ $number })
    { $words }
contact-due = Key customer, time to be in touch: { $product } { $number }, { $who_is_it }
contacted-noted = { $number }: noted, next { $contact_at }.
plan-noted = { $number } is a key customer now, you are reminded { $contact_at }.
plan-ended = { $number } is no key customer any more.
which-wish = What did the customer say? One sentence.
which-answer = What shall the customer read? One sentence, sent at once.
which-answer-phone = What shall the customer hear? One sentence, to be phoned today.
button-wish-handled = Settled
button-wish-answer = Answer
button-wish-up = Ask the manager
button-reached-good = Reached, all well
button-reached-wish = Reached, a wish
button-not-reached = Not reached
button-contacted = Done
agenda-wish = Customers' wishes { $count }
agenda-followup = Follow-ups to phone { $count }
agenda-contact = Key customers { $count }
asset-file = { $product } { $number }, visits: { $count }. { $who_is_it }
    { $lines }
customer-file = Customer { $name } { $phone }
    { $lines }
asset-row = · { $number } { $product }{ $model }, visits: { $count }{ $ends }{ $key }
asset-model = , { $model }{ $serial }
asset-serial = {" "}(serial number { $serial })
asset-warranty = , warranty until { $last_day }
asset-key = , key customer, next { $contact_at }
asset-wish = {"  "}wish: “{ $words_short }”
asset-wish-tapped = {"  "}not content, no words
customer-job = · job { $number } { $product } { $kind }: { $stage }
call-row = · { $call_at } { $number } { $person }: { $what } { $whom }
call-call-made = told by phone
call-call-tried = phoned, no answer
call-callback-answered = callback by phone
call-human-answered = answered by phone
call-followup-answered = follow-up by phone
call-followup-missed = not reached
call-wish-noted = a wish, by phone
call-wish-handled = answered by phone
call-contact-made = key customer contacted
calls = The last calls:
    { $lines }
calls-none = No calls in the register yet.
example-customer = Which customer? Such as: customer 13800138000, or customer and a job's number.
example-key = Such as: key A10019 30d; to end it: key A10019 off.
no-such-customer = There is no such customer.
wish-handled-already = This is settled already.
passed-up-already = The manager has it already.
no-care-plan = This is no key customer.

## Tags

tag-set = { $name } is tagged “{ $tag }”.
tag-off = { $name } is no longer tagged “{ $tag }”.
tag-there-already = That is tagged “{ $tag }” already.
tag-not-there = That is not tagged “{ $tag }”.
which-tag = { $name }: which tag?
no-such-tag = There is no such tag. { $name }: which one?
no-tags = The rules list no tags ([tags]).
example-tag = Such as: tag 13800138000 contract; to take it off: untag 13800138000 contract.
button-tag = Set { $tag }
button-untag = Remove { $tag }
detail-tag = Tag: { $tag }

## Reports

month-name = { $n ->
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
period-day = { $day } { $month }
period-week = { $day }–{ $last_day } { $month }
period-week-over = { $day } { $month }–{ $last_day } { $last_month }
period-month = { $month } { $year }
period-quarter = quarter { $quarter } of { $year }
period-year = { $year }
report-due = { $wording } ({ $rule }, { $period }): to be handed in by { $due_at }.
    { $lines }
report-ask = · { $wording }:
report-item = □ { $wording }
report-words = “{ $words }”
report-ticked = ✓ { $wording }
report-remind = Reminder: { $wording } ({ $rule }, { $period }) by { $due_at }.
report-late = { $wording } ({ $rule }, { $period }) has not been handed in; it was due { $due_at }.
report-noted = Noted in the report{ $count ->
        [0] {""}
        [one] , 1 photo
       *[other] , { $count } photos
    }.
report-filed = Handed in: { $wording } ({ $rule }, { $period }).
report-handed-in = { $person } hands in: { $wording } ({ $rule }, { $period })
    { $lines }
report-seen = { $person } has read it: { $wording } ({ $rule }, { $period }).
report-back = { $person } sends the report for { $period } back ({ $rule }): “{ $words }” Hand it in again by { $due_at }.
report-not-due = No report is due now.
report-filed-already = That period is handed in already.
report-photo-first = Send a photo first, then hand it in.
which-missing = What is missing? One sentence.
ask-report = Write here what is to be said, then hand it in.
ask-report-photo = Send a photo first, then hand it in.
reports = Reports
    { $lines }
no-reports = The pack wants no reports.
report-row-ahead = · { $wording } ({ $rule }): by { $due_at }
report-row-count = · { $wording } ({ $rule }): this one runs until { $due_at }
report-row-due = ● { $wording } ({ $rule }, { $period }): due, by { $due_at }{ $more }
report-row-more = , and { $count } more not handed in
report-row-filed = · { $wording } ({ $rule }, { $period }): handed in, not read yet
report-row-seen = · { $wording } ({ $rule }, { $period }): read
button-file-report = Hand in
button-file-ticked = All done, hand in
button-received = Read
button-return-report = Send back
button-open-report = { $rule } { $period }
agenda-report = { $count } to hand in
agenda-report-line = · { $number } { $wording } ({ $period }){ $until }
figure-jobs = { $reported } reported, { $finished } finished, { $waiting } open now
figure-products = of them { $product } { $count }
figure-repeats = repeats { $count }
figure-ratings = rating { $mean } ({ $count ->
        [one] 1 rating
       *[other] { $count } ratings
    })
figure-callbacks = callbacks { $count }, with a problem { $problems }
figure-wishes = wishes { $noted }, handled { $handled }
figure-breaches = breaches proposed { $proposed }, upheld { $upheld }
figure-fees = paid jobs { $count }, { $fen } in all
figure-sheets = finished { $finished }, with a signed sheet { $signed }
count-short = { $wording } ({ $rule }, { $period }): { $count }, wanted { $least }.
## Notices to many customers: who has no chat is phoned, who is not reached gets a letter
example-notice = For example: notice 2026-12-20 air_conditioner Free winter check, answer here to book. The product may be left out, or be “key”.
notice-day-is-over = A notice is about a day that is still to come.
notice-no-customers = No customer has such a file: there is nobody to tell.
notice-for-nobody = Customers with such a file: { $count }, and all of them unsubscribed.
pack-sends-no-notices = The pack in use sends no notices.
notice-preview = Notice { $number }, not sent yet. { $held_on }, to { $to }:
    “{ $words }”
    Customers: { $total }. By chat { $chat }, by phone { $phone }, unsubscribed { $refused }.
    { $late }
notice-to-all = all customers
notice-to-key = key customers
notice-to-product = owners ({ $product })
notice-too-late = ⚠ Late: { $wording } ({ $rule }).
button-notice-send = Send
button-notice-cancel = Cancel
button-notice-stop = Stop sending
button-notice-calls = Phone ({ $count })
button-notice-letters = Letters ({ $count })
button-notice-called = Told
button-notice-unwanted = Wants none
button-notice-next = Next one
button-letter-sent = Letter sent
button-letter-spared = Not needed
notice = Notice ({ $held_on }): { $words }
notice-sending = Notice { $number } is going out: { $sent }/{ $total } sent.
notice-waits = Quiet hours: notice { $number } goes out from { $next_at } on.
notice-progress = Notice { $number }: { $sent }/{ $total } sent.
notice-sent = Notice { $number } is sent: { $sent }. { $calls }
notice-to-call = Still to phone: { $count }.
notice-to-write = Letters to send: { $count }.
notice-done = Notice { $number }: everybody was told or tried. Chat { $sent }, phone { $called }, not reached { $missed }.
notice-dropped = Notice { $number } is cancelled, nobody heard of it.
notice-stopped = Notice { $number } is stopped, { $sent } were sent.
notice-late = Notice { $number } ({ $held_on }): { $wording } ({ $rule }).
notice-file = Notice { $number } ({ $held_on }), { $stands }: “{ $words_short }”
    Sent { $sent }/{ $total }, phoned { $called }, not reached { $missed }, letters { $written }.
    { $calls } { $letters }
notice-is-drafted = not sent yet
notice-is-sending = going out
notice-is-sent = sent
notice-is-done = everybody told
notice-is-cancelled = cancelled
notice-call = Please phone { $who_is_it } ({ $product }; { $left }):
    { $held_on }, { $words }
notice-calls-none = Everybody was phoned.
notice-called-already = This customer was phoned already.
notice-letter = A letter to { $name }, { $address } ({ $left }):
    { $held_on }, { $words }
notice-letters-none = All letters are sent.
letter-sent-already = This letter is settled already.
agenda-notice_call = Notices to phone { $count }
agenda-letter = Letters to send { $count }
agenda-notice = · { $number } { $held_on }, people: { $count }{ $until }
call-notice-called = told of a notice
call-notice-missed = notice, not reached
call-owner-spoken = round, spoke to them
call-owner-missed = round, not reached

## Registers, satisfaction, rounds
letters = The last letters:
    { $lines }
letters-none = No letters in the register yet.
letter-about = “{ $words_short }”
letter-noted = Noted, a letter went. { $number }
example-letter = For example: letter A10019 reminder of the service. The number stands in “customer”.
register-whom = ({ $customer })
button-earlier = Earlier
satisfaction = Satisfaction, { $month }/{ $year }:
    { $lines }
satisfaction-stars = Ratings: { $mean } stars on average ({ $count })
satisfaction-technician = · { $technician } { $mean } ({ $count })
satisfaction-topics = Good answers in follow-ups:
satisfaction-topic = · { $wording } { $share }% ({ $good }/{ $count })
satisfaction-wishes = Wishes: { $noted } came, { $handled } handled{ $open_now }
satisfaction-open = , { $count } open now
satisfaction-rounds = Rounds: spoke to { $spoken }, not reached { $missed }
no-rounds = The pack does not say how often owners are visited ([care] owners_every).
owners-districts = Owners to be spoken to:
    { $lines }
district = · { $area }: { $count }
district-name = { $area }
districts = { $lines }
no-such-district = No owners in “{ $area }”. Districts with owners:
    { $areas }
owners-none = No owner in { $area } is to be spoken to today.
owners-none-anywhere = No owner is to be spoken to today.
owner = { $area }: please speak to { $who_is_it }, { $address }:
    { $product } { $number }, not spoken to for { $days } days; { $left }.
more-people = { $count } more after this
more-letters = { $count } more after this
more-than = more than { $count } after this
last-one = the last one
button-owner-phoned = Spoke to them
button-owner-wish = They wish something
button-owner-visited = Was there
column-kind = Kind
column-charged = Charged
column-technician = Technician
column-dispatched = Dispatched
column-accepted = Accepted
column-arrived = On site
column-finished = Finished
column-price = Price (yuan)
column-stage = Stage
column-day = Day
column-time = Time
column-branch = Branch
column-number = Number
column-customer = Customer
column-phone = Phone
column-address = Address
column-what = What
column-topics = Asked
column-answer = Answer
column-words = Words
column-by = By
column-product = Product
column-model = Model
column-bought = Bought
column-warranty = Warranty until
column-service = Next service
column-visits = Visits
column-key = Key customer
column-refused = Unsubscribed
answer-good = good
answer-bad = not good
answer-yes = yes
call-letter-sent = letter
call-letter-posted = letter

## The page behind a link

customer-is-texted = This customer gets text messages with a link, and can choose a time and rate on the page. You will be asked to phone only about the rest.
page-job = Job { $number } ({ $product }): { $stage }.
    Fault: { $fault }
    Address: { $address }
    Phone: { $phone }
    { $visit }
page-file = Your { $product }.
page-busy = We are busy, this was not taken. Please send it again in a moment.

## Text messages: at most two parts each, the link follows

sms-registered = Registered, job { $number }. Progress, changes:
sms-times-proposed = { $technician } suggests times, please choose (job { $number }):
sms-visit-agreed = Agreed: { $technician }, { $window } (job { $number }). Change:
sms-visit-stated = { $technician } says you agreed on { $window } (job { $number }). Wrong? Tap:
sms-visit-delayed = Sorry, { $technician } comes later: { $window } (job { $number }):
sms-technician-changes = Job { $number }: another technician will agree a time. See:
sms-price-quoted = Job { $number }: { $total_fen } yuan, nothing is done before you agree. Answer:
sms-suspended-customer = Job { $number } is on hold until about { $resume_at }. Why:
sms-at-your-door = { $technician } is at your door, nobody answers (job { $number }):
sms-cancelled = Job { $number } is cancelled. To take it up again:
sms-work-finished = { $technician } says it is done (job { $number }). Does it work? Rate:
sms-closed = Job { $number } is closed, thank you! Record:
sms-callback = How is the { $product } we repaired (job { $number })? Tap:
sms-handling-opinion = Job { $number }: what we will do about it:
sms-technician-says = A message from { $technician } (job { $number }):
sms-desk-says = Our service desk has answered you (job { $number }):
sms-code-to-confirm = Your code is { $code }, valid until { $until_at }. Not you? Ignore this.

## The service sheet

sheet-title = Service sheet
sheet-copy-company = Company's copy
sheet-copy-customer = Customer's copy
sheet-reported = Reported
sheet-customer = Customer
sheet-phone = Phone
sheet-address = Address
sheet-machine = { $product } { $kind }, { $service } { $model } { $serial }
sheet-product = Product
sheet-fault = Fault
sheet-technician = Technician
sheet-visit = Visit
sheet-dispatched = Dispatched
sheet-accepted = Accepted
sheet-cause = Cause
sheet-remedy = Remedy
sheet-parts = Parts replaced
sheet-parts-hint = “none” where there are none
sheet-arrived = Arrived
sheet-restored = Working again
sheet-used = Time used
sheet-price = Price
sheet-opinion = Your opinion
sheet-good = Satisfied
sheet-fair = So-so
sheet-bad = Not satisfied
sheet-signature = Customer's signature
sheet-signature-hint = please read the sheet first, then sign inside the box
sheet-date = Date:
sheet-foot = Photographing: get the whole sheet, or the signature with its black squares and QR code, flat and well lit. Two copies, one stays with the customer.
sheet-window = { $window }
sheet-step = { $person } { $done_at }
sheet-time = { $done_at }
sheet-total = { $total_fen } yuan
sheet-stars = { $stars } stars
sheet-signed-at = Signed with a finger: { $when }
sheet-signed-what = The customer read all of the above on a screen and signed. Fingerprint of what was signed:
sheet-here = Here is the service sheet of job { $number }, to print or to keep.
sheet-on-page = Open the service sheet here: { $page }
sheet-after-accepting = There is a service sheet once you have accepted the job.
sheet-erased = What was signed on job { $number } was erased on request.
sheet-signed = The customer has signed on the screen. Job { $number }.
sheet-signed-copy = Thank you for signing! This is your copy, job { $number }.
sign-link = Let the customer scan the code or open the link, read the sheet and sign on the screen; your phone will do too. It works for 4 hours.
    { $link }
sign-on-site = It can be signed once, on site.
sign-page-over = This link is no longer for signing. If there is something to sign, the technician who has the job now can send a new one.
signed-already = It is signed already.
signature-too-large = The picture of the signature is too large. Please clear it and sign again.
signature-empty = There is no signature yet. Please sign in the box.
sheet-changed = The sheet has just changed. Please read it again and sign once more.
button-sheet = Service sheet
button-sign-here = Sign on a phone
## The menu of the WeChat account

subscribe-here = In two days we would like to ask you here how it works. Please agree: { $page }
wechat-menu-report = Report
wechat-menu-progress = Progress
wechat-menu-human = A person
wechat-menu-says-report = report
wechat-menu-says-progress = status
wechat-menu-says-human = human

## What is seen in photos

picture-empty = The file is empty. Please take the photo again.
picture-too-many-bytes = The file is over { $megabytes } MB. Please take it at normal quality.
picture-too-many-pixels = The photo is over { $megapixels } megapixels. Please take it at normal quality.
picture-is-page = That is a web page or a drawing, not a photo. Please take a photo.
picture-is-archive = That is an archive. Please send the photos themselves.
picture-is-heic = This photo is HEIC, which cannot be opened here. Please send it as JPEG, or take it in the chat.
picture-is-video = That is a video. Please take a photo.
picture-damaged = The photo does not open; it may not have arrived whole. Please send it again.
picture-broken-off = The photo did not arrive whole: only a part can be seen.
photo-too-small = Too small ({ $pixels } pixels). Move closer, or send the original.
photo-too-dark = The photo is too dark. Please use a light or the flash.
photo-blurred = The photo is blurred. Hold still and let it focus.
qr-unseen = No QR code seen.
qr-unknown = That is not one of our QR codes.
qr-of-others = That QR code is another company’s.
qr-altered = That QR code was altered and is not good.
qr-other-purpose = That QR code is not for this.
qr-expired = That QR code has expired.
qr-elsewhere = The QR code leads elsewhere: { $host }.
service-number-differs = The number there is { $read }, not the company’s service number.
service-number-unread = The service number is unreadable. Please move closer.
private-number-seen = It shows a private number: { $read }.
nameplate-unread = The nameplate is not readable. Come closer, or type the model.
nameplate-unread-again = The nameplate is still not readable. Never mind: the technician will look.
nameplate-read-both = On the nameplate we read model { $model }, serial number { $serial }. Is that right?
nameplate-read-model = On the nameplate we read model { $model }. Is that right?
nameplate-read-serial = On the nameplate we read serial number { $serial }. Is that right?
nameplate-type = Please type the model, the serial number or both, for example KFR-35GW, or take another photo.
nameplate-type-model = Please type the model, for example KFR-35GW, or take another photo.
nameplate-type-serial = Please type the serial number, or take another photo.
nameplate-rest-serial = Model { $model } is noted. Is serial number { $seen_serial } right?
nameplate-rest-model = Serial number { $serial } is noted. Is model { $seen_model } right?
nameplate-unsure = { $read } (sign { $places } is hard to read: { $signs })
nameplate-skipped = Fine, the technician will look.
nameplate-old = That nameplate needs no answer any more.
button-plate-right = Yes
button-plate-wrong = No, I will type it
button-plate-not = No
nobody-could-read = Nothing here can read text; a person will look.
photo-queue-full = Too many photos at once; a person will look.
photo-not-compared = Whether this photo was used before could not be found out; a person will look.
photo-not-looked-at = This photo could not be looked at; a person will.

## Photos that were looked at

photo-was-used = It looks like a photo that was used before.
photo-taken-early = Taken { $taken_at }, before arriving ({ $arrived_at }).
photo-unclear = It is unclear.
photo-doubted = About this photo: { $why }
button-retake = Take another
button-as-it-is = Keep this one
desk-looks = Fine, the supervisor will look.
nobody-else-looks = Job { $number }: this photo is doubtful, and there is no supervisor here but you, so nobody else can look. It stays on record.
    { $why }
desk-looks-already = The supervisor is already looking.
photo-judged-already = This photo has been decided on already.
photo-doubted-desk = Job { $number }: please check { $technician }'s photo.
    { $why }
button-photo-good = It is fine
button-photo-again = Ask for another
button-photo-breach = A breach…
photo-judged-accept = Noted: the photo is fine (job { $number }).
photo-judged-again = The technician has been asked for another photo (job { $number }).
photo-again = The supervisor asks for another photo (job { $number }): { $wording }
    { $why }
agenda-photo = Photos to look at: { $count }
photo-figures = Photos, { $month }/{ $year }:
    { $lines }
photo-figures-all = { $count } looked at, { $doubted } doubtful ({ $share }%)
photo-figures-opened = · did not open, or nobody looked: { $doubted }/{ $count }
photo-figures-quality = · not clear: { $doubted }/{ $count }
photo-figures-service_number = · service number: { $doubted }/{ $count }
photo-figures-private_number = · private number: { $doubted }/{ $count }
photo-figures-code = · the sticker’s QR code: { $doubted }/{ $count }
photo-figures-job = · not this job’s sheet: { $doubted }/{ $count }
photo-figures-sheet = · no sheet made out: { $doubted }/{ $count }
photo-figures-signature = · customer’s signature: { $doubted }/{ $count }
photo-figures-written = · boxes left empty: { $doubted }/{ $count }
photo-figures-taken = · taken before the arrival: { $doubted }/{ $count }
photo-figures-reused = · like one used before: { $doubted }/{ $count }
photo-figures-judged = The desk: fine { $accept } · another { $again } · breach { $breach }
photo-figures-of = · { $technician }: { $doubted }/{ $count }
photo-figures-camera = · { $camera }: { $doubted }/{ $count }
photo-figures-no-camera = · no camera named (chat apps remove it): { $doubted }/{ $count }

## What was seen in a photo of the sheet

sheet-not-found = We could not make out the service sheet. Lay it flat and get all of its black squares and the QR code in.
sheet-of-another-job = This is the sheet of job { $other }, not of this one.
sticker-of-another = This sticker is already on another appliance.
stickers-unused = There are { $count } unused stickers in the photo. Please photograph only the one that is posted.
signature-missing = The box for the customer's signature is empty.
signature-doubtful = There may be a signature, but it cannot be made out. Please move closer, or have it signed more clearly.
signature-not-in-picture = Not all of the box for the signature is in the photo.
boxes-empty = Boxes still to be filled in: { $count }.
boxes-not-in-picture = The boxes to be filled in are not in the photo. Please get the whole sheet in.

## Stickers

sticker-title = Service stickers
sticker-number-label = Repairs and service
sticker-hint = Scan to report a fault: model and purchase date are known
sticker-plain = Hello! What is wrong? A few words will do, for example: the AC is not cooling.
sticker-known = Hello! We know this appliance ({ $product }) and its warranty. What is wrong? A few words will do.
sticker-bound = The sticker now belongs to the appliance of job { $number }.
sticker-used = This sticker is posted at another appliance already. Please take another one.
sticker-on-site = Scan the sticker once you are on site: it then belongs to the appliance of that job.
