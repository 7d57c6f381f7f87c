// Every request of the core with what is asked and answered, and every type in it; generated from ffi/face, never edited.

/** Every request by its name. */
export interface Face {
  /** Who is in on this phone, and until when it may work without contact. */
  who: { ask: Record<string, never>; answer: Who };
  /** Makes the request that signs a worker in; the page sends it to `/v1/sign-in` as JSON. */
  enrol_begin: {
    ask: {
      /** The sign-in name. */
      username: string;
      /** The password. */
      password: string;
      /** A name for the device that its owner recognises. */
      device_name: string;
    };
    answer: SignIn;
  };
  /** Takes the server's answer to the sign-in. */
  enrol_finish: {
    ask: {
      /** The session. */
      session: Session;
    };
    answer: null;
  };
  /** Signs out: says what has not reached the server, or erases everything when nothing is left to send. */
  leave: {
    ask: {
      /** Whether what is unsent is a problem (`unsent_work`) instead of an answer; it is never lost. */
      force?: boolean | null;
    };
    answer: Left;
  };
  /** Says what the sync machine does next; a call's body is the one byte part. */
  sync_next: {
    ask: {
      /** Whether bytes cost money on it. */
      network: Network;
      /** Whether a person asks, or the network has come back: then it is not waited for one that was missing. */
      anew?: boolean | null;
    };
    answer: SyncStep;
  };
  /** Hands the sync machine what came back, with the body as the one byte part. */
  sync_answer: {
    ask: {
      /** Whether nothing came, or not all of it, or too late. */
      lost?: boolean | null;
      /** The HTTP status. */
      status?: number | null;
      /** `Retry-After` in seconds. */
      retry_after?: number | null;
      /** `Content-Type`. */
      content_type?: string | null;
      /** `Content-Encoding` of the body as it is handed over: none where a browser has undone it. */
      encoding?: string | null;
      /** `Location`. */
      location?: string | null;
      /** `Upload-Offset` in bytes. */
      upload_offset?: number | null;
    };
    answer: null;
  };
  /** How this phone stands with the server. */
  sync_status: { ask: Record<string, never>; answer: SyncStatus };
  /** On which networks photos go. */
  photos_when: { ask: Record<string, never>; answer: PhotosWhen };
  /** Sets on which networks photos go. */
  set_photos_when: {
    ask: {
      /** When photos are sent. */
      when: PhotosWhen;
    };
    answer: null;
  };
  /** Reads the whole database for damage. */
  check: { ask: Record<string, never>; answer: null };
  /** The day's work, by village. */
  today: {
    ask: {
      /** The phone's position, when it has one. */
      from?: Place | null;
    };
    answer: Today;
  };
  /** The villages that a household can live in. */
  villages: { ask: Record<string, never>; answer: Array<Village> };
  /** The open follow-ups of one owner, or of all whom the worker serves. */
  queue: {
    ask: {
      /** One owner; none for all whom the worker serves. */
      owner?: Owner | null;
    };
    answer: Array<QueueWork>;
  };
  /** The homes of today's work on a flat plane in metres, with villages and schools. */
  homes: {
    ask: {
      /** The phone's position, when it has one. */
      from?: Place | null;
    };
    answer: SketchMap;
  };
  /** How much there is to do in each queue that the worker serves. */
  queue_counts: { ask: Record<string, never>; answer: Array<OwnerCount> };
  /** The classes that the worker answers for. */
  classes: { ask: Record<string, never>; answer: Array<ClassRow> };
  /** The colleagues whom the phone knows, for those who come along on a visit. */
  colleagues: { ask: Record<string, never>; answer: Array<Worker> };
  /** A class on a day: who is missing since when, who reported it, and who was told. */
  class_day: {
    ask: {
      /** The class. */
      class: ClassId;
      /** The day. */
      day: Day;
    };
    answer: ClassDay;
  };
  /** The worker's reminders and those for guardians, with what followed. */
  reminders: { ask: Record<string, never>; answer: Array<ReminderRow> };
  /** The promises that are due by tonight and not settled. */
  promises: { ask: Record<string, never>; answer: Array<Work> };
  /** What was recorded on this phone, the newest first. */
  records: {
    ask: {
      /** The `next` of the page before; none for the newest. */
      before?: number | null;
      /** The most that are answered. */
      limit: number;
    };
    answer: Records;
  };
  /** The schools of the worker's regions, and what was reported around schools. */
  patrol: { ask: Record<string, never>; answer: Patrol };
  /** A message to a guardian, ready to be sent. */
  guardian_message: {
    ask: {
      /** The student. */
      student: StudentId;
      /** What it is for; without one it is the reminder's own words. */
      purpose?: Purpose | null;
      /** The reminder that it carries out. */
      reminder?: FactId | null;
      /** The guardian; the reminder's, or the one who cares for the child, when it is not said. */
      guardian?: GuardianId | null;
      /** The day that it is about; what follows from the record when it is not said. */
      day?: Day | null;
      /** The language as a tag such as `zh-Hans`. */
      language: string;
    };
    answer: GuardianMessage;
  };
  /** Students by name, pinyin initials, student number or village. */
  search: {
    ask: {
      /** A name, pinyin initials, a student number or a village; empty for everyone. */
      text: string;
      /** The most that are answered. */
      limit: number;
      /** Which of them; everyone when it is not said. */
      only?: Only | null;
    };
    answer: Array<Found>;
  };
  /** One student's screen. */
  student: {
    ask: {
      /** The student. */
      id: StudentId;
    };
    answer: StudentScreen;
  };
  /** The notifications that the phone's own clock should show, the first first. */
  reminder_plan: { ask: Record<string, never>; answer: Array<PlannedNotification> };
  /** What the server did not take. */
  attention: { ask: Record<string, never>; answer: Array<Attention> };
  /** One follow-up with what proves it and what the worker may do with it. */
  follow_up: {
    ask: {
      /** The student. */
      student: StudentId;
      /** The follow-up. */
      follow_up: FollowUpId;
    };
    answer: FollowUpScreen;
  };
  /** The near times that a reminder can be set for. */
  reminder_times: { ask: Record<string, never>; answer: Array<ReminderTime> };
  /** The window of a reminder that is set for a day and a time. */
  reminder_window: {
    ask: {
      /** The day. */
      day: string;
      /** The time, as in `18:30`. */
      time: string;
    };
    answer: ReminderWindow;
  };
  /** What a message to a student's guardian can be for. */
  message_purposes: {
    ask: {
      /** The student. */
      student: StudentId;
      /** The language: `zh-Hans`, `en`. */
      language: string;
    };
    answer: Array<MessagePurpose>;
  };
  /** The forms that the worker may begin. */
  forms: {
    ask: {
      /** In which titles are shown. */
      language: Language;
    };
    answer: Array<OfferedForm>;
  };
  /** Records an act of any kind but a photo or the end of a draft. */
  act: {
    ask: {
      /** The student; none for a venue report. */
      student?: StudentId | null;
      /** When it happened; now when it is not said. */
      happened_at?: Moment | null;
      /** The kind. */
      kind: keyof Payloads;
      /** The payload of that kind. */
      payload: Payloads[keyof Payloads];
    };
    answer: Recorded;
  };
  /** Reports all who are missing from a class on a day, or none of them. */
  absences: {
    ask: {
      /** The class. */
      class: ClassId;
      /** The day. */
      day: Day;
      /** When the school was told; now when it is not said. */
      told_at?: Moment | null;
      /** Those who are missing. */
      missing: Array<Missing>;
    };
    answer: RecordedAll;
  };
  /** Corrects a field of a student's profile. */
  profile_edit: {
    ask: {
      /** The student. */
      student: StudentId;
      /** The field. */
      field: ProfileField;
      /** The new value. */
      value: JsonValue;
    };
    answer: Recorded;
  };
  /** Corrects an own record with the whole corrected payload. */
  amend: {
    ask: {
      /** The record. */
      of: FactId;
      /** The whole corrected payload, of the same kind. */
      payload: Payloads[keyof Payloads];
      /** The corrected time, when that was wrong. */
      happened_at?: Moment | null;
      /** Why. */
      reason?: string | null;
    };
    answer: Recorded;
  };
  /** Withdraws an own record. */
  retract: {
    ask: {
      /** The record. */
      of: FactId;
      /** Why. */
      reason: string;
    };
    answer: Recorded;
  };
  /** Records a mended act in place of a refused one. */
  mend: {
    ask: {
      /** The refused record. */
      of: FactId;
      /** The kind. */
      kind: keyof Payloads;
      /** The payload of that kind. */
      payload: Payloads[keyof Payloads];
    };
    answer: Recorded;
  };
  /** Sends a refused record or photo again as it is. */
  resend: {
    ask: {
      /** The record. */
      of: FactId;
    };
    answer: null;
  };
  /** Sets a refused record or photo aside. */
  set_aside: {
    ask: {
      /** The record. */
      of: FactId;
    };
    answer: null;
  };
  /** The drafts, the last touched first. */
  drafts: { ask: Record<string, never>; answer: Array<Draft> };
  /** A draft as it was left. */
  draft: {
    ask: {
      /** The draft. */
      draft: FactId;
    };
    answer: Draft;
  };
  /** Begins a draft. */
  draft_begin: {
    ask: {
      /** The form. */
      form: string;
      /** The student; none for a venue report. */
      student?: StudentId | null;
      /** The follow-up that a visit or a contact works on. */
      follow_up?: FollowUpId | null;
      /** The guardian who is contacted. */
      guardian?: GuardianId | null;
      /** The reminder that a contact carries out. */
      reminder?: FactId | null;
      /** The colleagues who come along on a visit. */
      companions?: Array<WorkerId> | null;
      /** The language in which the form is shown; none for its own. */
      language?: Language | null;
    };
    answer: Begun;
  };
  /** Everything that is shown of a draft; the language is kept with it. */
  draft_view: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The language: one of the form's, or a tag such as `zh-Hans`. */
      language: Language;
    };
    answer: DraftView;
  };
  /** What is shown of one node: after a step, of each that it changed. */
  draft_state: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the node. */
      path: string;
      /** The language: one of the form's, or a tag such as `zh-Hans`. */
      language: Language;
    };
    answer: NodeState;
  };
  /** The choices that a question offers now. */
  draft_choices: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the node. */
      path: string;
      /** The language: one of the form's, or a tag such as `zh-Hans`. */
      language: Language;
    };
    answer: Array<Offered>;
  };
  /** Saves one answer; null takes it back. */
  draft_answer: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the question. */
      path: string;
      /** The answer; null takes it back. */
      value: JsonValue;
      /** The language in which everything that is shown afterwards is wanted; none when it is not. */
      language?: Language | null;
    };
    answer: Stepped;
  };
  /** Adds an instance at the end of a repeat. */
  draft_add: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the repeat. */
      path: string;
      /** The language in which everything that is shown afterwards is wanted; none when it is not. */
      language?: Language | null;
    };
    answer: Stepped;
  };
  /** Removes an instance of a repeat, counted from 1. */
  draft_remove: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the repeat. */
      path: string;
      /** The instance, counted from 1. */
      index: number;
      /** The language in which everything that is shown afterwards is wanted; none when it is not. */
      language?: Language | null;
    };
    answer: Stepped;
  };
  /** Notes which question or screen is shown. */
  draft_go_to: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the node. */
      path: string;
    };
    answer: null;
  };
  /** Says who came along on a visit. */
  draft_accompany: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The colleagues. */
      companions: Array<WorkerId>;
    };
    answer: null;
  };
  /** What finishing the draft will do. */
  draft_preview: {
    ask: {
      /** The draft. */
      draft: FactId;
    };
    answer: Preview;
  };
  /** Finishes a draft as a record. */
  draft_finish: {
    ask: {
      /** The draft. */
      draft: FactId;
    };
    answer: Recorded;
  };
  /** Discards a draft; that it was, and why, stays in the record. */
  draft_discard: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** Why. */
      reason: string;
    };
    answer: Recorded;
  };
  /** The newer edition of a draft's form that is open, if one is. */
  draft_newer: {
    ask: {
      /** The draft. */
      draft: FactId;
    };
    answer: number | null;
  };
  /** Moves a draft to another edition; answers without a place there. */
  draft_migrate: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The edition. */
      edition: number;
      /** Paths of this edition by those of the draft's, without instance numbers. */
      renames?: { [key in string]: string } | null;
    };
    answer: Array<LeftOver>;
  };
  /** Lets go of what is left over at a path. */
  draft_let_go: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the node. */
      path: string;
    };
    answer: null;
  };
  /** Takes a prepared picture into a draft's photo question. Byte parts: photo, thumbnail. */
  photo_take: {
    ask: {
      /** The draft. */
      draft: FactId;
      /** The path of the photo question. */
      path: string;
      /** What preparing told of it. */
      made: Prepared;
      /** Where the phone believes itself to be. */
      sighting?: Sighting | null;
    };
    answer: TakenPhoto;
  };
  /** Adds a prepared picture to an own visit or venue report. Byte parts: photo, thumbnail. */
  photo_attach: {
    ask: {
      /** The own visit or venue report. */
      of: FactId;
      /** What preparing told of it. */
      made: Prepared;
      /** Where the phone believes itself to be. */
      sighting?: Sighting | null;
    };
    answer: Recorded;
  };
  /** Whether the thumbnail of a photo is on this phone; it is the one byte part. */
  thumb: {
    ask: {
      /** The photo's SHA-256. */
      sha256: Digest;
    };
    answer: boolean;
  };
  /** Whether a photo is on this phone; it is the one byte part. */
  photo: {
    ask: {
      /** The photo's SHA-256. */
      sha256: Digest;
    };
    answer: boolean;
  };
  /** The photos of a record. */
  photos_of: {
    ask: {
      /** The record. */
      of: FactId;
    };
    answer: Array<Photo>;
  };
  /** The SHA-256 of every picture in a draft. */
  photos_in_draft: {
    ask: {
      /** The draft. */
      draft: FactId;
    };
    answer: Array<Digest>;
  };
}

