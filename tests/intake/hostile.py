"""Wrong files: one wrong thing at a time in a folder that is right otherwise, and the whole line that a person reads."""

from __future__ import annotations

RIGHT = {
    "schools.csv": "urn,name,phase,number_on_roll\n140001,Alder,primary,210\n",
    "staff.csv": "school_urn,staff_id,role,contracted_hours,send_hours\n140001,S1,TA,30,20\n",
    "pupils.csv": "school_urn,pupil_id,need_hours,sen_status\n140001,P1,12,E\n",
    "outcomes.csv": "school_urn,pupil_id,outcome_id,outcome,status\n140001,P1,O1,Reads,on_track\n",
}
PUPIL = "school_urn,pupil_id,need_hours,sen_status"
STAFF = "school_urn,staff_id,role,contracted_hours,send_hours"
HOURS = "Write hours a week from 0 to 60, such as 12 or 12.5."
POUNDS = "Write 27000, 27000.50 or £27,000."
YEARS = "Write N1, N2, R, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 or 14."
NEEDS = (
    "Write SPLD (Specific learning difficulty), MLD (Moderate learning difficulty), SLD (Severe learning difficulty), "
    "PMLD (Profound and multiple learning difficulty), SEMH (Social, emotional and mental health), SLCN (Speech, language and communication), "
    "HI (Hearing impairment), VI (Vision impairment), MSI (Multi-sensory impairment), PD (Physical disability), ASD (Autistic spectrum disorder), "
    "OTH (Other difficulty or disability), NSA (No specialist assessment of type of need) or DS (Down syndrome)."
)
ROLES = "Write TA, LSA, HLTA, learning_mentor or other."
AREAS = "Write cognition_and_learning, communication_and_interaction, semh, sensory_and_physical or other."
COLUMNS = (
    "school_urn, pupil_id, name, year_group, class, need_hours, one_to_one_hours, sen_status, primary_need, funding_band, funding_amount, "
    "q1, q2, q3, q4, q5, q6, q7, q8, rated_on"
)
PHASES = "Write nursery, primary, secondary, all_through, special or alternative_provision."


def pupil(column: str, value: str) -> str:
    return f"{PUPIL},{column}\n140001,P1,12,E,{value}\n"


def deployed(value: str, column: str = "hours") -> str:
    cells = {"school_urn": "140001", "staff_id": "S1", "pupil_id": "P1", "hours": "3"} | {column: value}
    return f"{','.join(cells)}\n{','.join(cells.values())}\n"


