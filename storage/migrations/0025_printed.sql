-- Jobs whose service sheet was given out to be printed: a photo of the signed sheet is then one of it.
create table sheet_printed (subject integer primary key, at integer not null);
