//! A province's follow-ups: every row is reckoned from its number, the same on every run.

use crate::clock::now;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The codes of the province's villages, see `bench/data/SOURCE.md`.
const VILLAGES: &str = include_str!("../../data/villages-yunnan.txt");
/// Of so many follow-ups one is open.
const OPEN: u64 = 10;
/// Follow-ups of a student, over the years.
const A_STUDENT: u64 = 8;
const DAY_MS: i64 = 86_400_000;
/// The region's clock is eight hours ahead of UTC.
const CLOCK_MS: i64 = 8 * 3_600_000;

/// A row of `follow_up`.
pub(crate) struct Row {
    pub(crate) id: Uuid,
    pub(crate) student: Uuid,
    pub(crate) case: Uuid,
    pub(crate) owner: String,
    pub(crate) school: Uuid,
    pub(crate) class: Uuid,
    pub(crate) village: &'static str,
    pub(crate) step: Option<i64>,
    pub(crate) opened_at: i64,
    pub(crate) due_at: i64,
    pub(crate) due_day: i64,
    pub(crate) is_open: bool,
    pub(crate) risk: i64,
}

impl Row {
    pub(crate) fn county(&self) -> &'static str {
        &self.village[..6]
    }

    pub(crate) fn township(&self) -> &'static str {
        &self.village[..9]
    }

    pub(crate) fn reason(&self) -> &'static str {
        if self.step.is_some() { "ladder" } else { "not_visited" }
    }

    pub(crate) fn state(&self) -> &'static str {
        if self.is_open { "open" } else { "done" }
    }

    pub(crate) fn closed_at(&self) -> Option<i64> {
        (!self.is_open).then_some(self.due_at - 3_600_000)
    }
}

/// The province with so many follow-ups.
pub(crate) struct Province {
    villages: Vec<&'static str>,
    pub(crate) follow_ups: u64,
    now: i64,
}

/// Open follow-ups by county, kind, id and due day, as the server keeps them.
pub(crate) type Rollup = BTreeMap<(String, &'static str, String, i64), i64>;

impl Province {
    /// Makes one whose due days lie around today.
    pub(crate) fn new(follow_ups: u64) -> Self {
        Self { villages: VILLAGES.lines().collect(), follow_ups, now: now().ms() }
    }

    /// Returns the codes of the villages.
    pub(crate) fn villages(&self) -> &[&'static str] {
        &self.villages
    }

    /// Returns the codes of the counties.
    pub(crate) fn counties(&self) -> Vec<&'static str> {
        let mut counties: Vec<_> = self.villages.iter().map(|village| &village[..6]).collect();
        counties.dedup();
        counties
    }

    /// Returns the codes of the townships.
    pub(crate) fn townships(&self) -> Vec<&'static str> {
        let mut townships: Vec<_> = self.villages.iter().map(|village| &village[..9]).collect();
        townships.dedup();
        townships
    }

    /// Returns how many students there are.
    pub(crate) fn students(&self) -> u64 {
        self.follow_ups / A_STUDENT
    }

    /// Returns the id and the village of a student.
    pub(crate) fn student(&self, number: u64) -> (Uuid, &'static str) {
        (id(b"student", number), self.village_of(number))
    }

    fn village_of(&self, student: u64) -> &'static str {
        let count = self.villages.len() as u64;
        self.villages[usize::try_from(student % count).unwrap_or(0)]
    }

    /// Returns a follow-up by its number. Neighbours in number lie in different villages.
    pub(crate) fn row(&self, number: u64) -> Row {
        let student = number % self.students();
        let village = self.village_of(student);
        let dice = mix(number);
        let is_open = dice.is_multiple_of(OPEN);
        let days = i64::try_from(dice >> 8 & 0x3f).unwrap_or(0);
        let due_at = if is_open {
            self.now + (days - 45) * DAY_MS + minutes(dice)
        } else {
            self.now - (60 + days * 9) * DAY_MS + minutes(dice)
        };
        let (school, class) = school(village, student);
        Row {
            id: id(b"follow-up", number),
            student: id(b"student", student),
            case: id(b"case", number / 3),
            owner: owner(village, school, class, dice >> 16 & 0xff),
            school,
            class,
            village,
            step: (dice >> 24)
                .is_multiple_of(2)
                .then_some(i64::try_from(dice >> 32 & 3).unwrap_or(0) + 2),
            opened_at: due_at - 3 * DAY_MS,
            due_at,
            due_day: (due_at + CLOCK_MS).div_euclid(DAY_MS),
            is_open,
            risk: i64::try_from(dice >> 40 & 0x3f).unwrap_or(0),
        }
    }

    /// Counts an open row in the rollup.
    pub(crate) fn count(rollup: &mut Rollup, row: &Row) {
        let places = [
            ("county", row.county().to_owned()),
            ("township", row.township().to_owned()),
            ("village", row.village.to_owned()),
            ("school", row.school.to_string()),
            ("owner", row.owner.clone()),
        ];
        for (kind, id) in places {
            *rollup.entry((row.county().to_owned(), kind, id, row.due_day)).or_default() += 1;
        }
    }
}

/// Returns the school of a township and a student's class in it.
pub(crate) fn school(village: &str, student: u64) -> (Uuid, Uuid) {
    let township = village[..9].parse().unwrap_or(0);
    (id(b"school", township), id(b"class", township * 64 + student % 18))
}

fn minutes(dice: u64) -> i64 {
    i64::try_from(dice >> 48 & 0x3ff).unwrap_or(0) * 60_000
}

fn owner(village: &str, school: Uuid, class: Uuid, dice: u64) -> String {
    match dice {
        0..128 => format!("village:{village}"),
        128..180 => format!("class:{class}"),
        180..205 => format!("school:{school}"),
        205..243 => format!("township:{}", &village[..9]),
        _ => format!("county:{}", &village[..6]),
    }
}

/// An id as scattered as the derived ones of follow-ups are.
fn id(kind: &[u8], number: u64) -> Uuid {
    let salt = kind.iter().fold(0_u64, |salt, byte| salt * 31 + u64::from(*byte));
    Uuid::from_u64_pair(mix(number ^ salt << 40), mix(number.wrapping_add(salt)))
}

/// `SplitMix64`: scatters a number over 64 bits.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ z >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ z >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ z >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_distinct_and_about_a_tenth_is_open() {
        let province = Province::new(20_000);
        assert_eq!(province.villages().len(), 14_888);
        assert_eq!(province.counties().len(), 129);
        let rows: Vec<_> = (0..20_000).map(|n| province.row(n)).collect();
        let ids: std::collections::BTreeSet<_> = rows.iter().map(|row| row.id).collect();
        assert_eq!(ids.len(), rows.len());
        let open = rows.iter().filter(|row| row.is_open).count();
        assert!((1_800..2_200).contains(&open), "{open}");
        let mut rollup = Rollup::new();
        rows.iter().filter(|row| row.is_open).for_each(|row| Province::count(&mut rollup, row));
        let in_counties: i64 =
            rollup.iter().filter(|((_, kind, ..), _)| *kind == "county").map(|(_, n)| n).sum();
        assert_eq!(usize::try_from(in_counties).unwrap(), open);
    }
}