/** An absence report 缺勤报告. */
export type AbsenceReport = {
  /** The school days on which the student was not in class. */
  days: Array<Day>;
  /** When the school was told: the clock that the ladder runs on. */
  told_at: Moment;
  /** The reason, when known. */
  reason?: string;
  /** Whether the absence is excused; an excused absence opens nothing. */
  excused?: boolean;
  /** The form that was filled, when one was. */
  filled?: Filled | null;
};

/** An earlier fact's payload was corrected; the latest amendment holds. */
export type Amendment = {
  /** The fact. */
  of: FactId;
  /** The whole corrected payload, of the same kind. */
  payload: { [key in string]: JsonValue };
  /** The corrected time, when that was wrong. */
  happened_at?: Moment | null;
  /** Why. */
  reason?: string;
};

/** A worker's standing assignment to a scope. */
export type Assignment = {
  /** The id. */
  id: AssignmentId;
  /** What is assigned. */
  scope: Scope;
};

/** A worker's standing assignment to a part of the county. */
export type AssignmentId = string;

/** A student's attendance on a day. */
export type Attendance = {
  /** Whether the student was in class. */
  presence: Presence;
  /** The first day of the absence that is open still. */
  missing_since: Day | null;
  /** The last report that names the day. */
  report: ReportedAbsence | null;
};

/** A fact that was refused, or a photo of which a file was. */
export type Attention = {
  /** The fact as it was entered. */
  fact: Fact;
  /** The student. */
  student: StudentId | null;
  /** The student's name, empty when the student is no longer on this phone. */
  name: string;
  /** The server's code: `not_permitted`, `out_of_range`, … */
  code: string;
  /** The field, empty when it is the whole fact; `file` when its record was taken and the photo was not. */
  field: string;
  /** What is wrong, in the server's words. */
  message: string;
  /** What its author can do: `mend`, `resend` or `hand_over`. */
  mend: string;
  /** Who can do it instead, for `hand_over` and a student whom the phone knows. */
  handed_to: NamedOwner | null;
};

/** Where a way begins, with its name. */
export type Beginning = {
  /** What it is. */
  is: Whence;
  /** The school's name, else empty. */
  name: string;
  /** Where it is. */
  place: Place | null;
};

/** A draft that was begun. */
export type Begun = {
  /** Its id. */
  draft: FactId;
};

/** A call to the server. */
export type Call = {
  /** The method: `GET`, `POST`, `HEAD` or `PATCH`. */
  method: string;
  /** The path with its query, from `/v1`. */
  path: string;
  /** The headers by their names, those included that a browser keeps for itself. */
  headers: Array<[string, string]>;
};

/** When and where a photo was taken, by the device's own clock and position. */
export type Capture = {
  /** When the camera took it, as the picture said; none when it did not say. */
  captured_at?: Moment | null;
  /** When the app took it in. */
  received_at: Moment;
  /** The server's clock minus the device's in milliseconds, as last known then. */
  clock_offset_ms?: number | null;
  /** Where, with accuracy; rounded to what the seal covers, see [`Place::sealed`]. */
  place?: Place | null;
  /** How the place came to be known. */
  place_source?: PlaceSource | null;
  /** Whether the platform said that the position is an invented one. */
  mock?: boolean;
};

/** Everything about one student's concern from first report to closing. */
export type Case = {
  /** The id, the same wherever it is derived. */
  id: CaseId;
  /** The student. */
  student: StudentId;
  /** When it opened. */
  opened_at: Moment;
  /** What opened it: a fact's id, or the term or period without a visit. */
  opened_by: string;
  /** When it closed. */
  closed_at: Moment | null;
  /** The highest step of the ladder that has opened in the present absence. */
  step: number | null;
  /** The first day of the present absence. */
  absent_since: Day | null;
  /** The day until which the returned child is watched. */
  watched_until: Day | null;
  /** Why the child is watched. */
  concerns: Array<Concern>;
  /** The work, oldest first. */
  follow_ups: Array<FollowUp>;
  /** The risk with its parts. */
  risk: Risk;
};

/** A case, derived from the student and the fact or day that opened it. */
export type CaseId = string;

/** What a step changed. */
export type Changed = {
  /** The paths of the nodes of which something that is shown changed, in document order; for an instance that was taken away the node that it was in. */
  nodes: Array<string>;
};

/** How a guardian is reached. */
export type Channel = "call" | "sms" | "wechat" | "in_person" | "written_notice";

/** Where a select takes its choices from. */
export type ChoicesFrom = { "list": string } | {
  "columns": {
    /** The list's name. */
    list: string;
    /** The column of the stored value. */
    value: string;
    /** The column of the label. */
    label: string;
  };
} | { "repeat": Expression };

/** A class of one school year. */
export type Class = {
  /** The id. */
  id: ClassId;
  /** The school. */
  school: SchoolId;
  /** The year in which the school year starts. */
  year: number;
  /** The grade, 1 to 9. */
  grade: number;
  /** The class number in its grade, from 1. */
  number: number;
};

