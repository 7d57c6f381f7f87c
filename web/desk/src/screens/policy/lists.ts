// The closed lists that a policy's fields choose from; their words are those of the application.
import { GROUPS } from '@doorstep/shared/say/profile.ts';

export { GROUPS };

/** The departments of a county. */
export const DEPARTMENTS = [
  'education', 'civil_affairs', 'justice', 'human_resources', 'market_regulation', 'public_security', 'culture', 'comprehensive_management',
  'youth_league', 'womens_federation', 'disabled_federation', 'community',
] as const;

/** Why a child is watched. */
export const CONCERNS = [
  'truancy', 'unexplained_absence', 'no_effective_guardian', 'bad_behaviour', 'school_aversion', 'hardship', 'child_labour', 'early_marriage',
  'illness_or_disability', 'unsuitable_venue', 'guardian_refuses', 'not_visited', 'broken_promise', 'other',
] as const;

/** Who a piece of work falls to, beside the departments. */
export const OWNERS = ['class', 'school', 'village', 'township', 'county'] as const;

/** What proves a step. */
export const PROOFS = [
  'absence_report', 'visit_met_adult', 'two_tries', 'joint_visit', 'contact_reached', 'dropout_report', 'promise_kept', 'order_served',
  'penalty_served', 'litigation_filed', 'any_visit', 'word',
] as const;

/** When a step opens: the first alone, the others with a number. */
export const WHENS = ['on_absence', 'after_step', 'on_absent_day', 'when_failed', 'when_not_back', 'after_step_or_due'] as const;

/** When a step is due. */
export const DUES = ['after_first_class', 'end_of_school_day', 'days'] as const;

/** Since when a fact can prove a step. */
export const SINCES = ['absence', 'opened'] as const;

/** The indicators that can have a target. */
export const INDICATORS = [
  'consolidation_rate', 'retention_rate', 'dropout_rate', 'return_rate', 'days_to_return_median', 'visits_done', 'follow_ups_overdue_0',
  'follow_ups_overdue_1_3', 'follow_ups_overdue_4_7', 'follow_ups_overdue_8_30', 'follow_ups_overdue_over_30', 'promises_kept', 'referrals_in_time',
  'reports_on_time',
] as const;
