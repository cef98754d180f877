# The web pages' own words. What the bot says comes from handlers/locales.
# Same ids as zh.ftl; no arguments, so that a page gets them as plain text.

page-html-language = en

## Chat: connection
page-loading = Opening…
page-connected = Connected
page-reconnecting = Reconnecting…
page-offline = Offline, will be sent later
page-gone = This link is no longer valid. Please open the newest one you received.
page-gone-short = Link no longer valid
page-gone-why = A link works once and for a limited time. A phone that has joined can just go on; otherwise ask whoever sent the link for another.
page-gone-open = Open the chat
page-join-title = You are invited to join
page-join-why = Tap below to join. A link works once.
page-join = Join
page-noscript = This page needs JavaScript to chat.

## Chat: header
page-help = Help
page-help-say = help
page-language-switch = 切换到中文
page-demo-tag = Demo

## Chat: the conversation
page-log = Conversation
page-empty = Write a sentence below to begin
page-empty-technician = Jobs offered to you appear here
page-empty-supervisor = New reports appear here
page-today = Today
page-yesterday = Yesterday
page-new = New messages
page-from-bot = Paidan
page-from-me = Me
page-chosen = Chosen
page-closed = Closed
page-sheet = Service sheet
page-sign-here = Please sign here
page-sign-clear = Clear
page-sign-done = Sign
page-sign-offline = No network, nothing was sent. Please tap again.
page-sign-empty = Please sign in the box first.
page-sign-noscript = Signing needs JavaScript; the technician can also print the sheet for a pen.
page-sticker-why = You scanned the sticker on your appliance. Report a fault below, and somebody takes care of it.
page-sticker-report = Report a fault
page-code-closed = This code opens nothing
page-photo-open = View larger
page-close = Close

## Chat: writing and sending
page-write = Message…
page-send = Send
page-attach = Add photos
page-attach-remove = Remove this photo
page-attach-full = At most 10 photos at once
page-waiting = Waiting to be sent
page-waiting-network = Waiting for the network, will be sent by itself
page-sending = Sending
page-stored = Delivered
page-refused = Not sent. Please change it and try again.
page-too-big = The photo is too big and was not sent
page-retry = Try again
page-remove = Remove
page-fragile = This browser cannot keep unsent messages: send before you close the page

## Roles
page-role-customer = Customer
page-role-technician = Technician
page-role-dispatcher = Dispatcher
page-role-supervisor = Supervisor
page-role-manager = Manager

## Demo
page-demo-name = Paidan
page-demo-name-beside = 派单
page-demo-lead = A service rulebook on the wall gets forgotten; in the chat it runs itself. Tap the phones, move the clock.
page-demo-steps = Two minutes to try it
page-demo-step-1 = Customer reports
page-demo-step-1-more = Fill the example, press send
page-demo-step-1-do = Fill an example
page-demo-step-2 = Supervisor dispatches
page-demo-step-2-more = One tap on a technician
page-demo-step-2-do = Show supervisor
page-demo-step-3 = Let time pass
page-demo-step-3-more = No visit agreed: it escalates. Two days on: a callback.
page-demo-step-3-do = Next event
page-demo-step-done = Done
page-demo-example = The air conditioner has run for hours and does not cool, the outdoor unit stands still. 8 Xingfu Road, unit 2, room 501, at home all afternoon.
page-demo-clock = Demo clock
page-demo-30m = +30 min
page-demo-next = Next event
page-demo-next-none = Nothing is due for now
page-demo-2d = +2 days
page-demo-moving = Time is passing…
page-demo-rang = Just now
page-demo-rang-hint = As time passes, what falls due is listed here
page-demo-rang-none = Nothing fell due in this time
page-demo-rang-more = more:
page-demo-failed = That did not work, please try again
page-demo-lost = Cannot reach the server, trying again…
page-demo-reset = Start over
page-demo-reset-ask = Start the demo over?
page-demo-reset-why = All conversations are cleared and the clock goes back to the beginning.
page-demo-cancel = Cancel
page-demo-phones = Phones
page-demo-unread = unread
page-demo-open = Open on its own
page-demo-language = 中文

## The rulebook
page-rules = Rules
page-rules-back = ← Back to the chat
page-rules-chapters = Chapters
page-rules-settings = Beside the rules
page-rules-source = Source
page-rules-version = Version of the rules
page-rules-staff = The rulebook is for the company's own people
page-rules-staff-why = Open your chat with your invitation link first, then come back.

## The page behind a link
page-refresh = Refresh
page-nothing = Nothing needs you right now.
page-agenda = To do
page-say = Write a sentence, or send photos
page-say-example = e.g. Somebody is home on Saturday morning
page-say-example-staff = e.g. appoint tomorrow 10:00
page-photo-send = Send the photos
page-said = What was said
page-private = This link is yours alone. Please do not pass it on.
page-link-unknown = There is no such link
page-link-unknown-why = Perhaps it was not copied whole. Tap the link in the text message or chat itself, or call the service number.
page-link-ended = This link has ended
page-link-ended-why = To see how things stand, or to report something new, call the service number or write again in the chat.
page-link-busy = Please wait a little
page-link-busy-why = Too many links that do not exist were opened. Tap the original link again in a few minutes, or call the service number.

## WeChat subscription
subscribe-why = In two days we ask how it works, and we tell you when a time changes.
subscribe-button = Tell me in WeChat
subscribe-done = Thank you, WeChat will tell you.