/** A class on a day. */
export type ClassDay = {
  /** The class. */
  class: Class;
  /** The school's name, empty when it is not known. */
  school_name: string;
  /** The day. */
  day: Day;
  /** Whether there is class on it. */
  school_day: boolean;
  /** When the first class begins. */
  first_class_at: Moment;
  /** The students, by name. */
  students: Array<ClassStudent>;
};

/** A class of one school year. */
export type ClassId = string;

/** A class that the worker answers for. */
export type ClassRow = {
  /** The class. */
  class: Class;
  /** The school's name, empty when it is not known. */
  school_name: string;
  /** How many students it has on this phone. */
  students: number;
  /** How many of them are in an absence that is open. */
  absent: number;
};

/** A student of a class on a day. */
export type ClassStudent = {
  /** The student. */
  student: StudentId;
  /** The name. */
  name: string;
  /** Student number 学籍号. */
  student_number: string;
  /** Whether the student boards at school. */
  boarding: boolean;
  /** Whether a student of this status is expected in class. */
  expected: boolean;
  /** Whether the student was in class, since when not, and who said so. */
  attendance: Attendance;
  /** The name of who reported it, empty when it is not known. */
  reported_by: string;
  /** Where that report stands. */
  receipt: Receipt | null;
  /** Who was told of the open absence, and when. */
  told: Array<TellOf>;
  /** When a guardian was last contacted. */
  guardian_contact_at: Moment | null;
  /** The telephone of the guardian who cares for the child, empty when it is not known. */
  phone: string;
};

/** What kind of problem it is. */
export type Code = "not_signed_in" | "device_revoked" | "not_permitted" | "unknown_student" | "unknown_fact" | "unknown_follow_up" | "unknown_draft" | "unknown_form" | "app_too_old" | "unfinished" | "bad_answer" | "bad_photo" | "photo_refused" | "invalid" | "wrong_state" | "unsent_work" | "wrong_session" | "lapsed" | "fault" | "damaged_database" | "newer_database" | "storage_full" | "storage";

/** Why a child is watched 预警. */
export type Concern = "truancy" | "unexplained_absence" | "no_effective_guardian" | "bad_behaviour" | "school_aversion" | "hardship" | "child_labour" | "early_marriage" | "illness_or_disability" | "unsuitable_venue" | "guardian_refuses" | "not_visited" | "broken_promise" | "other";

/** A calendar day, as in `2026-11-23`. */
export type Day = string;

/** A department of the joint control 联控联保. */
export type Department = "education" | "civil_affairs" | "justice" | "human_resources" | "market_regulation" | "public_security" | "culture" | "comprehensive_management" | "youth_league" | "womens_federation" | "disabled_federation" | "community";

/** A device that enrols with its own Ed25519 key. */
export type DeviceEnrolment = {
  /** The device's id, minted on the device. */
  id: DeviceId;
  /** A name that its owner recognises. */
  name: string;
  /** The Ed25519 public key, 32 bytes in base64url without padding. */
  public_key: string;
  /** The device's clock. */
  at: Moment;
  /** Signature over `doorstep-enrol\n{username}\n{id}\n{at in ms}`, base64url without padding. */
  signature: string;
};

/** A device that a worker signs in from. */
export type DeviceId = string;

/** A SHA-256 (FIPS 180-4). */
export type Digest = string;

/** A form being filled, as a list shows it. */
export type Draft = {
  /** The draft's own id. */
  id: FactId;
  /** The student; none for a venue report. */
  student: StudentId | null;
  /** The student's name, empty without one. */
  name: string;
  /** The form. */
  form: string;
  /** The edition that it is filled on. */
  edition: number;
  /** The follow-up that it works on. */
  follow_up: FollowUpId | null;
  /** The guardian who is contacted. */
  guardian: GuardianId | null;
  /** The reminder that the contact carries out. */
  reminder: FactId | null;
  /** The colleagues who came along. */
  companions: Array<WorkerId>;
  /** The language in which it was shown last; empty for the form's own. */
  language: Language;
  /** Where it was left: the path of the question that was answered or shown last; filling goes on there. */
  question: string;
  /** When it was begun: the time of the fact unless the form asks for it. */
  begun_at: Moment;
  /** When the last step was taken, which is what `now()` shows in the form. */
  changed_at: Moment;
};

/** A form's draft was discarded. */
export type DraftDiscarded = {
  /** The form. */
  form: string;
  /** Why. */
  reason?: string;
};

/** One screen of a form as it stands now. */
export type DraftScreen = {
  /** The path of the question, group or instance. */
  path: string;
  /** What it shows. */
  kind: ScreenKind;
  /** The paths of the questions and notes on it. */
  questions: Array<string>;
};

/** A draft with everything that is shown of it, in one language. */
export type DraftView = {
  /** The draft. */
  draft: Draft;
  /** How the filling calls itself, when the form says so. */
  name: string | null;
  /** Every node in document order; choices are asked for apart. */
  nodes: Array<NodeState>;
  /** The repeats that a person may add to. */
  repeats: Array<OpenRepeat>;
  /** What keeps it from being finished. */
  problems: Array<QuestionProblem>;
  /** Answers without a place in this edition; they go with the fact. */
  left_over: Array<LeftOver>;
  /** How far it is. */
  progress: Progress;
  /** The screens as they follow one another now. */
  screens: Array<DraftScreen>;
  /** The screen on which filling goes on; none when nothing is asked. */
  at: number | null;
  /** The screen before it. */
  previous: number | null;
  /** The screen after it. */
  next: number | null;
};

/** The principal's written dropout report. */
export type DropoutReport = {
  /** What the school knows and did. */
  account: string;
};

/** A supervisor's explanation of what is doubtful about a photo. */
export type EvidenceExplained = {
  /** The photo's record. */
  photo: FactId;
  /** The explanation. */
  note: string;
};

/** An evidence photo: its record; the bytes travel apart. */
export type EvidencePhoto = {
  /** The visit, venue report or other fact that it belongs to. */
  of: FactId;
  /** The SHA-256 of the stored photo. */
  sha256: Digest;
  /** Its size in bytes, 1 to [`MAX_PHOTO`]. */
  bytes: number;
  /** Its width in pixels; 0 where an early version did not say. */
  width?: number;
  /** Its height in pixels; 0 where an early version did not say. */
  height?: number;
  /** The thumbnail. */
  thumb?: Thumb | null;
  /** The perceptual hash of the picture, 64 bits as 16 hexadecimal digits. */
  look?: Look | null;
  /** When and where it was taken. */
  capture?: Capture | null;
  /** The device's seal over all of this; none where a client without keys sent it. */
  seal?: Seal | null;
};

/** An `XPath` expression as the author wrote it, `${name}` references included. */
export type Expression = string;

/** A fact as it travels and is stored: unknown kinds and fields survive a round trip. */
export type Fact = {
  /** The id, minted on the device. */
  id: FactId;
  /** The kind's name, see [`Act::KINDS`]. */
  kind: string;
  /** The kind's version, from 1. */
  version: number;
  /** Who did it. */
  author: WorkerId;
  /** On which device it was entered. */
  device: DeviceId;
  /** The county that keeps the record. */
  county: RegionCode;
  /** The student it is about. */
  student?: StudentId;
  /** When it happened, as the author claims. */
  happened_at: Moment;
  /** When it was entered, by the device's clock. */
  entered_at: Moment;
  /** The hybrid logical clock at entry. */
  hlc: Hlc;
  /** The payload, untouched. */
  payload: { [key in string]: JsonValue };
};

/** A fact: one thing that a person did. */
export type FactId = string;

/** The fact that a filled form becomes. */
export type FactKind = "visit" | "guardian_contact" | "absence_report" | "venue_report";

/** One edit of a field. */
export type FieldEdit = {
  /** The fact. */
  fact: FactId;
  /** The value it gave. */
  value: JsonValue;
  /** Who edited. */
  by: WorkerId;
  /** When. */
  at: Moment;
};

/** A field as its edits leave it. */
export type FieldState = {
  /** The edit that is shown: the latest by clock, then id, of those that no other replaced. */
  shown: FieldEdit;
  /** Edits made without knowing the shown one; a person settles them with a further edit. */
  conflicts: Array<FieldEdit>;
};

/** Which form a fact was made with, and the answers that are no part of the fact itself. */
export type Filled = {
  /** The form's id. */
  form: string;
  /** The edition. */
  form_version: number;
  /** The answers, nested as the form is. */
  answers?: { [key in string]: JsonValue };
};

/** Whether the app can fill what is open. */
export type Fit = { "is": "fills" } | {
  "is": "fills_older";
  /** The newest edition that is open. */
  newest: number;
} | { "is": "too_old" };

/** One piece of work in a case, with one owner. */
export type FollowUp = {
  /** The id, the same wherever it is derived. */
  id: FollowUpId;
  /** The case. */
  case: CaseId;
  /** The student. */
  student: StudentId;
  /** Why it exists. */
  reason: Reason;
  /** The step of the ladder, for [`Reason::Ladder`]. */
  step: number | null;
  /** The owner now. */
  owner: Owner;
  /** When it opened. */
  opened_at: Moment;
  /** When it is due; it stays doable afterwards. */
  due_at: Moment;
  /** Its state. */
  state: FollowUpState;
  /** What proves it; any one is enough. */
  required: Array<Proof>;
  /** Who accepted it. */
  accepted_by: WorkerId | null;
  /** When it was done or cancelled. */
  closed_at: Moment | null;
  /** The fact that proved it. */
  proof: FactId | null;
  /** Why it was sent back, while it is. */
  sent_back: string | null;
};

