//! Every operation: address, parameters, what it takes and what it gives.

use super::queries::{
    AUDIT, BOARD, BOARD_FILE, CHILDREN, DEVICES, EVIDENCE, FOLLOW_UPS, FORM, FORMS, IMPORT,
    INDICATORS, LANGUAGE, LEDGER, LEDGERS, OVERDUE, PAGE, PAPERS, QUEUE, QUEUE_FILE, REGIONS,
    RESULTS, SENTENCES, STUDENTS, TREND, WAITING, WITHIN, WORKERS,
};

/// What a body holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Body {
    /// Nothing.
    None,
    /// A value of that schema, in JSON or CBOR.
    Value(&'static str),
    /// A JSON document.
    Document,
    /// A form as XLSX or XML, alone or in parts with its CSV files.
    Form,
    /// Plain text.
    Text,
    /// A table in CSV or XLSX, or the JSON of calendar and policy.
    Table,
    /// A file that was asked for.
    Exported,
    /// Server-sent events.
    Events,
    /// A file of that media type.
    File(&'static str),
}

/// An operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Operation {
    /// The method, in lower case.
    pub(super) method: &'static str,
    /// The address.
    pub(super) path: &'static str,
    /// What it does.
    pub(super) summary: &'static str,
    /// Parameters behind the address: name, type, what it is.
    pub(super) query: &'static [(&'static str, &'static str, &'static str)],
    /// What it takes.
    pub(super) takes: Body,
    /// The status when it went well.
    pub(super) status: u16,
    /// What it gives.
    pub(super) gives: Body,
    /// Whether nobody needs to be signed in.
    pub(super) public: bool,
}

const fn get(path: &'static str, summary: &'static str, gives: Body) -> Operation {
    Operation {
        method: "get",
        path,
        summary,
        query: &[],
        takes: Body::None,
        status: 200,
        gives,
        public: false,
    }
}

const fn post(path: &'static str, summary: &'static str, takes: Body, gives: Body) -> Operation {
    let status = if matches!(gives, Body::None) { 204 } else { 200 };
    Operation { method: "post", path, summary, query: &[], takes, status, gives, public: false }
}

impl Operation {
    const fn open(mut self) -> Self {
        self.public = true;
        self
    }

    const fn with(mut self, query: &'static [(&'static str, &'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }

    const fn creates(mut self) -> Self {
        self.status = 201;
        self
    }

    const fn accepted(mut self) -> Self {
        self.status = 202;
        self
    }

    const fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }
}

