-- The link in a sticker's code, where another than we has made it: a WeChat code with a scene.
alter table sticker add column link text;
create unique index sticker_link on sticker (link) where link is not null;
