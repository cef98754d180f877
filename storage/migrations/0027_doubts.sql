-- What is not known, or known later: when a message that goes by a consent may have gone though no answer said so; and
-- which choices stood at an address when, so that a number means what its reader saw.

alter table wechat_consent add column unknown_at integer;

alter table menu rename to menu_of_one;
create table menu (
    id integer primary key, channel text not null, address text not null, buttons text not null, at integer not null
);
create index menu_newest on menu (channel, address, id);
insert into menu (channel, address, buttons, at) select channel, address, buttons, 0 from menu_of_one;
drop table menu_of_one;
