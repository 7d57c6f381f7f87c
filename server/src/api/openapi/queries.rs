//! The parameters that operations take behind their addresses.

/// Parameters: name, type, what it is.
pub(super) type Query = &'static [(&'static str, &'static str, &'static str)];

pub(super) const REGIONS: Query = &[
    ("within", "string", "The code of the region that they lie in; the caller's own when left out"),
    ("level", "string", "province, prefecture, county, township or village"),
];
pub(super) const WITHIN: Query = &[(
    "within",
    "string",
    "The code of the region that they lie in; the caller's own when left out",
)];
pub(super) const INDICATORS: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("groups", "string", "all and words of groups, with commas; all,poor_household when left out"),
    ("lang", "string", "The language of names and definitions: zh, otherwise English"),
];
pub(super) const CHILDREN: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("group", "string", "all, or the word of a group"),
    (
        "part",
        "string",
        "numerator, denominator or missing; what is not as it should be when left out",
    ),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most rows"),
];
pub(super) const BOARD: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("by", "string", "village, township, school, owner or county"),
];
pub(super) const TREND: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("weeks", "integer", "How many points, one a week; 12 when left out"),
];
pub(super) const QUEUE: Query = &[
    ("owner", "string", "An owner such as village:533325001201; all own queues when left out"),
    ("state", "string", "open, accepted or sent_back"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most follow-ups"),
];
pub(super) const QUEUE_FILE: Query = &[
    ("owner", "string", "An owner such as village:533325001201; all own queues when left out"),
    ("state", "string", "open, accepted or sent_back"),
    ("lang", "string", "The language of the headings: zh, otherwise English"),
];
pub(super) const BOARD_FILE: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("by", "string", "village, township, school, owner or county"),
    ("lang", "string", "The language of the headings: zh, otherwise English"),
];
pub(super) const OVERDUE: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("owner", "string", "Only of this owner"),
    ("village", "string", "Only of this village"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most follow-ups"),
];
pub(super) const FOLLOW_UPS: Query = &[
    ("region", "string", "The code of a region; all that the caller may read when left out"),
    ("school", "string", "The id of a school"),
    ("owner", "string", "Only of this owner, such as village:533325001201"),
    ("state", "string", "open, accepted, overdue or closed; all that is to be done when left out"),
    ("step", "integer", "Only of this step of the ladder, 1 to 8"),
    ("reason", "string", "Only those that exist for this reason"),
    ("age", "string", "Overdue by so many days: 0, 1-3, 4-7, 8-30 or over_30"),
    ("text", "string", "Part of a name, its initials, or the start of a student number"),
    (
        "sort",
        "string",
        "priority, due, risk, opened or student; from the end with a hyphen before it",
    ),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most follow-ups"),
    ("total", "boolean", "Counts all of them"),
];
pub(super) const STUDENTS: Query = &[
    ("search", "string", "Part of a name, its initials, or the start of a student number"),
    ("village", "string", "Only of this village"),
    ("school", "string", "Only of this school"),
    ("class", "string", "Only of this class"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most students"),
];
pub(super) const LEDGERS: Query = &[
    ("region", "string", "The code of a region; all that the caller may read when left out"),
    ("school", "string", "The id of a school"),
    ("text", "string", "Part of a name, its initials, or the start of a student number"),
    ("group", "string", "Only of this group"),
    ("lang", "string", "The language of names and definitions: zh, otherwise English"),
];
pub(super) const LEDGER: Query = &[
    ("region", "string", "The code of a region; all that the caller may read when left out"),
    ("school", "string", "The id of a school"),
    ("text", "string", "Part of a name, its initials, or the start of a student number"),
    ("group", "string", "Only of this group"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most children"),
    ("total", "boolean", "Counts all of them"),
];
pub(super) const PAGE: Query =
    &[("after", "string", "Where the last page ended"), ("limit", "integer", "The most entries")];
pub(super) const AUDIT: Query = &[
    (
        "after",
        "string",
        "Reads on, the oldest first: the number of the last entry of the page before",
    ),
    ("before", "string", "Reads back, the newest first: the same, or end"),
    ("limit", "integer", "The most entries"),
    ("worker", "string", "Only by this worker"),
    ("action", "string", "Only of this action"),
    ("from", "string", "The first day"),
    ("until", "string", "The last day"),
    ("text", "string", "Part of what it is about"),
];
pub(super) const WORKERS: Query = &[
    ("after", "string", "The last sign-in name of the page before"),
    ("limit", "integer", "The most accounts"),
    ("text", "string", "Part of a name or sign-in name"),
    ("role", "string", "Only of this role"),
    ("region", "string", "Only who is responsible for something in this region"),
    ("school", "string", "Only who is responsible for this school or one of its classes"),
    ("without_phone", "boolean", "Only who has no phone"),
    ("locked", "boolean", "Only who is locked, or who is not"),
];
pub(super) const WAITING: Query = &[
    ("school", "string", "Only of this school"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most children"),
];
pub(super) const PAPERS: Query = &[
    ("student", "string", "Only those about this student"),
    ("region", "string", "The code of a region; the caller's own when left out"),
    ("school", "string", "The id of a school"),
    ("kind", "string", "order, visit_record, case_file or monthly_report"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most documents"),
];
pub(super) const DEVICES: Query = &[
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most devices"),
    ("silent_days", "integer", "Only those that were not seen for so many days"),
];
pub(super) const IMPORT: Query = &[
    ("dry_run", "boolean", "Only tells what would be done"),
    ("good_rows", "boolean", "Takes the good rows though others are bad"),
];
pub(super) const FORMS: Query = &[("form", "string", "Only the editions of this form")];
pub(super) const FORM: Query = &[("dry_run", "boolean", "Only tells what would be done")];
pub(super) const LANGUAGE: Query = &[("lang", "string", "The language: its name or its code")];
pub(super) const RESULTS: Query = &[
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("from", "string", "The first day"),
    ("until", "string", "The last day"),
    ("table", "string", "In CSV: the path of a repeat, whose table it is then"),
    ("labels", "boolean", "Shows choices and headings by their labels"),
    ("lang", "string", "The language of labels: its name or its code"),
];
pub(super) const EVIDENCE: Query = &[
    ("student", "string", "Only of this student"),
    ("of", "string", "Only of this visit or other fact"),
    ("region", "string", "The code of a region"),
    ("school", "string", "The id of a school"),
    ("venues", "boolean", "Photos of venues, which are about no student"),
    ("doubtful", "boolean", "Only those with a doubtful point that nobody has explained"),
    ("lang", "string", "The language of the sentences: zh, otherwise English"),
    ("after", "string", "Where the last page ended"),
    ("limit", "integer", "The most photos that are looked at"),
];
pub(super) const SENTENCES: Query =
    &[("lang", "string", "The language of the sentences: zh, otherwise English")];