HOSTILE: dict[str, tuple[str, str, str]] = {
    # hours
    "a unit": ("pupils.csv", f"{PUPIL}\n140001,P1,12h,E\n", "pupils.csv row 2, need_hours: '12h' is not a number of hours. Write 12 or 12.5."),
    "a clock time": ("pupils.csv", f"{PUPIL}\n140001,P1,12:30,E\n", "pupils.csv row 2, need_hours: '12:30' is not a number of hours. Write 12 or 12.5."),
    "a decimal comma": ("pupils.csv", f'{PUPIL}\n140001,P1,"12,5",E\n', "pupils.csv row 2, need_hours: '12,5' is not a number of hours. Write 12 or 12.5."),
    "nan": ("pupils.csv", f"{PUPIL}\n140001,P1,nan,E\n", "pupils.csv row 2, need_hours: 'nan' is not a number of hours. Write 12 or 12.5."),
    "inf": ("pupils.csv", f"{PUPIL}\n140001,P1,inf,E\n", "pupils.csv row 2, need_hours: 'inf' is not a number of hours. Write 12 or 12.5."),
    "an exponent": ("pupils.csv", f"{PUPIL}\n140001,P1,1e1,E\n", "pupils.csv row 2, need_hours: '1e1' is not a number of hours. Write 12 or 12.5."),
    "a negative": ("pupils.csv", f"{PUPIL}\n140001,P1,-1,E\n", "pupils.csv row 2, need_hours: '-1' is not a number of hours. Write 12 or 12.5."),
    "other digits": ("pupils.csv", f"{PUPIL}\n140001,P1,１２,E\n", "pupils.csv row 2, need_hours: '１２' is not a number of hours. Write 12 or 12.5."),
    "an underscore": ("pupils.csv", f"{PUPIL}\n140001,P1,1_2,E\n", "pupils.csv row 2, need_hours: '1_2' is not a number of hours. Write 12 or 12.5."),
    "three decimals": ("pupils.csv", f"{PUPIL}\n140001,P1,12.345,E\n", "pupils.csv row 2, need_hours: '12.345' has more than two decimals. Write 12 or 12.5."),
    "above 60": ("pupils.csv", f"{PUPIL}\n140001,P1,60.01,E\n", f"pupils.csv row 2, need_hours: '60.01' is more than 60. {HOURS}"),
    "blank need": ("pupils.csv", f"{PUPIL}\n140001,P1,,E\n", f"pupils.csv row 2, need_hours: is blank and needs a value. {HOURS}"),
    "no contract": (
        "staff.csv",
        f"{STAFF}\n140001,S1,TA,0,0\n",
        "staff.csv row 2, contracted_hours: '0' is not above 0. Write the hours a week of the contract, such as 32.5.",
    ),
    "send above contract": (
        "staff.csv",
        f"{STAFF}\n140001,S1,TA,20,20.5\n",
        "staff.csv row 2, send_hours: '20.5' is more than contracted_hours (20). Write 20 or less.",
    ),
    "one to one above need": (
        "pupils.csv",
        pupil("one_to_one_hours", "12.01"),
        "pupils.csv row 2, one_to_one_hours: '12.01' is more than need_hours (12). Write 12 or less.",
    ),
    "deployed text": ("deployment.csv", deployed("lots"), "deployment.csv row 2, hours: 'lots' is not a number of hours. Write 12 or 12.5."),
    "deployed too long": ("deployment.csv", deployed("61"), f"deployment.csv row 2, hours: '61' is more than 60. {HOURS}"),
    # money
    "dollars": ("pupils.csv", pupil("funding_amount", "$6000"), f"pupils.csv row 2, funding_amount: '$6000' is not an amount of money. {POUNDS}"),
    "a comma astray": ("pupils.csv", pupil("funding_amount", '"60,00"'), f"pupils.csv row 2, funding_amount: '60,00' is not an amount of money. {POUNDS}"),
    "a sign too much": ("pupils.csv", pupil("funding_amount", "££6"), f"pupils.csv row 2, funding_amount: '££6' is not an amount of money. {POUNDS}"),
    "a tenth of a penny": ("pupils.csv", pupil("funding_amount", "1.001"), f"pupils.csv row 2, funding_amount: '1.001' has more than two decimals. {POUNDS}"),
    "too much": (
        "pupils.csv",
        pupil("funding_amount", "10000000.01"),
        "pupils.csv row 2, funding_amount: '10000000.01' is more than 10000000. Write pounds from 0 to 10000000, such as 27000 or 27000.50.",
    ),
    "a salary in words": (
        "staff.csv",
        f"{STAFF},annual_salary\n140001,S1,TA,30,20,n/a\n",
        f"staff.csv row 2, annual_salary: 'n/a' is not an amount of money. {POUNDS}",
    ),
    # codes
    "a need nobody knows": ("pupils.csv", pupil("primary_need", "ADHD"), f"pupils.csv row 2, primary_need: 'ADHD' is not a code for primary_need. {NEEDS}"),
    "no SEN": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,12,N\n",
        "pupils.csv row 2, sen_status: 'N' is not a code for sen_status. Write E (EHC plan) or K (SEN support).",
    ),
    "a year group": ("pupils.csv", pupil("year_group", "Year four"), f"pupils.csv row 2, year_group: 'Year four' is not a code for year_group. {YEARS}"),
    "Year 15": ("pupils.csv", pupil("year_group", "Year 15"), f"pupils.csv row 2, year_group: 'Year 15' is not a code for year_group. {YEARS}"),
    "year 15": ("pupils.csv", pupil("year_group", "15"), f"pupils.csv row 2, year_group: '15' is not a code for year_group. {YEARS}"),
    "a role": ("staff.csv", f"{STAFF}\n140001,S1,Teacher,30,20\n", f"staff.csv row 2, role: 'Teacher' is not a code for role. {ROLES}"),
    "a role with a blank": (
        "staff.csv",
        f"{STAFF}\n140001,S1,learning mentor,30,20\n",
        f"staff.csv row 2, role: 'learning mentor' is not a code for role. {ROLES}",
    ),
    "a phase": (
        "schools.csv",
        "urn,name,phase,number_on_roll\n140001,Alder,infant,210\n",
        f"schools.csv row 2, phase: 'infant' is not a code for phase. {PHASES}",
    ),
    "a mode": (
        "deployment.csv",
        deployed("corridor", "mode"),
        "deployment.csv row 2, mode: 'corridor' is not a code for mode. Write in_class, withdrawn or intervention.",
    ),
    "an answer": ("pupils.csv", pupil("q1", "B"), "pupils.csv row 2, q1: 'B' is not an answer. Write R, A or G, or leave it blank."),
    "neither yes nor no": (
        "deployment.csv",
        deployed("perhaps", "locked"),
        "deployment.csv row 2, locked: 'perhaps' is neither yes nor no. Write yes, no or leave it blank.",
    ),
    "a status": (
        "outcomes.csv",
        "school_urn,pupil_id,outcome_id,outcome,status\n140001,P1,O1,Reads,done\n",
        "outcomes.csv row 2, status: 'done' is not a code for status. Write not_started, emerging, developing, on_track, achieved or withdrawn.",
    ),
    # whole numbers, dates, terms
    "half a pupil": (
        "schools.csv",
        "urn,name,phase,number_on_roll\n140001,Alder,primary,210.5\n",
        "schools.csv row 2, number_on_roll: '210.5' is not a whole number. Write a whole number from 0 to 1000000.",
    ),
    "a URN in words": (
        "schools.csv",
        "urn,name,phase,number_on_roll\n140001,Alder,primary,2\nalder,Alder,primary,2\n",
        "schools.csv row 3, urn: 'alder' is not a URN. Write the school's number, six digits such as 140001.",
    ),
    "a path for a URN": (
        "schools.csv",
        "urn,name,phase,number_on_roll\n140001,Alder,primary,2\n../1,Alder,primary,2\n",
        "schools.csv row 3, urn: '../1' is not a URN. Write the school's number, six digits such as 140001.",
    ),
    "a blank name": (
        "schools.csv",
        "urn,name,phase,number_on_roll\n140001, ,primary,2\n",
        "schools.csv row 2, name: is blank and needs a value. Write text of at most 500 characters.",
    ),
    "a day that is none": (
        "pupils.csv",
        pupil("rated_on", "2025-02-30"),
        "pupils.csv row 2, rated_on: '2025-02-30' is not a day of the calendar. Write 2025-08-31 or 31/08/2025.",
    ),
    "an American day": (
        "pupils.csv",
        pupil("rated_on", "08/31/2025"),
        "pupils.csv row 2, rated_on: '08/31/2025' is not a day of the calendar. Write 2025-08-31 or 31/08/2025.",
    ),
    "a year of two digits": (
        "pupils.csv",
        pupil("rated_on", "31/08/25"),
        "pupils.csv row 2, rated_on: '31/08/25' is not a date. Write 2025-08-31 or 31/08/2025.",
    ),
    "a serial number": ("pupils.csv", pupil("rated_on", "45900"), "pupils.csv row 2, rated_on: '45900' is not a date. Write 2025-08-31 or 31/08/2025."),
    "a year long ago": (
        "pupils.csv",
        pupil("rated_on", "0225-01-01"),
        "pupils.csv row 2, rated_on: '0225-01-01' is outside 1900 to 2100. Write 2025-08-31 or 31/08/2025.",
    ),
    "a term": (
        "school_facts.csv",
        "school_urn,term\n140001,Autumn 2025\n",
        "school_facts.csv row 2, term: 'Autumn 2025' is not a term. Write the year the academic year began in and the season, such as 2025-autumn.",
    ),
    # text
    "a bidirectional sign": (
        "pupils.csv",
        pupil("name", "Ann\u202egnp"),
        "pupils.csv row 2, name: 'Ann\\u202egnp' holds the hidden character U+202E. Type the value again without it.",
    ),
    "a bell": (
        "pupils.csv",
        pupil("name", "Ann\x07"),
        "pupils.csv row 2, name: 'Ann\\u0007' holds the hidden character U+0007. Type the value again without it.",
    ),
    "a zero-width space": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1\u200b,12,E\n",
        "pupils.csv row 2, pupil_id: 'P1\\u200b' holds the hidden character U+200B. Type the value again without it.",
    ),
    "a line break in a name": (
        "pupils.csv",
        pupil("name", '"Ann\nLee"'),
        "pupils.csv row 2, name: 'Ann\\u000aLee' holds a line break. Type the value again without it.",
    ),
    "a very long name": ("pupils.csv", pupil("name", "A" * 501), f"pupils.csv row 2, name: '{'A' * 40}…' has 501 characters. Write at most 500."),
    # UPN
    "a wrong check letter": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,1,E\n140001,A801200005001,12,E\n",
        "pupils.csv row 3, pupil_id: 'A801200005001' is not a UPN: its check letter is not A. If the digits are right, write B801200005001.",
    ),
    "a UPN in small letters": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,1,E\n140001,b801200005001,12,E\n",
        "pupils.csv row 3, pupil_id: 'b801200005001' is a UPN in small letters. Write B801200005001.",
    ),
    # identity and belonging
    "a pupil twice": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,12,E\n\n140001,P1,3,K\n",
        "pupils.csv row 4, school_urn, pupil_id: '140001, P1' stands in row 2 already. Keep one of the two rows.",
    ),
    "live twice": (
        "tasks.csv",
        "school_urn,scenario,staff_id,task,hours\n140001,,S1,cover,1\n140001,Live,S1,cover,2\n",
        "tasks.csv row 3, school_urn, scenario, staff_id, task: '140001, blank, S1, cover' stands in row 2 already. Keep one of the two rows.",
    ),
    "a school of nobody": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,1,E\n140009,P1,12,E\n",
        "pupils.csv row 3, school_urn: '140009' is not a school of schools.csv or of the register. Write the URN of one, or add the school.",
    ),
    "a pupil of nobody": (
        "deployment.csv",
        deployed("P9", "pupil_id"),
        "deployment.csv row 2, pupil_id: 'P9' is not a pupil of school 140001. Write a pupil_id of pupils.csv, or add the pupil there.",
    ),
    "staff of nobody": (
        "deployment.csv",
        deployed("S9", "staff_id"),
        "deployment.csv row 2, staff_id: 'S9' is not a member of staff of school 140001. Write a staff_id of staff.csv, or add the person there.",
    ),
    "an outcome of nobody": (
        "reviews.csv",
        "school_urn,pupil_id,outcome_id,reviewed_on,status\n140001,P1,O9,2025-09-01,emerging\n",
        "reviews.csv row 2, outcome_id: 'O9' is not an outcome of pupil 'P1' of school 140001. Write an outcome_id of outcomes.csv, or add the outcome there.",
    ),
    "an area that is none": (
        "priorities.csv",
        "school_urn,number,title,measure,of,target_share\n,1,Talk,need_area,talk,40\n",
        f"priorities.csv row 2, of: 'talk' does not go with the measure need_area. {AREAS}",
    ),
    "a what-if called live": (
        "scenarios.csv",
        "school_urn,name\n140001,Live\n",
        "scenarios.csv row 2, name: 'live' is what is in force, not a what-if. Give the what-if another name.",
    ),
    # headings and rows
    "an unknown column": (
        "pupils.csv",
        f"{PUPIL},need_hrs\n140001,P1,12,E,3\n",
        "pupils.csv row 1, 'need_hrs': is not a column of pupils.csv. Did you mean need_hours?",
    ),
    "a column of no use": (
        "tasks.csv",
        "school_urn,staff_id,task,hours,xyzzy\n140001,S1,cover,1,2\n",
        "tasks.csv row 1, 'xyzzy': is not a column of tasks.csv. Its columns are school_urn, scenario, staff_id, task, hours.",
    ),
    "a heading of a school system in our own file": (
        "pupils.csv",
        f"{PUPIL},Gender\n140001,P1,12,E,F\n",
        f"pupils.csv row 1, 'Gender': is not a column of pupils.csv. Its columns are {COLUMNS}.",
    ),
    "a missing column": (
        "pupils.csv",
        "school_urn,pupil_id,sen_status\n140001,P1,E\n",
        "pupils.csv row 1, need_hours: is missing from the headings. Add the column: hours of support a week that the pupil needs.",
    ),
    "a heading twice": ("pupils.csv", f"{PUPIL},name,Name\n140001,P1,12,E,a,b\n", "pupils.csv row 1, name: stands in the headings twice. Keep one of them."),
    "no headings": ("pupils.csv", "140001,P1,12,E\n", f"pupils.csv: has none of the columns of pupils.csv in its first row. Write {COLUMNS}."),
    "a short row": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,12,E\n140001,P2\n",
        "pupils.csv row 3: has 2 cells where the headings have 4. Check for a comma in a value without quotes, or a missing cell.",
    ),
    "a long row": (
        "pupils.csv",
        f"{PUPIL}\n140001,P1,12,E,5\n",
        "pupils.csv row 2: has 5 cells where the headings have 4. Check for a comma in a value without quotes, or a missing cell.",
    ),
    "a column without heading": (
        "pupils.csv",
        f"{PUPIL},\n140001,P1,12,E,5\n",
        "pupils.csv row 2: has a value in column 5, which has no heading. Write a heading in row 1 or clear the column.",
    ),
    "semicolons": (
        "pupils.csv",
        f"{PUPIL.replace(',', ';')}\n140001;P1;12;E\n",
        "pupils.csv row 1: is separated by semicolons, not by commas. Save it as CSV (comma delimited).",
    ),
    "an open quote": (
        "pupils.csv",
        f'{PUPIL}\n140001,"P1,12,E\n',
        "pupils.csv row 2: is not CSV (unexpected end of data). Check the quotes and commas of that row, or save the sheet as CSV again.",
    ),
    "an empty file": ("pupils.csv", "", "pupils.csv: is empty. Write the headings in row 1, or leave the file out."),
    "only blanks": ("pupils.csv", " \r\n,,\r\n", "pupils.csv: is empty. Write the headings in row 1, or leave the file out."),
    "a web page": ("pupils.csv", "<!DOCTYPE html><html><table>", "pupils.csv: is a web page. Export the table as CSV instead."),
    "a misspelt file": ("pupil.csv", "a,b\n1,2\n", "pupil.csv: is not a table of the register, by its name or by its headings. Did you mean pupils.csv?"),
}
