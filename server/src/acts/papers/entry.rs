//! An entry of a student's record as documents tell it: words that the template looks up, and what people wrote.

use doorstep_schema::fact::{Act, PromiseMade};
use doorstep_schema::id::WorkerId;
use doorstep_schema::moment::Clock;
use doorstep_schema::people::Worker;
use doorstep_schema::state::Told;
use serde::Serialize;
use std::collections::HashMap;

/// One entry.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Entry {
    /// When, to the minute, on the region's clock.
    pub at: String,
    /// The kind of fact.
    pub kind: &'static str,
    /// Who, by name.
    pub by: String,
    /// As what.
    pub role: Option<&'static str>,
    /// Words of the house, such as `met.guardian`.
    pub words: Vec<String>,
    /// What was written.
    pub text: String,
}

impl Entry {
    /// Tells a fact; none where it is no part of the story, as photos and what a later version knows.
    #[must_use]
    pub fn of(told: &Told, clock: Clock, workers: &HashMap<WorkerId, Worker>) -> Option<Self> {
        let (words, texts) = said(&told.act)?;
        let author = workers.get(&told.author);
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        Some(Self {
            at: minute(clock, told.at),
            kind: told.act.kind(),
            by: author.map(|worker| worker.name.clone()).unwrap_or_default(),
            role: author.map(|worker| worker.role.as_str()),
            words,
            text: texts.join("；"),
        })
    }
}

/// Writes a moment to the minute on the region's clock.
pub(super) fn minute(clock: Clock, at: doorstep_schema::moment::Moment) -> String {
    clock.civil(at).strftime("%Y-%m-%dT%H:%M").to_string()
}

fn promise(promise: Option<&PromiseMade>) -> String {
    promise.map_or_else(String::new, |made| {
        format!("承诺：{}（{}前）", made.text, made.by.strftime("%Y.%m.%d"))
    })
}

fn word(of: &str, key: &str) -> String {
    format!("{of}.{key}")
}

/// Returns the words and the texts of an act.
fn said(act: &Act) -> Option<(Vec<String>, Vec<String>)> {
    Some(match act {
        Act::Visit(visit) => {
            let mut words = vec![word("met", visit.met.as_str())];
            words.extend(visit.concerns.iter().map(|concern| word("concern", concern.as_str())));
            (words, vec![promise(visit.promise.as_ref()), visit.note.clone()])
        }
        Act::GuardianContact(contact) => {
            let reached = if contact.reached { "已联系上" } else { "没有联系上" };
            let texts = vec![reached.to_owned(), contact.said.clone()];
            let texts = [texts, vec![promise(contact.promise.as_ref())]].concat();
            (vec![word("channel", contact.channel.as_str())], texts)
        }
        Act::AbsenceReport(report) => {
            let days: Vec<String> =
                report.days.iter().map(|day| day.strftime("%Y.%m.%d").to_string()).collect();
            (vec![], vec![days.join("、"), report.reason.clone()])
        }
        Act::ReturnToClass(back) => (vec![], vec![back.day.strftime("%Y.%m.%d").to_string()]),
        Act::PromiseSettled(settled) => {
            (vec![word("promise", if settled.kept { "kept" } else { "broken" })], vec![])
        }
        Act::ProfileEdit(edit) => (vec![word("profile_field", &edit.field)], vec![]),
        Act::StatusRequest(request) => {
            (vec![word("status", request.to.as_str())], vec![request.reason.clone()])
        }
        Act::StatusCheck(answer) | Act::StatusApproval(answer) => {
            let granted = if answer.granted { "同意" } else { "不同意" };
            (vec![], vec![granted.to_owned(), answer.note.clone()])
        }
        Act::DropoutReport(report) => (vec![], vec![report.account.clone()]),
        Act::ReferralSent(referral) => {
            (vec![word("department", referral.department.as_str())], vec![referral.reason.clone()])
        }
        Act::ReferralAnswered(answer) => {
            (vec![word("referral", answer.reply.as_str())], vec![answer.note.clone()])
        }
        Act::NoticeServed(notice) => (
            vec![word("notice", notice.notice.as_str())],
            vec![notice.number.clone(), notice.receipt.clone()],
        ),
        Act::FollowUpAccepted(_)
        | Act::FollowUpDone(_)
        | Act::FollowUpSentBack(_)
        | Act::FollowUpReassigned(_)
        | Act::ReminderDone(_) => (vec![], vec![]),
        Act::ReminderSet(reminder) => (vec![], vec![reminder.text.clone()]),
        Act::VenueReport(venue) => {
            (vec![word("venue", venue.kind.as_str())], vec![venue.name.clone(), venue.note.clone()])
        }
        Act::EvidencePhoto(_)
        | Act::EvidenceExplained(_)
        | Act::Amendment(_)
        | Act::Retraction(_)
        | Act::DraftDiscarded(_)
        | Act::Unknown => return None,
    })
}