/** A follow-up was accepted. */
export type FollowUpAccepted = {
  /** The follow-up. */
  follow_up: FollowUpId;
};

/** A follow-up was done. */
export type FollowUpDone = {
  /** The follow-up. */
  follow_up: FollowUpId;
  /** The fact that proves it. */
  proof?: FactId | null;
  /** What was done. */
  note?: string;
};

/** A follow-up, derived from its case and what opened it. */
export type FollowUpId = string;

/** What the worker may do with a follow-up as it stands. */
export type FollowUpMay = {
  /** Accept it. */
  accept: boolean;
  /** Say that it is done. */
  complete: boolean;
  /** Send it back. */
  send_back: boolean;
  /** Hand it to another owner. */
  hand_on: boolean;
};

/** A follow-up was handed to another owner. */
export type FollowUpReassigned = {
  /** The follow-up. */
  follow_up: FollowUpId;
  /** The new owner. */
  to: Owner;
  /** Why. */
  reason?: string;
};

/** A follow-up with everything that is done with it. */
export type FollowUpScreen = {
  /** The follow-up as a list shows it. */
  work: Work;
  /** Why the child is watched. */
  concerns: Array<Concern>;
  /** What proves it; any one is enough. */
  required: Array<Proof>;
  /** Whether the owner's word is enough. */
  word_is_enough: boolean;
  /** The records that can be named as proof, the latest first. */
  proofs: Array<OfferedProof>;
  /** The risk with its parts. */
  risk: Risk;
  /** The guardians. */
  guardians: Array<Guardian>;
  /** To whom it goes when it is sent back. */
  goes_back_to: NamedOwner;
  /** To whom it can be handed. */
  hand_on_to: Array<NamedOwner>;
  /** What the worker may do. */
  may: FollowUpMay;
};

/** A follow-up was sent back. */
export type FollowUpSentBack = {
  /** The follow-up. */
  follow_up: FollowUpId;
  /** Why it can't be done here. */
  reason: string;
};

/** The state of a follow-up. */
export type FollowUpState = "open" | "accepted" | "done" | "sent_back" | "cancelled";

/** A student that was found. */
export type Found = {
  /** The student. */
  student: StudentId;
  /** The name. */
  name: string;
  /** Student number 学籍号. */
  student_number: string;
  /** The household's village. */
  village: RegionCode;
  /** The village's name, empty when it is not known. */
  village_name: string;
  /** The grade. */
  grade: number;
  /** The number of the class in its grade, when the phone has the class. */
  class_number: number | null;
  /** The status that holds. */
  status: string;
  /** The highest step of the ladder in the present absence. */
  step: number | null;
  /** The open case's risk, 0 without one. */
  risk: number;
  /** Whether the student is in a class that the worker serves. */
  mine: boolean;
  /** Whether a case is open. */
  at_risk: boolean;
  /** Whether an absence goes on. */
  absent: boolean;
};

/** A group that a student belongs to; a student can be in several. */
export type Group = "poor_household" | "left_behind" | "in_difficulty" | "orphan" | "unattended" | "disability" | "migrant" | "single_parent" | "involved_in_case";

/** A guardian as the roster has them. */
export type Guardian = {
  /** The id. */
  id: GuardianId;
  /** The name. */
  name: string;
  /** What they are to the child. */
  relation: Relation;
  /** Telephone number as dialled, empty when unknown. */
  phone?: string;
  /** Where they work when away from home; empty when at home. */
  away?: string;
  /** The channel they prefer. */
  channel?: Channel | null;
  /** Whether they consented to what is collected; `None` when not asked yet. */
  consent?: boolean | null;
};

/** A contact with a guardian 监护人联系. */
export type GuardianContact = {
  /** How. */
  channel: Channel;
  /** Whether the guardian was reached. */
  reached: boolean;
  /** Which guardian. */
  guardian?: GuardianId | null;
  /** What was said. */
  said?: string;
  /** What was promised. */
  promise?: PromiseMade | null;
  /** The follow-up that this contact works on. */
  follow_up?: FollowUpId | null;
  /** The reminder that this contact carries out. */
  reminder?: FactId | null;
  /** The form that was filled, when one was. */
  filled?: Filled | null;
};

/** A guardian of a student. */
export type GuardianId = string;

/** A message to a guardian. */
export type GuardianMessage = {
  /** The words. */
  text: string;
  /** The guardian. */
  guardian: GuardianId | null;
  /** The guardian's name, empty when there is none. */
  guardian_name: string;
  /** The telephone, empty when it is not known. */
  phone: string;
  /** How: as the reminder says, else as the guardian prefers, else by text message. */
  channel: Channel;
};

/** A promise of a guardian. */
export type GuardianPromise = {
  /** The visit or contact in which it was made. */
  id: FactId;
  /** What was promised. */
  text: string;
  /** The last day on which it can be kept. */
  by: Day;
  /** Whether it is to bring the child back to class. */
  returns: boolean;
  /** When it was made. */
  made_at: Moment;
  /** What became of it. */
  state: PromiseState;
  /** When that was settled. */
  settled_at: Moment | null;
};

/** Help that a family asked for. */
export type Help = "money" | "legal" | "medical" | "transport" | "special_education";

/** A reading: milliseconds in the upper bits, a counter in the lower 16. */
export type Hlc = number;

/** A home with work today. */
export type Home = {
  /** The first work there. */
  work: Work;
  /** Its turn in the walk, counted from 1; none for a home whose place is not known. */
  turn: number | null;
  /** Where it is on the map; none when its place is not known. */
  at: Point | null;
};

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

/** A language as the author named it: `English (en)`, `中文 (zh)`; empty for texts without a language. */
export type Language = string;

/** How a node may be shown. */
export type Layout = {
  /** The appearance that the author wrote. */
  appearance: string;
  /** The outermost group around it, or itself, that is shown on one screen (`field-list`). */
  screen: string | null;
  /** Whether it is an instance of a repeat. */
  repeat: boolean;
};

/** What became of signing out. */
export type Left = {
  /** Always true. */
  left: true;
  /** The `Authorization` with which `POST /v1/sign-out` tells the server; it is not needed for anything else. */
  authorization: string | null;
} | Unsent;

/** An answer of a draft that has no place in the form. */
export type LeftOver = {
  /** Its path in the draft. */
  path: string;
  /** The answer. */
  value: JsonValue;
};

/** A perceptual hash: pictures that look alike differ in few of its 64 bits. */
export type Look = string;

/** A school around. */
export type MapSchool = {
  /** The school. */
  school: SchoolId;
  /** Its name. */
  name: string;
  /** Where it is on the map. */
  at: Point;
};

/** A village of today's work. */
export type MapVillage = {
  /** The village. */
  village: RegionCode;
  /** Its name, empty when it is not known. */
  name: string;
  /** The middle of its homes on the map. */
  at: Point;
};

/** Something that a message can be for. */
export type MessagePurpose = {
  /** The purpose. */
  purpose: Purpose;
  /** The message about the student, as it would be sent today. */
  text: string;
};

/** Who was met at the door. */
export type Met = "guardian" | "other_adult" | "child" | "nobody";

/** Something that the phone knows about a filling. */
export type Meta = "start" | "end" | "today" | "deviceid" | "username" | "phonenumber" | "email";

/** A student who is not in class. */
export type Missing = {
  /** The student. */
  student: StudentId;
  /** The reason, when known. */
  reason?: string;
  /** Whether the absence is excused. */
  excused?: boolean;
};

/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Human-readable formats carry RFC 3339 text, compact formats the integer. */
export type Moment = string;

/** An owner with its name. */
export type NamedOwner = {
  /** The owner. */
  owner: Owner;
  /** Its kind: `class`, `school`, `village`, `township`, `county` or `department`. */
  kind: string;
  /** The name of the region, or of the school of a class; empty when the phone does not know it. */
  name: string;
  /** The grade of a class. */
  grade: number | null;
  /** The number of a class in its grade. */
  number: number | null;
  /** The department's word. */
  department: string | null;
};

/** The network that the driver has. */
export type Network = "unmetered" | "metered";

/** What is shown of one node. */
export type NodeState = {
  /** Its path. */
  path: string;
  /** What it asks for; none for groups and repeat instances. */
  kind: QuestionKind | null;
  /** Its value; null when there is none. */
  value: JsonValue;
  /** Whether it is asked at all. */
  relevant: boolean;
  /** Whether an answer is required. */
  required: boolean;
  /** Whether the answer may only be read. */
  read_only: boolean;
  /** What is wrong with the answer, in words; none when nothing is. */
  wrong: string | null;
  /** What is asked, references shown. */
  label: string;
  /** The hint, references shown. */
  hint: string;
  /** The longer explanation, references shown. */
  guidance: string;
  /** How it may be shown, and with what on one screen. */
  layout: Layout;
  /** What the author set for its kind, such as `start`, `end` and `step` of a range. */
  parameters: { [key in string]: string };
};

/** What was served on the guardian. */
export type Notice = "order_to_rectify" | "penalty" | "litigation";

/** A notice or decision was served. */
export type NoticeServed = {
  /** What. */
  notice: Notice;
  /** The document's or the court case's number. */
  number: string;
  /** How it was received: signature, photo, refusal with witness. */
  receipt?: string;
};

/** One choice as it is offered. */
export type Offered = {
  /** What is stored. */
  name: string;
  /** What is shown. */
  label: string;
  /** Its row in the list, from 0; none for `other` and for answers of a repeat. Media stand in the row's columns. */
  row: number | null;
};

