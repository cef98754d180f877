"""What a branch owes for every period of the calendar: its reports. Rules: R1 R2 R3 R5 R6 R11 D14."""
