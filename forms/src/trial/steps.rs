//! The steps of a filling as JSON: answers, instances added and removed.

use doorstep_schema::form::xpath::Clock;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde_json::{Map, Value};

/// The steps of a filling, and what a file of them may say besides.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Steps {
    /// The steps, in their order.
    pub steps: Vec<Step>,
    /// The moment of the filling.
    pub now: Option<Clock>,
    /// The chance of the filling.
    pub seed: Option<u64>,
    /// The language that texts are shown in.
    pub language: Option<String>,
}

/// One step.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The node, as `/data/children[2]/name`.
    pub path: String,
    /// What is done with it.
    pub act: Act,
}

/// What a step does.
#[derive(Clone, PartialEq, Debug)]
pub enum Act {
    /// Answers the question; null takes the answer back.
    Answer(Value),
    /// Adds so many instances to the repeat.
    Add(u32),
    /// Removes an instance of the repeat, counted from 1.
    Remove(usize),
}

/// Why a file of steps can't be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BadSteps {
    /// It is no JSON.
    #[error("line {line}, column {column}: {why}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What was expected.
        why: String,
    },
    /// It is neither a list of steps nor an object with one.
    #[error("a list of steps is asked for, or an object with «steps» in it")]
    Shape,
    /// A step can't be understood.
    #[error("step {number}: {why}")]
    Step {
        /// Its number, from 1.
        number: usize,
        /// What would be right.
        why: String,
    },
    /// A setting can't be understood.
    #[error("«{name}»: {why}")]
    Setting {
        /// Its name.
        name: String,
        /// What would be right.
        why: String,
    },
}

impl Steps {
    /// Reads steps: a list, or an object with «steps» and, if wanted, «today», «now», «seed» and «lang».
    ///
    /// # Errors
    /// When it is no JSON, with line and column, or no steps.
    pub fn parse(json: &str) -> Result<Self, BadSteps> {
        let value: Value = serde_json::from_str(json).map_err(|error| BadSteps::Json {
            line: error.line(),
            column: error.column(),
            why: without_place(&error.to_string()),
        })?;
        let mut steps = Self::default();
        let list = match value {
            Value::Array(list) => list,
            Value::Object(mut fields) => {
                let Some(Value::Array(list)) = fields.remove("steps") else {
                    return Err(BadSteps::Shape);
                };
                steps.read_settings(&fields)?;
                list
            }
            _ => return Err(BadSteps::Shape),
        };
        let read = |(at, step): (usize, &Value)| {
            Step::read(step).map_err(|why| BadSteps::Step { number: at + 1, why })
        };
        steps.steps = list.iter().enumerate().map(read).collect::<Result<_, _>>()?;
        Ok(steps)
    }

    fn read_settings(&mut self, fields: &Map<String, Value>) -> Result<(), BadSteps> {
        for (name, value) in fields {
            let wrong = |why: &str| BadSteps::Setting { name: name.clone(), why: why.to_owned() };
            match (name.as_str(), value) {
                ("today", Value::String(text)) if self.now.is_none() => {
                    self.now = Some(day(text).ok_or_else(|| wrong(DAY))?);
                }
                ("today", Value::String(text)) => {
                    day(text).ok_or_else(|| wrong(DAY))?;
                }
                ("now", Value::String(text)) => {
                    self.now = Some(moment(text).ok_or_else(|| wrong(MOMENT))?);
                }
                ("seed", Value::Number(seed)) => {
                    self.seed = Some(seed.as_u64().ok_or_else(|| wrong("a whole number"))?);
                }
                ("lang", Value::String(text)) => self.language = Some(text.clone()),
                ("today", _) => return Err(wrong(DAY)),
                ("now", _) => return Err(wrong(MOMENT)),
                ("seed", _) => return Err(wrong("a whole number is asked for")),
                ("lang", _) => return Err(wrong("the name of a language is asked for")),
                _ => return Err(wrong("there is no such setting; today, now, seed and lang are")),
            }
        }
        Ok(())
    }
}

const DAY: &str = "a day is asked for, as in 2026-03-02";
const MOMENT: &str = "a moment is asked for, as in 2026-03-02T08:15:00+08:00";

/// The offset of a moment that says none: China Standard Time.
const OFFSET_SECONDS: i32 = 28_800;

/// Reads a day, as the noon of it.
#[must_use]
pub fn day(text: &str) -> Option<Clock> {
    let day: Date = text.parse().ok().filter(|_| text.len() == 10)?;
    Some(Clock { civil: day.at(12, 0, 0, 0), offset_seconds: OFFSET_SECONDS })
}

/// Reads a moment, with its offset from UTC or without.
#[must_use]
pub fn moment(text: &str) -> Option<Clock> {
    let at = text.find('T')?;
    let offset = text[at..].find(['Z', '+', '-']).map(|place| at + place);
    let civil: DateTime = text[..offset.unwrap_or(text.len())].parse().ok()?;
    let offset_seconds = match offset.map(|place| &text[place..]) {
        None => OFFSET_SECONDS,
        Some("Z") => 0,
        Some(offset) => {
            let (hours, minutes) = offset[1..].split_once(':')?;
            let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
            let seconds = (hours * 60 + minutes) * 60;
            let signed = if offset.starts_with('-') { -seconds } else { seconds };
            Offset::from_seconds(signed).ok()?.seconds()
        }
    };
    Some(Clock { civil, offset_seconds })
}

/// Returns what a JSON reader says without the place, which is told apart.
fn without_place(message: &str) -> String {
    message.rsplit_once(" at line ").map_or(message, |(why, _)| why).to_owned()
}

impl Step {
    fn read(step: &Value) -> Result<Self, String> {
        let Value::Object(fields) = step else {
            return Err(
                "an object is asked for, as in {\"path\": \"/data/age\", \"value\": 7}".to_owned()
            );
        };
        let Some(Value::String(path)) = fields.get("path") else {
            return Err("«path» is missing, or no text".to_owned());
        };
        let mut acts = fields.iter().filter(|(name, _)| *name != "path");
        let (Some((name, value)), None) = (acts.next(), acts.next()) else {
            return Err("beside «path» one of «value», «add» and «remove» is asked for".to_owned());
        };
        let act = match name.as_str() {
            "value" => Act::Answer(value.clone()),
            "add" => {
                let count = value.as_u64().and_then(|count| u32::try_from(count).ok());
                Act::Add(count.ok_or("«add» is how many instances are added")?)
            }
            "remove" => {
                let index = value.as_u64().and_then(|index| usize::try_from(index).ok());
                Act::Remove(index.ok_or("«remove» is the number of an instance, from 1")?)
            }
            other => return Err(format!("«{other}» is none of «value», «add» and «remove»")),
        };
        Ok(Self { path: path.clone(), act })
    }
}