/** A form as a list offers it. */
export type OfferedForm = {
  /** The form's id. */
  form: string;
  /** The edition that a filling begins on; the newest when the app can fill none. */
  edition: number;
  /** The author's name of this version; empty when none was given. */
  version: string;
  /** The form's name in the language asked for, else in any; its id when it has none. */
  title: string;
  /** The fact that a filled form becomes; a form that names none becomes a visit. */
  fact: FactKind;
  /** Whether the app can fill it. */
  fit: Fit;
};

/** A record that can be named as proof. */
export type OfferedProof = {
  /** The record. */
  fact: FactId;
  /** Its kind. */
  kind: string;
  /** When it happened. */
  happened_at: Moment;
  /** Who made it; empty when the phone does not know the name. */
  author: string;
  /** Whether the signed-in worker made it. */
  own: boolean;
  /** What was said or noted. */
  words: string;
  /** Whether it proves what is required. */
  proves: boolean;
};

/** Which students are meant. */
export type Only = "mine" | "at_risk" | "absent";

/** A repeat whose instances the person adds and removes. */
export type OpenRepeat = {
  /** Its path, without an instance's number. */
  path: string;
  /** What it is called, references shown. */
  label: string;
  /** How many instances it has. */
  instances: number;
  /** Whether it is asked: whether any instance is or, when there is none, what is around it. */
  relevant: boolean;
  /** Whether instances may only be read. */
  read_only: boolean;
  /** The path of the node after which it ends in document order: the last within its last instance or, when there is none, what stands before it. */
  after: string;
};

/** A record of this phone. */
export type OwnRecord = {
  /** The student's name, empty when it is about none or the student is no longer on this phone. */
  name: string;
  /** The record. */
  entry: TimelineEntry;
};

/** The one owner of a follow-up. As text: `village:533325001201`, `department:533325/justice`, … */
export type Owner = string;

/** How much there is to do in one queue. */
export type OwnerCount = {
  /** Whose queue it is. */
  owner: Owner;
  /** Open follow-ups. */
  open: number;
  /** Of them those that are late. */
  late: number;
  /** Of them those that are due today and not late. */
  today: number;
};

/** The patrol. */
export type Patrol = {
  /** Nearer to a school than this, in metres, is a breach. */
  breach_m: number;
  /** The schools of one's own regions, the longest not looked at first. */
  schools: Array<PatrolSchool>;
  /** The places reported on this phone, the last first; those withdrawn left out. */
  places: Array<PatrolPlace>;
};

/** A place that was reported. */
export type PatrolPlace = {
  /** The report. */
  fact: FactId;
  /** When it was seen. */
  at: Moment;
  /** What was reported. */
  report: VenueReport;
  /** Where the report stands. */
  receipt: Receipt;
  /** The nearest school whose place is known. */
  school: School | null;
  /** How many metres away it is. */
  metres: number | null;
  /** Whether that is nearer than the policy allows. */
  breach: boolean;
};

/** A school to look around. */
export type PatrolSchool = {
  /** The school. */
  school: School;
  /** When something near it was last reported on this phone. */
  last_at: Moment | null;
};

/** The payloads by the kind's name. */
export type Payloads = {
  /** A home visit. */
  visit: Visit;
  /** A contact with a guardian. */
  guardian_contact: GuardianContact;
  /** A report that the student was not in class. */
  absence_report: AbsenceReport;
  /** The student is back in class. */
  return_to_class: ReturnToClass;
  /** A promise was kept or broken. */
  promise_settled: PromiseSettled;
  /** One field of the profile was edited. */
  profile_edit: ProfileEdit;
  /** A change of status was requested. */
  status_request: StatusRequest;
  /** The school checked a requested change of status. */
  status_check: StatusAnswer;
  /** The county approved or refused a requested change of status. */
  status_approval: StatusAnswer;
  /** The principal's written dropout report (ladder step 4). */
  dropout_report: DropoutReport;
  /** A follow-up was accepted. */
  follow_up_accepted: FollowUpAccepted;
  /** A follow-up was done. */
  follow_up_done: FollowUpDone;
  /** A follow-up was sent back. */
  follow_up_sent_back: FollowUpSentBack;
  /** A follow-up was handed to another owner. */
  follow_up_reassigned: FollowUpReassigned;
  /** A case, or part of it, was referred to a department. */
  referral_sent: ReferralSent;
  /** A department answered a referral. */
  referral_answered: ReferralAnswered;
  /** A reminder was set. */
  reminder_set: ReminderSet;
  /** A reminder was answered. */
  reminder_done: ReminderDone;
  /** A harmful venue or employer near a school was reported. */
  venue_report: VenueReport;
  /** An evidence photo was taken. */
  evidence_photo: EvidencePhoto;
  /** A supervisor explained what is doubtful about a photo. */
  evidence_explained: EvidenceExplained;
  /** A notice or decision was served on the guardian. */
  notice_served: NoticeServed;
  /** An earlier fact's payload was corrected. */
  amendment: Amendment;
  /** An earlier fact was withdrawn. */
  retraction: Retraction;
  /** A form's draft was discarded. */
  draft_discarded: DraftDiscarded;
};

/** Whether somebody is in. */
export type Phase = "new" | "in" | "revoked";

/** A recorded photo. */
export type Photo = {
  /** Its record. */
  id: FactId;
  /** The fact that it belongs to. */
  of: FactId;
  /** The SHA-256 of the photo. */
  sha256: Digest;
  /** The photo's size in bytes. */
  bytes: number;
  /** Whether the thumbnail is on this phone. */
  thumb_here: boolean;
  /** Whether the photo is on this phone. */
  photo_here: boolean;
  /** Where it stands. */
  receipt: PhotoReceipt;
};

/** Where a photo stands. */
export type PhotoReceipt = { "is": "on_this_phone" } | { "is": "record_sent" } | { "is": "thumb_there" } | { "is": "complete" } | {
  "is": "refused";
  /** Its code. */
  code: string;
} | { "is": "deleted" } | { "is": "elsewhere" };

/** How the photos of recorded facts stand; those of drafts are not counted. */
export type PhotosStatus = {
  /** Thumbnails that the server does not have. */
  thumbs_waiting: number;
  /** Photos that the server does not have, or not all of. */
  photos_waiting: number;
  /** Their bytes that are still to be sent, thumbnails included. */
  bytes_left: number;
  /** Their bytes that the server has acknowledged. */
  bytes_sent: number;
  /** Photos and thumbnails that the server did not take; see attention. */
  refused: number;
};

/** When photos are sent; records and thumbnails always are. */
export type PhotosWhen = "always" | "unmetered";

/** One file of a picture. */
export type PictureSize = { width: number, height: number, sha256: string };

/** A point on the earth (WGS 84) with the accuracy that the phone claimed. */
export type Place = {
  /** Latitude in degrees, -90 to 90. */
  lat: number;
  /** Longitude in degrees, -180 to 180. */
  lon: number;
  /** Radius in metres within which the phone believes itself to be, 0 or more. */
  accuracy: number;
};

/** How a place came to be known. */
export type PlaceSource = "device" | "picture";

/** One notification. */
export type PlannedNotification = {
  /** When to show it. */
  at: Moment;
  /** The key of its title in the message files: `notify.visit.soon`, `notify.reminder.open`, … */
  title_key: string;
  /** A reminder's or promise's own words. */
  text: string;
  /** The student. */
  student: StudentId;
  /** The student's name. */
  name: string;
};

/** A point of a plane. */
export type Point = {
  /** Metres to the east of the middle. */
  x: number;
  /** Metres to the north of the middle. */
  y: number;
};

/** What `doorstep_photo::Made` is in JSON. */
export type Prepared = { photo: PictureSize, thumb: PictureSize, look: string, taken: TakenAt | null, place: TakenWhere | null };

/** Whether a student was in class on a day. */
export type Presence = "present" | "missing" | "excused";

/** What finishing a draft will do to the student's case. */
export type Preview = {
  /** What keeps it from being finished yet, in the draft's language. */
  problems: Array<QuestionProblem>;
  /** When what it tells of happened: as the form says, else when it was begun. */
  happened_at: Moment;
  /** The kinds of the facts that it becomes, the one it is about first; those of photos apart. */
  facts: Array<string>;
  /** How many photos are recorded with it. */
  photos: number;
  /** How many photos are deleted instead, as a guardian refuses them meanwhile. */
  photos_left_out: number;
  /** The follow-ups that it will open. */
  opens: Array<FollowUp>;
  /** The follow-ups that it will settle, as they stand now. */
  settles: Array<FollowUp>;
  /** The referrals that it will send. */
  refers: Array<Referral>;
  /** The promises that it will note. */
  promises: Array<GuardianPromise>;
};

/** A problem as an app shows it. */
export type Problem = {
  /** What kind of problem it is. */
  code: Code;
  /** The key of the message: `problem.not_permitted`, `problem.invalid.too_long`. */
  key: string;
  /** The place of the input, when it is one. */
  field: string | null;
  /** Whether the same call can succeed later. */
  retryable: boolean;
  /** The questions of a form that it is about, with what is wrong in words. */
  questions?: Array<QuestionProblem>;
};

/** One field of the profile was edited. */
export type ProfileEdit = {
  /** The field's name, see [`ProfileField`]. */
  field: string;
  /** The new value. */
  value: JsonValue;
  /** The edits that the author saw and replaces; empty when it was the roster's value. */
  based_on?: Array<FactId>;
};

/** A field of the profile that can be corrected from the field. */
export type ProfileField = "address" | "home" | "village" | "boarding" | "groups" | "carer" | "guardian_phone" | "guardian_away" | "effective_guardian" | "consent" | "photo_consent" | "remark";

