//! Visits as teachers fill them: the shipped home-visit form, complete, with notes in Chinese.

use doorstep_schema::fact::{Act, Fact, Help, Met, PromiseMade, Visit};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{DeviceId, FactId, StudentId, WorkerId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Concern;
use doorstep_schema::place::Place;
use doorstep_schema::region::RegionCode;
use doorstep_schema::wire::v1;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// An endless supply of visits by one worker to their students.
pub(crate) struct Visits {
    rng: ChaCha8Rng,
    author: WorkerId,
    device: DeviceId,
    county: RegionCode,
    students: Vec<StudentId>,
    next: usize,
}

impl Visits {
    /// Begins a supply; equal seeds give equal visits.
    pub(crate) fn new(
        seed: u64,
        author: WorkerId,
        device: DeviceId,
        county: RegionCode,
        students: &[StudentId],
    ) -> Self {
        let rng = ChaCha8Rng::seed_from_u64(seed);
        Self { rng, author, device, county, students: students.to_vec(), next: 0 }
    }

    /// Returns as many visits, entered at `now`, to one student after another.
    pub(crate) fn take(&mut self, count: usize, now: Moment) -> Vec<v1::Fact> {
        (0..count).map(|_| self.one(now)).collect()
    }

    /// Returns the students that it's about.
    pub(crate) fn students(&self) -> &[StudentId] {
        &self.students
    }

    fn one(&mut self, now: Moment) -> v1::Fact {
        let student = self.students[self.next % self.students.len()];
        self.next += 1;
        let happened_at = now.plus_minutes(-self.rng.random_range(5..90));
        let fact = Fact {
            id: FactId::mint(now, self.rng.random()),
            author: self.author,
            device: self.device,
            county: self.county,
            student: Some(student),
            happened_at,
            entered_at: now,
            hlc: Hlc::at(now).tick(now),
            act: Act::Visit(visit(&mut self.rng, now)),
        };
        v1::Fact::from(&fact)
    }
}

const CARERS: [&str; 4] = ["grandparents", "mother", "father", "other_relative"];
const AWAY: [&str; 5] = ["浙江义乌", "广东东莞", "昆明市官渡区", "福建晋江", "江苏昆山"];
const REASONS: [&str; 5] =
    ["厌学情绪较重", "帮家里收核桃", "生病在家休息", "手机成瘾，作息颠倒", "与同学发生矛盾"];
const WORK: [&str; 4] = ["在镇上洗车店帮工", "跟随亲戚在工地", "在家照看弟妹", "没有务工"];
const PROMISES: [&str; 4] = [
    "下周一送孩子返校",
    "今晚与孩子父亲通电话后答复",
    "本周五前办理复学手续",
    "不再让孩子外出务工",
];
/// Frequent characters. Free text is drawn from them evenly, which says more a character than
/// people's sentences do, so that compressed sizes err on the large side.
const CHARACTERS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定\
    行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正\
    心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山\
    统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己\
    美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音";

fn prose(rng: &mut ChaCha8Rng, length: usize) -> String {
    static LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| CHARACTERS.chars().collect());
    let letter = |n: usize| if n % 11 == 10 { '，' } else { *pick(rng, &LETTERS) };
    (0..length).map(letter).collect()
}

