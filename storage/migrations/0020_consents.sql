-- One-time subscriptions (订阅通知): each consent carries one message, by which it is spent. The choices of a menu know
-- which message they belong to, so that two questions in one text are outdated one by one.

create table wechat_consent (
    id integer primary key, address text not null, template text not null, given_at integer not null, outbox integer
);
create index wechat_consent_left on wechat_consent (address, template) where outbox is null;
create index wechat_consent_spent on wechat_consent (outbox) where outbox is not null;
update menu set buttons =
    (select json_group_array(json_array(menu.outbox, choice.value)) from json_each(menu.buttons) choice);