/** How far a filling is. */
export type Progress = {
  /** Questions that are asked now and have an answer. */
  answered: number;
  /** Questions that are asked now and that a person can answer. */
  total: number;
};

/** What a guardian agreed to, by which day. */
export type PromiseMade = {
  /** What was promised, in words. */
  text: string;
  /** The last day on which it can be kept. */
  by: Day;
  /** Whether the promise is that the child comes back to class. */
  returns: boolean;
};

/** A promise was kept or broken. */
export type PromiseSettled = {
  /** The visit or contact in which it was made. */
  promise: FactId;
  /** Whether it was kept. */
  kept: boolean;
};

/** What became of a promise. */
export type PromiseState = "pending" | "kept" | "broken";

/** What proves a step. */
export type Proof = "absence_report" | "visit_met_adult" | "two_tries" | "joint_visit" | "contact_reached" | "dropout_report" | "promise_kept" | "order_served" | "penalty_served" | "litigation_filed" | "any_visit" | "word";

/** What a message is for. */
export type Purpose = "absence" | "visit_appointment" | "promise_due" | "return_to_class" | "duty_under_law";

/** What a question asks for. */
export type QuestionKind = "text" | "integer" | "decimal" | "range" | "date" | "time" | "date_time" | {
  "select_one": {
    /** Where the choices come from. */
    choices: ChoicesFrom;
    /** Whether the person may give another answer in words (`or_other`). */
    other?: boolean;
  };
} | {
  "select_many": {
    /** Where the choices come from. */
    choices: ChoicesFrom;
    /** Whether the person may give another answer in words (`or_other`). */
    other?: boolean;
  };
} | {
  "rank": {
    /** Where the choices come from. */
    choices: ChoicesFrom;
  };
} | "point" | "trace" | "shape" | "photo" | "signature" | "file" | "audio" | "video" | "barcode" | "note" | "acknowledge" | "calculate" | "hidden" | { "meta": Meta };

/** What keeps a filling from being finished. */
export type QuestionProblem = {
  /** The question. */
  path: string;
  /** Whether it is an answer that is missing. */
  missing: boolean;
  /** What is wrong, in words. */
  message: string;
};

/** By when a follow-up is due, seen from today. */
export type QueueWhen = "late" | "today" | "later";

/** A follow-up as the queue shows it. */
export type QueueWork = {
  /** Why the child is watched. */
  concerns: Array<Concern>;
  /** By when it is due. */
  when: QueueWhen;
  /** The student. */
  student: StudentId;
  /** The student's name. */
  name: string;
  /** The household's village. */
  village: RegionCode | null;
  /** What kind of thing it is. */
  kind: TodoKind;
  /** The follow-up, reminder or promise; `None` for a periodic or planned visit. */
  subject: string | null;
  /** Whose queue it is in; `None` for one's own reminder. */
  owner: Owner | null;
  /** Why: `ladder`, `retry_visit`, `periodic_visit`, `promise_due`, `reminder`, … */
  reason: string;
  /** The step of the ladder. */
  step: number | null;
  /** The state: `open`, `accepted`, `sent_back`, or a reminder's. */
  state: string;
  /** The act that does it: `visit`, `joint_visit`, `contact`, `report_absence`, `settle_promise`, … */
  next: string;
  /** From when it can be done. */
  opens_at: Moment;
  /** By when it is due. */
  due_at: Moment;
  /** Whether that has passed. */
  late: boolean;
  /** The case's risk. */
  risk: number;
  /** A promise's or reminder's words, or why the follow-up was sent back. */
  text: string;
  /** The grade, 1 to 9; 0 when the roster has not brought the student. */
  grade: number;
  /** The number of the class in its grade, when the phone has it. */
  class_number: number | null;
  /** The village's name, empty when it is not known. */
  village_name: string;
  /** Where the home is, once known. */
  home: Place | null;
  /** How far the home is from where the way begins, in metres as the crow flies; told by today and its map. */
  distance_m: number | null;
  /** The telephone of the guardian who cares for the child, empty when it is not known. */
  phone: string;
};

/** Why a follow-up exists. */
export type Reason = "ladder" | "retry_visit" | "concern_raised" | "broken_promise" | "not_visited" | "no_guardian" | "watch";

/** Where a fact stands. */
export type Receipt = { "is": "on_this_phone" } | { "is": "sent" } | { "is": "accepted" } | {
  "is": "refused";
  /** The server's code. */
  code: string;
  /** The field. */
  field: string;
  /** What is wrong. */
  message: string;
} | { "is": "replaced" } | { "is": "set_aside" };

/** What was recorded. */
export type Recorded = {
  /** Its id. */
  id: FactId;
};

/** What was recorded, in the order in which it was asked. */
export type RecordedAll = {
  /** The ids. */
  ids: Array<FactId>;
};

/** A page of records. */
export type Records = {
  /** The records, the newest first; photos stand with the record that they belong to. */
  records: Array<OwnRecord>;
  /** What to ask with for the older ones; none when there are no more. */
  next: number | null;
};

/** A case, or part of it, in the hands of a department. */
export type Referral = {
  /** The id, the same wherever it is derived. */
  id: ReferralId;
  /** The department. */
  department: Department;
  /** The concern, when it is one. */
  concern: Concern | null;
  /** The fact that sent it: a referral or a visit whose answers did. */
  sent_by: FactId;
  /** Why, with the minimum that the department needs. */
  reason: string;
  /** When it was sent. */
  sent_at: Moment;
  /** When an answer is due. */
  due_at: Moment;
  /** Its state. */
  state: ReferralState;
  /** When the department first answered. */
  answered_at: Moment | null;
  /** The last answer's reason or result. */
  note: string;
};

/** A department answered a referral. */
export type ReferralAnswered = {
  /** The referral. */
  referral: ReferralId;
  /** The answer. */
  reply: ReferralReply;
  /** Reason or result. */
  note?: string;
};

/** A referral, derived from the fact that sent it. */
export type ReferralId = string;

/** A department's answer to a referral. */
export type ReferralReply = "accepted" | "rejected" | "in_progress" | "done" | "returned";

/** A referral to a department 转介. */
export type ReferralSent = {
  /** The department. */
  department: Department;
  /** Why, with the minimum that it needs. */
  reason: string;
  /** The concern, when it is one. */
  concern?: Concern | null;
  /** Whether it is serious; serious labour cases notify two more departments. */
  serious?: boolean;
};

/** The state of a referral. */
export type ReferralState = "sent" | "accepted" | "rejected" | "in_progress" | "done" | "returned";

/** A region's code: 2, 4, 6, 9 or 12 digits; a parent's code is a prefix of its children's. */
export type RegionCode = string;

/** What a guardian is to the child. */
export type Relation = "father" | "mother" | "grandparent" | "sibling" | "relative" | "institution" | "other";

/** A reminder for a worker or a guardian. */
export type Reminder = {
  /** The fact that set it. */
  id: FactId;
  /** Who set it; without a guardian, who is reminded. */
  author: WorkerId;
  /** The guardian to remind. */
  guardian: GuardianId | null;
  /** What of. */
  text: string;
  /** The channel for a guardian's reminder. */
  channel: Channel | null;
  /** From when it can be carried out. */
  opens: Moment;
  /** When it is due. */
  due: Moment;
  /** From when it is late. */
  late: Moment;
  /** Its state now. */
  state: ReminderState;
  /** When it was answered. */
  done_at: Moment | null;
  /** Whether the child came back to class after it was carried out. */
  returned_after: boolean;
};

/** A reminder was answered. */
export type ReminderDone = {
  /** The fact that set it. */
  reminder: FactId;
  /** Whether it was carried out; otherwise it was dropped. */
  carried_out: boolean;
  /** What came of it. */
  note?: string;
};

/** A reminder with whom it is about. */
export type ReminderRow = {
  /** The student. */
  student: StudentId;
  /** The student's name. */
  name: string;
  /** The reminder: its windows, its state, when it was answered, and whether the child came back after it. */
  reminder: Reminder;
  /** Whether the worker set it. */
  mine: boolean;
  /** The guardian to remind. */
  guardian: Guardian | null;
  /** The telephone to call or write to, empty when it is not known. */
  phone: string;
};

/** A reminder was set 提醒. */
export type ReminderSet = {
  /** The guardian to remind; `None` reminds the author. */
  guardian?: GuardianId | null;
  /** What of, in words. */
  text: string;
  /** The channel for a guardian's reminder. */
  channel?: Channel | null;
  /** From when it can be carried out. */
  opens: Moment;
  /** When it is due. */
  due: Moment;
  /** From when it counts as late. */
  late: Moment;
};

/** The state of a reminder. */
export type ReminderState = "planned" | "open" | "due" | "late" | "done" | "dropped";

/** A near time. */
export type ReminderTime = {
  /** Which. */
  key: ReminderTimeKey;
  /** From when it can be carried out. */
  opens: Moment;
  /** When it is due. */
  due: Moment;
  /** From when it counts as late. */
  late: Moment;
};

/** The near times. */
export type ReminderTimeKey = "now" | "noon" | "this_evening" | "tomorrow_morning" | "tomorrow_evening" | "monday_morning" | "in_a_week";

/** When a reminder can be carried out, is due, and is late. */
export type ReminderWindow = {
  /** From when it can be carried out. */
  opens: Moment;
  /** When it is due. */
  due: Moment;
  /** From when it counts as late. */
  late: Moment;
};