fn visit(rng: &mut ChaCha8Rng, now: Moment) -> Visit {
    let day = jiff::Timestamp::from_millisecond(now.ms())
        .map_or(jiff::civil::Date::ZERO, |t| jiff::tz::Offset::constant(8).to_datetime(t).date());
    let later = |days: i64| day.saturating_add(jiff::Span::new().days(days));
    let attends = rng.random_bool(0.6);
    let mut visit = Visit::met(if rng.random_bool(0.7) { Met::Guardian } else { Met::OtherAdult });
    visit.answers = answers(rng, attends);
    visit.with_committee = rng.random_bool(0.3);
    visit.reached_by_phone = rng.random_bool(0.2);
    visit.place = Some(Place {
        lat: (26.40 + rng.random_range(0.0..0.2_f64)).mul_add(1e6, 0.0).round() / 1e6,
        lon: (99.35 + rng.random_range(0.0..0.2_f64)).mul_add(1e6, 0.0).round() / 1e6,
        accuracy: f64::from(rng.random_range(4_u32..40)),
    });
    visit.attends = Some(attends);
    if !attends {
        visit.concerns =
            vec![*pick(rng, &[Concern::Truancy, Concern::SchoolAversion, Concern::Hardship])];
        visit.help = vec![*pick(rng, &[Help::Money, Help::Transport, Help::Medical])];
        visit.promise = Some(PromiseMade {
            text: (*pick(rng, &PROMISES)).to_owned(),
            by: later(rng.random_range(2..9)),
            returns: rng.random_bool(0.7),
        });
    }
    visit.next_visit = Some(later(rng.random_range(7..40)));
    visit.note = prose(rng, 64);
    visit
}

fn answers(rng: &mut ChaCha8Rng, attends: bool) -> Map<String, Value> {
    let yes = |rng: &mut ChaCha8Rng, p: f64| if rng.random_bool(p) { "yes" } else { "no" };
    let answers = json!({
        "purpose": pick(rng, &["absence", "routine", "follow_up"]),
        "accompanied": yes(rng, 0.3),
        "household_found": "yes",
        "carer": pick(rng, &CARERS),
        "parents_away": pick(rng, &["both", "father", "none"]),
        "away_where": pick(rng, &AWAY),
        "away_since": format!("20{}-0{}", rng.random_range(19..26), rng.random_range(1..9)),
        "hardship": yes(rng, 0.4),
        "debts": yes(rng, 0.2),
        "other_children_out": rng.random_range(0..2),
        "household_size": rng.random_range(3..8),
        "disability_or_illness": yes(rng, 0.1),
        "boarding": yes(rng, 0.5),
        "child_attends": if attends { "yes" } else { "no" },
        "absence_reason": if attends { "" } else { pick(rng, &REASONS) },
        "child_said": prose(rng, 20),
        "wants_to_return": yes(rng, 0.8),
        "work": pick(rng, &WORK),
        "venues": yes(rng, 0.2),
        "behaviour": pick(rng, &["good", "fair", "worrying"]),
        "sleep_hours": rng.random_range(6..10),
        "phone_hours": rng.random_range(0..7),
        "marriage_talk": "no",
        "told_of_duty": "yes",
        "told_how": pick(rng, &["当面宣讲并签字", "电话告知", "书面告知"]),
        "guardian_phone": format!("13{:09}", rng.random_range(0..1_000_000_000)),
        "guardian_said": prose(rng, 20),
        "help_wanted": pick(rng, &["money", "transport", "none"]),
    });
    match answers {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn pick<'a, T>(rng: &mut ChaCha8Rng, from: &'a [T]) -> &'a T {
    &from[rng.random_range(0..from.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_reads_as_one_is_in_range_and_is_as_large_as_those_of_the_field() {
        let id = uuid::Uuid::from_u128(7);
        let county = RegionCode::parse("533325").unwrap();
        let mut visits = Visits::new(1, WorkerId(id), DeviceId(id), county, &[StudentId(id)]);
        let facts = visits.take(200, Moment::from_ms(1_795_000_000_000));
        let mut bytes = 0;
        for fact in &facts {
            let read = Fact::try_from(fact).unwrap();
            assert!(matches!(read.act, Act::Visit(_)));
            assert_eq!(read.act.check(), Vec::new());
            bytes += serde_json::to_vec(fact).unwrap().len();
        }
        let mean = bytes / facts.len();
        assert!((1_350..1_650).contains(&mean), "{mean} bytes of JSON a visit");
    }
}