const JPEG: Body = Body::File("image/jpeg");
/// The bytes of a file, as tus sends them.
const BYTES: Body = Body::File("application/offset+octet-stream");
const CSV: Body = Body::File("text/csv");
const XLSX: Body = Body::File("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// Every operation of the API.
pub(super) const OPERATIONS: &[Operation] = &[
    get("/healthz", "Whether the process lives", Body::Text).open(),
    get("/readyz", "Whether the database answers", Body::Text).open(),
    get("/metrics", "Counts and times for Prometheus", Body::Text).open(),
    get("/v1/openapi.json", "This document", Body::Document).open(),
    post("/v1/sign-in", "Signs in", Body::Value("SignIn"), Body::Value("Session")).open(),
    post(
        "/v1/refresh",
        "Rotates the refresh token",
        Body::Value("Refresh"),
        Body::Value("Session"),
    )
    .open(),
    post("/v1/sign-out", "Ends the device's sessions", Body::None, Body::None),
    get("/v1/me", "Who the caller is", Body::Value("Me")),
    post("/v1/push", "Takes facts", Body::Value("Push"), Body::Value("PushAnswer")),
    get("/v1/pull", "What is new since a cursor", Body::Value("Page")).with(PAGE),
    post(
        "/v1/removals",
        "Confirms that students are gone from a phone",
        Body::Value("Removal"),
        Body::None,
    ),
    post("/v1/files", "What of tus is spoken here", Body::None, Body::None)
        .method("options")
        .open(),
    post(
        "/v1/files",
        "Begins an upload, with its first bytes if they come along",
        BYTES,
        Body::None,
    )
    .creates(),
    post("/v1/files/{id}", "What of tus is spoken here", Body::None, Body::None)
        .method("options")
        .open(),
    get("/v1/files/{id}", "Where an upload stands", Body::None).method("head"),
    post("/v1/files/{id}", "Takes bytes from where the upload stands", BYTES, Body::None)
        .method("patch"),
    post("/v1/files/{id}", "Ends an upload", Body::None, Body::None).method("delete"),
    post("/v1/files/{id}", "Does what X-HTTP-Method-Override says", BYTES, Body::None),
    get("/v1/queue", "Open follow-ups of owners", Body::Value("Queue")).with(QUEUE),
    get("/v1/overdue", "Overdue follow-ups of a region or school", Body::Value("Overdue"))
        .with(OVERDUE),
    get("/v1/follow-ups", "Follow-ups of an area, in any order", Body::Value("FollowUps"))
        .with(FOLLOW_UPS),
    get("/v1/board", "Open and overdue follow-ups counted", Body::Value("Board")).with(BOARD),
    get("/v1/board/trend", "What was open and overdue week by week", Body::Value("Trend"))
        .with(TREND),
    get("/v1/indicators", "Indicators with definitions and targets", Body::Value("Indicators"))
        .with(INDICATORS),
    get(
        "/v1/indicators/{key}/children",
        "The named children behind an indicator; logged",
        Body::Value("IndicatorChildren"),
    )
    .with(CHILDREN),
    get("/v1/regions", "Regions and where they lie", Body::Value("Regions")).with(REGIONS),
    get(
        "/v1/regions.geojson",
        "The shapes of the regions of a level as GeoJSON",
        Body::File("application/geo+json"),
    )
    .with(REGIONS),
    get("/v1/schools", "Schools and where they lie", Body::Value("Schools")).with(WITHIN),
    get("/v1/live", "Events that tell when something changed", Body::Events),
    get("/v1/students", "Students of the caller's scopes", Body::Value("Students")).with(STUDENTS),
    get("/v1/students/{id}", "A student with state and timeline", Body::Value("StudentAnswer")),
    get("/v1/students/{id}/identity", "The full identity number; logged", Body::Value("Identity"))
        .with(&[("reason", "string", "Why it is looked at, for the log; 5 to 500 characters")]),
    get(
        "/v1/exports",
        "The files that the caller asked for, the newest first",
        Body::Value("Exports"),
    )
    .with(PAGE),
    post("/v1/exports", "Asks for a file to be made", Body::Value("Wish"), Body::Value("Export"))
        .accepted(),
    get("/v1/exports/columns", "The columns that a file can have", Body::Value("ExportColumns"))
        .with(&[
            ("what", "string", "What the file is of, as in a wish"),
            ("lang", "string", "The language of the names: zh, otherwise English"),
        ]),
    get("/v1/exports/{id}", "How far a file is", Body::Value("Export")),
    post("/v1/exports/{id}", "Cancels or erases a file", Body::None, Body::None).method("delete"),
    get("/v1/exports/{id}/file", "The file; each download is logged", Body::Exported),
    get(
        "/v1/ledgers",
        "Ledgers, their columns, and how many children each holds",
        Body::Value("Ledgers"),
    )
    .with(LEDGERS),
    get("/v1/ledgers/{ledger}", "The children that a ledger holds", Body::Value("LedgerPage"))
        .with(LEDGER),
    get("/v1/cases/{id}", "A case", Body::Value("CaseAnswer")),
    post(
        "/v1/follow-ups/bulk",
        "One act on many follow-ups, each judged on its own",
        Body::Value("BulkAct"),
        Body::Value("BulkAnswer"),
    ),
    post(
        "/v1/follow-ups/{id}/accept",
        "Takes a follow-up up",
        Body::None,
        Body::Value("FollowUpAnswer"),
    ),
    post(
        "/v1/follow-ups/{id}/done",
        "Says that it is done",
        Body::Value("Done"),
        Body::Value("FollowUpAnswer"),
    ),
    post(
        "/v1/follow-ups/{id}/send-back",
        "Sends it back",
        Body::Value("SendBack"),
        Body::Value("FollowUpAnswer"),
    ),
    post(
        "/v1/follow-ups/{id}/reassign",
        "Hands it on",
        Body::Value("Reassign"),
        Body::Value("FollowUpAnswer"),
    ),
    post(
        "/v1/students/{id}/facts",
        "Records what was done about a student",
        Body::Value("NewFact"),
        Body::Value("Recorded"),
    )
    .creates(),
    post(
        "/v1/facts/{id}/retract",
        "Withdraws a fact of one's own",
        Body::Value("Withdrawal"),
        Body::Value("Recorded"),
    )
    .creates(),
    get("/v1/evidence", "Evidence photos, the last that arrived first", Body::Value("Photos"))
        .with(EVIDENCE),
    get("/v1/evidence/{id}", "One photo with its verdict", Body::Value("Photo")).with(SENTENCES),
    get("/v1/evidence/{id}/photo", "The picture, or a range of it; logged", JPEG),
    get("/v1/evidence/{id}/thumb", "The thumbnail", JPEG),
    get(
        "/v1/evidence/{id}/bundle.zip",
        "Picture, record, key and chain for an auditor; logged",
        Body::File("application/zip"),
    ),
    post(
        "/v1/evidence/{id}/explanation",
        "Explains a doubtful point",
        Body::Value("Explanation"),
        Body::Value("Explained"),
    ),
    post(
        "/v1/students/{id}/erase-photos",
        "Deletes a student's photos for good; logged",
        Body::Value("Erasure"),
        Body::Value("Erased"),
    ),
    get("/v1/exports/queue.csv", "A queue as CSV; logged", CSV).with(QUEUE_FILE),
    get("/v1/exports/queue.xlsx", "A queue as XLSX; logged", XLSX).with(QUEUE_FILE),
    get("/v1/exports/board.csv", "A board as CSV; logged", CSV).with(BOARD_FILE),
    get("/v1/exports/board.xlsx", "A board as XLSX; logged", XLSX).with(BOARD_FILE),
    post("/v1/imports/{kind}", "Takes a file", Body::Table, Body::Value("ImportReport"))
        .with(IMPORT),
    get("/v1/imports/{kind}/template.xlsx", "A workbook to begin a file with", XLSX).with(&[(
        "lang",
        "string",
        "The language of headings and notes: zh, otherwise English",
    )]),
    get("/v1/forms", "The editions of the county's forms", Body::Value("Forms")).with(FORMS),
    post("/v1/forms", "Takes a form in", Body::Form, Body::Value("FormReport")).with(FORM),
    get("/v1/forms/{form}/{edition}", "The definition of an edition", Body::Document),
    post(
        "/v1/forms/{form}/{edition}/audience",
        "Opens an edition to an audience, or withdraws it",
        Body::Value("Opening"),
        Body::Value("FormEntry"),
    )
    .method("put"),
    get("/v1/forms/{form}/{edition}/form.xlsx", "An edition as XLSForm", XLSX),
    get(
        "/v1/forms/{form}/{edition}/form.xml",
        "An edition as XForms",
        Body::File("application/xml"),
    ),
    get("/v1/forms/{form}/results.csv", "The answers to a form as CSV; logged", CSV).with(RESULTS),
    get("/v1/forms/{form}/results.xlsx", "The answers to a form as XLSX; logged", XLSX)
        .with(RESULTS),
    get(
        "/v1/forms/{form}/results.geojson",
        "The answers to a form as GeoJSON; logged",
        Body::File("application/geo+json"),
    )
    .with(RESULTS),
    get(
        "/v1/students/{id}/answers/{fact}",
        "A filled form read back with labels",
        Body::Value("Answers"),
    )
    .with(LANGUAGE),
    get("/v1/workers", "The county's accounts", Body::Value("Workers")).with(WORKERS),
    get(
        "/v1/workers/{id}",
        "One account, with what was and what there is",
        Body::Value("WholeWorker"),
    ),
    post("/v1/workers", "Adds an account", Body::Value("NewWorker"), Body::Value("Worker"))
        .creates(),
    post(
        "/v1/workers/{id}",
        "Changes an account",
        Body::Value("WorkerChange"),
        Body::Value("Worker"),
    )
    .method("patch"),
    post(
        "/v1/workers/{id}/password",
        "Gives an account a new password, told once",
        Body::None,
        Body::Value("NewPassword"),
    ),
    post(
        "/v1/workers/{id}/assignments",
        "Assigns a scope",
        Body::Value("Assign"),
        Body::Value("Assignment"),
    )
    .creates(),
    post("/v1/workers/{id}/assignments/{assignment}", "Ends an assignment", Body::None, Body::None)
        .method("delete"),
    get("/v1/moves", "What was moved between workers, the last first", Body::Value("Moves"))
        .with(PAGE),
    post(
        "/v1/moves",
        "Moves a class, school or region from one worker to another",
        Body::Value("NewMove"),
        Body::Value("Moved"),
    )
    .creates(),
    get(
        "/v1/roster",
        "The county's schools with classes and children counted",
        Body::Value("Roster"),
    ),
    post("/v1/schools", "Adds a school", Body::Value("NewSchool"), Body::Value("School")).creates(),
    post(
        "/v1/schools/{id}",
        "Changes a school",
        Body::Value("SchoolChange"),
        Body::Value("School"),
    )
    .method("patch"),
    get("/v1/schools/{id}/classes", "The classes of a school", Body::Value("SchoolClasses")),
    post(
        "/v1/schools/{id}/classes",
        "Adds a class",
        Body::Value("NewClass"),
        Body::Value("SchoolClasses"),
    )
    .creates(),
    post(
        "/v1/roll-over",
        "Goes on to a new school year, or tells what that would be",
        Body::Value("NewYear"),
        Body::Value("RollOver"),
    ),
    get(
        "/v1/roll-over/waiting",
        "Children whose class went on without them; logged",
        Body::Value("WaitingChildren"),
    )
    .with(WAITING),
    get(
        "/v1/retention",
        "What is kept how long, and what is deleted next",
        Body::Value("Retention"),
    ),
    get("/v1/devices", "The county's devices, and what waits there", Body::Value("Devices"))
        .with(DEVICES),
    post("/v1/devices/{id}/revoke", "Cuts a device off", Body::None, Body::None),
    get("/v1/papers", "Documents that were issued, the last first", Body::Value("Papers"))
        .with(PAPERS),
    post(
        "/v1/papers",
        "Draws a document up, or issues it with the next number",
        Body::Value("NewPaper"),
        Body::Value("DrawnPaper"),
    )
    .creates(),
    get("/v1/papers/{id}", "A document", Body::Value("Paper")),
    get("/v1/papers/{id}/pages", "A document's pages as SVG", Body::Value("PaperPages")),
    get("/v1/papers/{id}/paper.pdf", "A document as PDF", Body::File("application/pdf")),
    post("/v1/papers/{id}/cancel", "Cancels a document", Body::Value("SendBack"), Body::None),
    get(
        "/v1/paper-templates",
        "The templates of documents that hold",
        Body::Value("PaperTemplates"),
    ),
    get("/v1/paper-templates/{paper}", "A template", Body::Value("PaperTemplate")),
    post(
        "/v1/paper-templates/{paper}",
        "Puts a template in force, or the shipped one again",
        Body::Value("NewPaperTemplate"),
        Body::Value("PaperTemplate"),
    )
    .method("put"),
    post(
        "/v1/paper-templates/{paper}/try",
        "Sets a template on invented data",
        Body::Value("TriedPaperTemplate"),
        Body::Value("PaperTrial"),
    ),
    get("/v1/rules", "The policy and the calendar that hold", Body::Value("Rules")),
    post(
        "/v1/rules/trial",
        "What another policy or calendar would change",
        Body::Value("TriedRules"),
        Body::Value("RulesTrial"),
    ),
    get("/v1/audit", "Who saw, exported and changed what", Body::Value("Audit")).with(AUDIT),
];
