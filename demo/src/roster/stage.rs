//! What is looked at in a demonstration: the accounts, their village, school and class, and who slips.

/// The password of every account of the demonstration.
pub const PASSWORD: &str = "doorstep-demo";

/// The township of the demonstration accounts.
pub const TOWNSHIP: &str = "533325104";

/// The village of the demonstration's committee member.
pub const VILLAGE: &str = "533325104203";

/// Villages whose committees let work lie.
pub const SLIPPING: &[&str] = &[VILLAGE, "533325103210", "533325203210"];

/// The grade of the demonstration teacher's class, in the township's junior secondary school.
pub const GRADE: u8 = 7;

/// How many of that class live in the demonstration's village.
pub const NEIGHBOURS: usize = 8;

/// The named accounts, with what each shows.
pub const ACCOUNTS: &[(&str, &str)] = &[
    ("teacher", "a class with overdue visits"),
    ("principal", "that school"),
    ("committee", "a village whose queue slips"),
    ("township", "that township"),
    ("department", "civil affairs, with referrals"),
    ("supervisor", "the county"),
    ("admin", "rosters, accounts, devices"),
];
