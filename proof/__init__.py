"""Evidence of a visit 凭证: photos are looked at, offline; each check says what it saw. S2, S3, S4, S5, X7, X18.

Nothing is rejected in this room: a picture passes, or a person is asked, with the reason and the crop that shows it.
"""
