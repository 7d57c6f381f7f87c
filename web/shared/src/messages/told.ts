// What the core can tell in codes and closed words, gathered from its sources; the texts are checked against it.

/** Every problem code, its key without `problem.`. */
export const PROBLEM_CODES = [
  'not_signed_in', 'device_revoked', 'not_permitted', 'unknown_student', 'unknown_fact', 'unknown_follow_up',
  'unknown_draft', 'unknown_form', 'app_too_old', 'unfinished', 'bad_answer', 'bad_photo', 'photo_refused',
  'invalid', 'wrong_state', 'unsent_work', 'wrong_session', 'lapsed', 'fault', 'damaged_database', 'newer_database',
  'storage_full', 'storage', 'photo_empty', 'photo_too_large', 'photo_too_many_pixels', 'photo_unknown_format',
  'photo_heic', 'photo_unsupported', 'photo_damaged', 'wrong_pin', 'pin_wait', 'pin_short', 'vault_lost', 'no_vault',
  'locked', 'no_network', 'wrong_credentials', 'throttled', 'server_busy', 'server_refused', 'app_failed',
  'busy_elsewhere', 'unsupported', 'bad_answer.no_such_question', 'bad_answer.wrong_sort', 'bad_answer.read_only',
  'bad_answer.bad_value', 'bad_answer.full', 'invalid.missing', 'invalid.out_of_order', 'invalid.out_of_range',
  'invalid.outside_county', 'invalid.too_deep', 'invalid.too_long', 'invalid.unknown', 'invalid.unreadable',
] as const;

/** Every word of every closed list. */
export const CLOSED_LISTS = {
  channel: [
    'call', 'sms', 'wechat', 'in_person', 'written_notice',
  ],
  concern: [
    'truancy', 'unexplained_absence', 'no_effective_guardian', 'bad_behaviour', 'school_aversion', 'hardship',
    'child_labour', 'early_marriage', 'illness_or_disability', 'unsuitable_venue', 'guardian_refuses', 'not_visited',
    'broken_promise', 'other',
  ],
  department: [
    'education', 'civil_affairs', 'justice', 'human_resources', 'market_regulation', 'public_security', 'culture',
    'comprehensive_management', 'youth_league', 'womens_federation', 'disabled_federation', 'community',
  ],
  finding: [
    'passed', 'doubtful', 'open',
  ],
  fit: [
    'fills', 'fills_older', 'too_old',
  ],
  follow_up_state: [
    'open', 'accepted', 'done', 'sent_back', 'cancelled',
  ],
  group: [
    'poor_household', 'left_behind', 'in_difficulty', 'orphan', 'unattended', 'disability', 'migrant',
    'single_parent', 'involved_in_case',
  ],
  help: [
    'money', 'legal', 'medical', 'transport', 'special_education',
  ],
  kind: [
    'visit', 'guardian_contact', 'absence_report', 'return_to_class', 'promise_settled', 'profile_edit',
    'status_request', 'status_check', 'status_approval', 'dropout_report', 'follow_up_accepted', 'follow_up_done',
    'follow_up_sent_back', 'follow_up_reassigned', 'referral_sent', 'referral_answered', 'reminder_set',
    'reminder_done', 'venue_report', 'evidence_photo', 'evidence_explained', 'notice_served', 'amendment',
    'retraction', 'draft_discarded', 'unknown',
  ],
  lack: [
    'secure', 'storage', 'wasm', 'simd', 'locks', 'channel', 'modules', 'crypto',
  ],
  mend: [
    'mend', 'resend', 'hand_over',
  ],
  met: [
    'guardian', 'other_adult', 'child', 'nobody',
  ],
  network: [
    'unmetered', 'metered',
  ],
  next: [
    'hand_on', 'watch', 'report_absence', 'visit', 'joint_visit', 'contact', 'report_dropout', 'persuade',
    'serve_notice', 'complete', 'settle_promise', 'answer_reminder',
  ],
  notice: [
    'order_to_rectify', 'penalty', 'litigation',
  ],
  owner: [
    'class', 'school', 'village', 'township', 'county', 'department',
  ],
  photo_receipt: [
    'on_this_phone', 'record_sent', 'thumb_there', 'complete', 'refused', 'deleted', 'elsewhere',
  ],
  place_source: [
    'device', 'picture',
  ],
  profile_field: [
    'address', 'home', 'village', 'boarding', 'groups', 'carer', 'guardian_phone', 'guardian_away',
    'effective_guardian', 'consent', 'photo_consent', 'remark',
  ],
  promise: [
    'pending', 'kept', 'broken',
  ],
  proof: [
    'absence_report', 'visit_met_adult', 'two_tries', 'joint_visit', 'contact_reached', 'dropout_report',
    'promise_kept', 'order_served', 'penalty_served', 'litigation_filed', 'any_visit', 'word',
  ],
  reason: [
    'ladder', 'retry_visit', 'concern_raised', 'broken_promise', 'not_visited', 'no_guardian', 'watch',
    'periodic_visit', 'planned_visit', 'promise_due', 'reminder',
  ],
  receipt: [
    'on_this_phone', 'sent', 'accepted', 'refused', 'replaced', 'set_aside',
  ],
  referral: [
    'accepted', 'rejected', 'in_progress', 'done', 'returned', 'sent',
  ],
  relation: [
    'father', 'mother', 'grandparent', 'sibling', 'relative', 'institution', 'other',
  ],
  reminder: [
    'planned', 'open', 'due', 'late', 'done', 'dropped',
  ],
  role: [
    'teacher', 'principal', 'committee', 'township', 'department', 'supervisor', 'administrator',
  ],
  sex: [
    'female', 'male',
  ],
  status: [
    'not_enrolled', 'enrolled', 'suspended', 'deferred', 'exempt', 'home_tuition', 'suspected_dropout',
    'dropped_out', 'returned', 'transferred', 'graduated', 'deceased',
  ],
  status_request: [
    'requested', 'checked', 'approved', 'refused',
  ],
  step: [
    'report_absence', 'home_visit', 'joint_visit', 'written_report', 'persuasion', 'order_to_rectify', 'penalty',
    'litigation',
  ],
  todo: [
    'follow_up', 'visit', 'reminder', 'promise',
  ],
  venue: [
    'internet_cafe', 'dance_hall', 'game_hall', 'employer', 'other',
  ],
  why: [
    'nothing', 'not_tried', 'no_network', 'server_busy', 'problem', 'sign_in_needed', 'waits_for_wifi',
    'not_signed_in', 'revoked',
  ],
} as const;