/** The report that a student was not in class on a day. */
export type ReportedAbsence = {
  /** The fact. */
  fact: FactId;
  /** Who reported it. */
  by: WorkerId;
  /** When the school was told: the clock that the ladder runs on. */
  told_at: Moment;
  /** The reason, when known. */
  reason: string;
};

/** An earlier fact was withdrawn; it stays in the record and counts no more. */
export type Retraction = {
  /** The fact. */
  of: FactId;
  /** Why. */
  reason: string;
};

/** The student is back in class 返校. */
export type ReturnToClass = {
  /** The first day back. */
  day: Day;
};

/** The sum and its parts. */
export type Risk = {
  /** The sum of the parts. */
  total: number;
  /** The parts that are not zero. */
  parts: Array<RiskPart>;
};

/** One part of the sum. */
export type RiskPart = {
  /** The weight's key: `absence_days`, `group.left_behind`, `concern.child_labour`, … */
  key: string;
  /** The points. */
  points: number;
};

/** What a worker is. */
export type Role = "teacher" | "principal" | "committee" | "township" | "department" | "supervisor" | "administrator";

/** A step of the ladder in the present absence. */
export type Rung = {
  /** The step. */
  step: number;
  /** How it stands. */
  state: RungState;
  /** Whose it is. */
  owner: Owner;
  /** By when it is due; none for the step ahead. */
  due_at: Moment | null;
  /** When it was proved. */
  closed_at: Moment | null;
};

/** How a step of the ladder stands. */
export type RungState = "proved" | "due" | "late" | "ahead";

/** A school. */
export type School = {
  /** The id. */
  id: SchoolId;
  /** The county. */
  county: RegionCode;
  /** The school's own code, unique in the county. */
  code: string;
  /** The name. */
  name: string;
  /** The township or village it lies in. */
  region: RegionCode;
  /** Where it is. */
  place?: Place | null;
};

/** A school. */
export type SchoolId = string;

/** The part of the organisation that a worker is responsible for. */
export type Scope = { "class": ClassId } | { "school": SchoolId } | { "region": RegionCode } | { "department": [RegionCode, Department] };

/** A part of the organisation with its name. */
export type ScopeName = {
  /** What is assigned. */
  scope: Scope;
  /** The name of the region, the school or the class's school; empty when it is not known. */
  name: string;
  /** The grade of a class. */
  grade: number | null;
  /** The number of a class in its grade. */
  number: number | null;
};

/** What a screen shows. */
export type ScreenKind = "question" | "group" | "repeat";

/** A device's seal: its place in the device's chain of records, and the signature. */
export type Seal = {
  /** The record's number on this device, from 1 without a gap. */
  number: number;
  /** The hash of the device's record before; none for the first. */
  previous?: Digest | null;
  /** Ed25519 signature over the record's link, base64url without padding; see [`crate::evidence`]. */
  signature: string;
};

/** What a successful sign-in or refresh gives. */
export type Session = {
  /** The access token (JWT, `EdDSA`), for `Authorization: Bearer`. */
  access_token: string;
  /** When the access token ends. */
  expires_at: Moment;
  /** The next refresh token. */
  refresh_token: string;
  /** The worker. */
  worker: Worker;
  /** The worker's id again, as the token's subject. */
  subject: WorkerId;
  /** The device that the tokens are bound to. */
  device: DeviceId;
  /** The county that keeps the worker's account. */
  county: RegionCode;
  /** The worker's assignments. */
  scope: Array<Assignment>;
  /** The server's clock. */
  now: Moment;
};

/** Sex as the household register has it. */
export type Sex = "female" | "male";

/** Where the device believes itself to be while a picture is taken in. */
export type Sighting = {
  /** Its position fix; none when it has none. */
  place?: Place | null;
  /** Whether the platform says that the position is an invented one. */
  mock?: boolean;
};

/** A request to sign in. */
export type SignIn = {
  /** The worker's sign-in name. */
  username: string;
  /** The password. */
  password: string;
  /** The device that enrols; a desk browser leaves it out. */
  device?: DeviceEnrolment | null;
};

/** The sketch map. */
export type SketchMap = {
  /** Where the way begins. */
  from: Beginning;
  /** Where that is on the map. */
  start: Point | null;
  /** The homes in the order of the walk, then those whose place is not known. */
  homes: Array<Home>;
  /** The villages that have a known home. */
  villages: Array<MapVillage>;
  /** The schools whose place is known, and that lie within the reach of the map. */
  schools: Array<MapSchool>;
  /** The length of the way in metres as the crow flies; none while no home is known. */
  total_m: number | null;
};

/** Enrolment status 学籍状态. */
export type Status = "not_enrolled" | "enrolled" | "suspended" | "deferred" | "exempt" | "home_tuition" | "suspected_dropout" | "dropped_out" | "returned" | "transferred" | "graduated" | "deceased";

/** The school's check or the county's approval of a requested change. */
export type StatusAnswer = {
  /** The request. */
  request: FactId;
  /** Whether it is granted. */
  granted: boolean;
  /** Why not, or a remark. */
  note?: string;
};

/** A requested change of status. */
export type StatusChange = {
  /** The request. */
  request: FactId;
  /** Who asked. */
  by: WorkerId;
  /** When it was asked for. */
  at: Moment;
  /** The status asked for. */
  to: Status;
  /** From which day. */
  from: Day;
  /** Why. */
  reason: string;
  /** Where it stands. */
  state: StatusRequestState;
  /** When the county approved it. */
  approved_at: Moment | null;
};

/** A change of status was requested. */
export type StatusRequest = {
  /** The status asked for. */
  to: Status;
  /** Why. */
  reason: string;
  /** From which day. */
  from: Day;
  /** Photos or documents that show it. */
  evidence?: Array<FactId>;
};

/** Where a requested change of status stands. */
export type StatusRequestState = "requested" | "checked" | "approved" | "refused";

/** The status now and how it came about. */
export type StatusView = {
  /** The status that holds. */
  now: Status;
  /** The requested changes, oldest first. */
  changes: Array<StatusChange>;
};

/** A step that was taken. */
export type Stepped = {
  /** What it changed. */
  changed: Changed;
  /** Everything that is shown now, when a language was given. */
  view: DraftView | null;
};

/** A student as the roster has them; corrections are facts on top (`profile_edit`). */
export type Student = {
  /** The id. */
  id: StudentId;
  /** The county whose education authority keeps the record. */
  county: RegionCode;
  /** The name. */
  name: string;
  /** The sex. */
  sex: Sex;
  /** The birth date. */
  birth_date: Day;
  /** The identity number, masked; the full number never leaves the server unasked. */
  identity_masked?: string;
  /** Student number 学籍号. */
  student_number?: string;
  /** The school. */
  school: SchoolId;
  /** The class. */
  class: ClassId;
  /** The grade, 1 to 9. */
  grade: number;
  /** The household's village. */
  village: RegionCode;
  /** The household's address below the village. */
  address?: string;
  /** The household's place, once known. */
  home?: Place | null;
  /** The groups. */
  groups?: Array<Group>;
  /** Whether the student boards at school. */
  boarding?: boolean;
  /** The status that the roster was imported with. */
  status: Status;
  /** The first day on which this roster knew the student; visits are due from then on. */
  known_since: Day;
  /** The guardians, first the one who cares for the child. */
  guardians?: Array<Guardian>;
};

/** A student. */
export type StudentId = string;

/** The student's screen. */
export type StudentScreen = {
  /** The student as the roster has them. */
  student: Student;
  /** The age in full years. */
  age: number;
  /** The guardians with what was corrected since. */
  guardians: Array<Guardian>;
  /** The school, when the phone has it. */
  school: School | null;
  /** The class, when the phone has it. */
  class: Class | null;
  /** The village's name, empty when it is not known. */
  village_name: string;
  /** Everything that follows from the facts; edited fields and their conflicts are in `profile`. */
  state: StudentState;
  /** The ladder in the present absence: each step that has opened, by its owners, and the next one ahead. */
  ladder: Array<Rung>;
  /** The follow-ups that are open after their due time. */
  overdue: Array<FollowUpId>;
  /** The names of workers who edited, asked, accepted or recorded something, as far as they are known. */
  names: { [key in WorkerId]: string };
  /** The names of the regions and schools behind the owners of follow-ups, by the owner's text form. */
  owners: { [key in string]: string };
  /** Whether a guardian refuses photos of the child. */
  photos_refused: boolean;
  /** The kinds of acts that the signed-in worker may record about the student. */
  may: Array<string>;
  /** The facts, oldest first. */
  timeline: Array<TimelineEntry>;
  /** The drafts about the student. */
  drafts: Array<Draft>;
  /** Whether the student has left the scope and unsent work keeps the data here. */
  leaving: boolean;
};

/** Everything that follows from a student's facts at one moment. */
export type StudentState = {
  /** The status and its history. */
  status: StatusView;
  /** The cases, oldest first; only the last can be open. */
  cases: Array<Case>;
  /** The promises, oldest first. */
  promises: Array<GuardianPromise>;
  /** The referrals, oldest first. */
  referrals: Array<Referral>;
  /** The reminders, oldest first. */
  reminders: Array<Reminder>;
  /** The edited profile fields. */
  profile: { [key in string]: FieldState };
  /** The periodic visit that is due next. */
  visit_due: VisitDue | null;
  /** When the last visit was. */
  last_visit_at: Moment | null;
  /** When a guardian was last contacted. */
  last_contact_at: Moment | null;
  /** When the clock alone changes something next; before that, the state stays the same without new facts. */
  next_change_at: Moment | null;
};

