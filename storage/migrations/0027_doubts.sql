-- When a message that goes by a consent may have gone, and no answer said so.
alter table wechat_consent add column unknown_at integer;
