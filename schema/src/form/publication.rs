//! Which edition of a form is offered to whom, and when.

use super::{FactKind, Form, Text};
use crate::people::Role;
use crate::problem::Violation;
use crate::region::RegionCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An edition of a form as a county publishes it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Publication {
    /// The form's id.
    pub form: String,
    /// The edition, counted from 1 as the county imported the form's versions; a visit names it as `form_version`.
    pub edition: u32,
    /// For whom it is open; for nobody once it is withdrawn. Drafts begun on it may be finished all the same.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
    /// The [`Form`] as JSON text: a phone that is too old to read it keeps it until it can.
    pub body: String,
}

/// The people of a region for whom an edition is open.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Audience {
    /// The region; everyone who works in it or below is meant.
    pub region: RegionCode,
    /// The roles; empty means every role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// The first day on which a filling may begin, on the region's clock; none when it was always open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last day; none when no end is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
}

impl Audience {
    /// Tells whether the edition is open to a worker of the role in one of the regions, on the day.
    #[must_use]
    pub fn reaches(&self, role: Role, regions: &[RegionCode], today: Date) -> bool {
        (self.roles.is_empty() || self.roles.contains(&role))
            && regions.iter().any(|region| self.region.contains(region))
            && self.from.is_none_or(|from| from <= today)
            && self.until.is_none_or(|until| today <= until)
    }
}

/// Checks an audience as a person wrote it, for a county.
#[must_use]
pub fn check(audience: &[Audience], county: RegionCode) -> Vec<Violation> {
    let mut faults = Vec::new();
    for (i, one) in audience.iter().enumerate() {
        if !county.contains(&one.region) && !one.region.contains(&county) {
            let message = format!("region {} is not part of the county {county}", one.region);
            faults.push(Violation::new(format!("audience[{i}].region"), "outside_county", message));
        }
        if let (Some(from), Some(until)) = (one.from, one.until)
            && until < from
        {
            let message = format!("the last day {until} is before the first day {from}");
            faults.push(Violation::new(format!("audience[{i}].until"), "out_of_range", message));
        }
    }
    faults
}

/// What a list of forms shows of an edition.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
pub struct Listing {
    /// The form's id.
    pub form: String,
    /// The edition.
    pub edition: u32,
    /// The author's name of this version; empty when none was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// The form's name for people.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub title: Text,
    /// The fact that a filled form becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<FactKind>,
    /// For whom it is open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<Audience>,
}

impl Publication {
    /// Reads the form.
    ///
    /// # Errors
    /// When it holds something that this program does not know yet.
    pub fn read(&self) -> Result<Form, serde_json::Error> {
        serde_json::from_str(&self.body)
    }

    /// Returns what a list shows of it; of a form that does not read, its id and edition, open to nobody.
    #[must_use]
    pub fn listing(&self) -> Listing {
        let (form, edition) = (self.form.clone(), self.edition);
        match self.read() {
            Ok(read) => Listing {
                form,
                edition,
                version: read.version,
                title: read.title,
                fact: read.settings.fact,
                audience: self.audience.clone(),
            },
            Err(_) => Listing { form, edition, ..Listing::default() },
        }
    }
}

/// Returns the editions on which a worker may begin a filling: of each form the newest that is open, by form id.
#[must_use]
pub fn offered(
    listings: impl IntoIterator<Item = Listing>,
    role: Role,
    regions: &[RegionCode],
    today: Date,
) -> Vec<Listing> {
    let mut newest: BTreeMap<String, Listing> = BTreeMap::new();
    for listing in listings {
        let newer = newest.get(&listing.form).is_none_or(|known| known.edition < listing.edition);
        if newer && listing.audience.iter().any(|one| one.reaches(role, regions, today)) {
            newest.insert(listing.form.clone(), listing);
        }
    }
    newest.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn code(text: &str) -> RegionCode {
        RegionCode::parse(text).unwrap()
    }

    fn audience(region: &str, roles: &[Role], from: Date, until: Option<Date>) -> Audience {
        Audience { region: code(region), roles: roles.to_vec(), from: Some(from), until }
    }

    fn listing(edition: u32, audience: Vec<Audience>) -> Listing {
        let body =
            serde_json::to_string(&Form { version: "a".to_owned(), ..Form::default() }).unwrap();
        Publication { form: "visit".to_owned(), edition, audience, body }.listing()
    }

    #[test]
    fn the_newest_edition_that_is_open_is_offered() {
        let (march, may) = (date(2026, 3, 1), date(2026, 5, 1));
        let all = vec![
            listing(2, vec![audience("533325", &[Role::Teacher], may, None)]),
            listing(1, vec![audience("533325", &[], march, None)]),
            listing(3, vec![]),
        ];
        let ask = |role, region: &str, day| -> Vec<u32> {
            let offered = offered(all.clone(), role, &[code(region)], day);
            offered.into_iter().map(|listing| listing.edition).collect()
        };
        let village = "533325100201";
        assert_eq!(ask(Role::Teacher, village, date(2026, 2, 28)), [0; 0]);
        assert_eq!(ask(Role::Teacher, village, march), [1]);
        assert_eq!(ask(Role::Teacher, village, may), [2], "the newer one takes over on its day");
        assert_eq!(ask(Role::Committee, village, may), [1], "for others the older one goes on");
        assert_eq!(ask(Role::Teacher, "533323", may), [0; 0], "the next county has its own");
    }

    #[test]
    fn a_form_of_a_newer_program_is_kept_and_open_to_nobody() {
        let open = vec![audience("533325", &[], date(2026, 3, 1), None)];
        let body = r#"{"id": "visit", "items": [{"hologram": {}}]}"#.to_owned();
        let one = Publication { form: "visit".to_owned(), edition: 4, audience: open, body };
        assert!(one.read().is_err());
        let listing = one.listing();
        assert_eq!(
            (listing.form.as_str(), listing.edition, listing.audience.len()),
            ("visit", 4, 0)
        );
    }

    #[test]
    fn the_last_day_counts_and_a_county_wide_worker_is_not_of_a_township() {
        let day = date(2026, 3, 1);
        let one = audience("533325100", &[], day, Some(day));
        assert!(one.reaches(Role::Committee, &[code("533325100201")], day));
        assert!(!one.reaches(Role::Committee, &[code("533325100201")], date(2026, 3, 2)));
        assert!(!one.reaches(Role::Supervisor, &[code("533325")], day));
        assert!(!one.reaches(Role::Committee, &[], day));
    }

    #[test]
    fn an_audience_outside_the_county_or_back_in_time_is_refused() {
        let day = date(2026, 3, 1);
        let audience =
            [audience("533323", &[], day, None), audience("53", &[], day, Some(date(2026, 2, 1)))];
        let paths: Vec<String> =
            check(&audience, code("533325")).into_iter().map(|fault| fault.field).collect();
        assert_eq!(paths, ["audience[0].region", "audience[1].until"]);
    }
}