/** What a run did. */
export type SyncReport = {
  /** Facts that became durable on the server. */
  accepted: number;
  /** Facts that the server did not take. */
  refused: number;
  /** Facts of others that came. */
  facts: number;
  /** Students that came or changed. */
  students: number;
  /** Students whose data was removed. */
  removed: number;
  /** Photos and thumbnails of which the server now has the last byte. */
  files: number;
  /** Bytes of photos and thumbnails that the server acknowledged. */
  bytes: number;
  /** Whether the worker has to sign in again before anything else. */
  sign_in_needed: boolean;
  /** Whether the device was revoked and everything erased. */
  revoked: boolean;
};

/** How this phone stands with the server. */
export type SyncStatus = {
  /** Facts on this phone only. */
  waiting: number;
  /** Facts sent and not answered yet. */
  sent: number;
  /** Facts under attention. */
  refused: number;
  /** The bytes that the unanswered facts take. */
  bytes: number;
  /** When the oldest unanswered fact was entered. */
  oldest_at: Moment | null;
  /** Forms being filled. */
  drafts: number;
  /** Students who left the scope and whose data is still here for unsent work. */
  leaving: number;
  /** How the photos stand. */
  photos: PhotosStatus;
  /** Why it waits. */
  why: Why;
  /** When it is tried again, at the earliest. */
  next_try_at: Moment | null;
  /** When the server last answered. */
  contact_at: Moment | null;
  /** Until when the phone may work without contact. */
  lease_until: Moment | null;
  /** The server's clock minus this phone's, in milliseconds. */
  clock_offset_ms: number | null;
};

/** What the driver does next. */
export type SyncStep = {
  "step": "send";
  /** The call. */
  call: Call;
} | {
  "step": "wait";
  /** When, by the device's clock, in ms since 1970. */
  until: number;
  /** What the run did until now. */
  report: SyncReport;
} | {
  "step": "done";
  /** What the run did. */
  report: SyncReport;
};

/** When the camera's clock says that it was taken. */
export type TakenAt = { civil: string, offset_minutes: number | null };

/** A picture that was taken into a draft. */
export type TakenPhoto = {
  /** Its SHA-256. */
  sha256: Digest;
};

/** Where the camera says that it was taken. */
export type TakenWhere = { lat: number, lon: number, accuracy: number | null };

/** Somebody who was told of an absence, and by when they have to act. */
export type TellOf = {
  /** Whose queue it came into. */
  owner: Owner;
  /** The step of the ladder. */
  step: number | null;
  /** When. */
  at: Moment;
  /** By when they have to act. */
  due_at: Moment;
  /** Whether they have. */
  done: boolean;
};

/** A thumbnail: a file of its own. */
export type Thumb = {
  /** The SHA-256 of its bytes. */
  sha256: Digest;
  /** Its size in bytes, 1 to [`MAX_THUMB`]. */
  bytes: number;
};

/** A fact of the timeline. */
export type TimelineEntry = {
  /** The fact as it was entered. */
  fact: Fact;
  /** The author's name, empty when it is not known. */
  author: string;
  /** Whether it was entered on this phone. */
  own: boolean;
  /** Where it stands. */
  receipt: Receipt;
  /** The fact that withdrew it. */
  retracted_by: FactId | null;
  /** The fact that amended it last. */
  amended_by: FactId | null;
  /** Whether this build can read it. */
  readable: boolean;
  /** Whether the signed-in worker may withdraw it, and amend it unless it is a photo. */
  may_correct: boolean;
  /** The photos that belong to it. */
  photos?: Array<Photo>;
};

/** The day's work. */
export type Today = {
  /** The day on the region's clock. */
  day: Day;
  /** Where the way begins. */
  from: Beginning;
  /** What is late, by village: in walking order, else the village with the longest late first. */
  late: Array<VillageGroup>;
  /** What is due, by village: in walking order, else the village with the first due first. */
  due: Array<VillageGroup>;
  /** The length of the way past every home, in metres as the crow flies; none while no home is known. */
  total_m: number | null;
  /** When the first of what comes after today is due. */
  next_at: Moment | null;
};

/** What kind of thing is to be done. */
export type TodoKind = "follow_up" | "visit" | "reminder" | "promise";

/** What has not reached the server. */
export type Unsent = {
  /** Records that the server has not answered for. */
  waiting: number;
  /** Records and photos that the server did not take. */
  refused: number;
  /** Forms being filled. */
  drafts: number;
  /** Photos and thumbnails that the server does not have, or not all of. */
  photos: number;
};

/** The kind of a venue. */
export type VenueKind = "internet_cafe" | "dance_hall" | "game_hall" | "employer" | "other";

/** A venue report 校园周边. */
export type VenueReport = {
  /** The kind. */
  kind: VenueKind;
  /** Its name. */
  name: string;
  /** Where it is. */
  place: Place;
  /** What was seen. */
  note?: string;
  /** The form that was filled, when one was. */
  filled?: Filled | null;
};

/** A village. */
export type Village = {
  /** Its code. */
  code: RegionCode;
  /** Its name. */
  name: string;
};

/** The work in one village. */
export type VillageGroup = {
  /** The village. */
  village: RegionCode | null;
  /** Its name, empty when it is not known. */
  name: string;
  /** The work: homes in walking order, else the first due first, then the higher risk. */
  work: Array<Work>;
};

/** A home visit 家访. */
export type Visit = {
  /** The form that was filled. */
  form: string;
  /** The edition of it. */
  form_version: number;
  /** The answers that are no part below, nested as the form is. */
  answers?: { [key in string]: JsonValue };
  /** Who was met. */
  met: Met;
  /** Who came along; a committee member among them makes it a joint visit. */
  accompanied_by?: Array<WorkerId>;
  /** Whether a village committee member took part. */
  with_committee?: boolean;
  /** Whether a guardian was reached by telephone from the door. */
  reached_by_phone?: boolean;
  /** Where the visit took place. */
  place?: Place | null;
  /** Whether the child attends school, when it was asked. */
  attends?: boolean | null;
  /** The concerns that the answers raise. */
  concerns?: Array<Concern>;
  /** The help that was asked for. */
  help?: Array<Help>;
  /** What was promised. */
  promise?: PromiseMade | null;
  /** When the next visit is planned. */
  next_visit?: Day | null;
  /** The follow-up that this visit works on. */
  follow_up?: FollowUpId | null;
  /** A free note. */
  note?: string;
};

/** A visit that the policy's period asks for. */
export type VisitDue = {
  /** The day from which it can be made. */
  opens: Day;
  /** The last day; when it passes, a case opens. */
  due: Day;
  /** When that is, on the region's clock. */
  due_at: Moment;
};

/** Where a way begins. */
export type Whence = "here" | "school" | "nowhere";

/** Who is in. */
export type Who = {
  /** Whether somebody is in. */
  phase: Phase;
  /** The worker. */
  worker: Worker | null;
  /** What the worker answers for. */
  scope_names: Array<ScopeName>;
  /** The county that keeps the worker's account. */
  county: RegionCode | null;
  /** The county's name, empty when it is not known. */
  county_name: string;
  /** The sign-in name. */
  username: string | null;
  /** The region's clock in minutes east of UTC; none while nobody is in. */
  offset_minutes: number | null;
  /** Until when the phone may work without contact to the server. */
  lease_until: Moment | null;
  /** Whether that has passed: the data is locked until the phone has been in touch. */
  lapsed: boolean;
};

/** Why something waits. */
export type Why = { "is": "nothing" } | { "is": "not_tried" } | { "is": "no_network" } | { "is": "server_busy" } | {
  "is": "problem";
  /** Its code. */
  code: string;
} | { "is": "sign_in_needed" } | { "is": "waits_for_wifi" } | { "is": "not_signed_in" } | { "is": "revoked" };

/** One thing to do. */
export type Work = {
  /** The student. */
  student: StudentId;
  /** The student's name. */
  name: string;
  /** The household's village. */
  village: RegionCode | null;
  /** What kind of thing it is. */
  kind: TodoKind;
  /** The follow-up, reminder or promise; `None` for a periodic or planned visit. */
  subject: string | null;
  /** Whose queue it is in; `None` for one's own reminder. */
  owner: Owner | null;
  /** Why: `ladder`, `retry_visit`, `periodic_visit`, `promise_due`, `reminder`, … */
  reason: string;
  /** The step of the ladder. */
  step: number | null;
  /** The state: `open`, `accepted`, `sent_back`, or a reminder's. */
  state: string;
  /** The act that does it: `visit`, `joint_visit`, `contact`, `report_absence`, `settle_promise`, … */
  next: string;
  /** From when it can be done. */
  opens_at: Moment;
  /** By when it is due. */
  due_at: Moment;
  /** Whether that has passed. */
  late: boolean;
  /** The case's risk. */
  risk: number;
  /** A promise's or reminder's words, or why the follow-up was sent back. */
  text: string;
  /** The grade, 1 to 9; 0 when the roster has not brought the student. */
  grade: number;
  /** The number of the class in its grade, when the phone has it. */
  class_number: number | null;
  /** The village's name, empty when it is not known. */
  village_name: string;
  /** Where the home is, once known. */
  home: Place | null;
  /** How far the home is from where the way begins, in metres as the crow flies; told by today and its map. */
  distance_m: number | null;
  /** The telephone of the guardian who cares for the child, empty when it is not known. */
  phone: string;
};

/** A worker as colleagues see them. */
export type Worker = {
  /** The id. */
  id: WorkerId;
  /** The name. */
  name: string;
  /** What they are. */
  role: Role;
};

/** A worker: anyone who signs in. */
export type WorkerId = string;
