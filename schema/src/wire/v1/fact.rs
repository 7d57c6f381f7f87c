//! A fact on the wire: a known envelope, a payload kept as it came, and fields of later versions kept too.

use crate::fact::{self, Act, NotAnAct};
use crate::hlc::Hlc;
use crate::id::{DeviceId, FactId, StudentId, WorkerId};
use crate::moment::Moment;
use crate::region::RegionCode;
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// A fact as it travels and is stored: unknown kinds and fields survive a round trip.
#[derive(Clone, PartialEq, Debug)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Fact {
    /// The id, minted on the device.
    pub id: FactId,
    /// The kind's name, see [`Act::KINDS`].
    pub kind: String,
    /// The kind's version, from 1.
    pub version: u16,
    /// Who did it.
    pub author: WorkerId,
    /// On which device it was entered.
    pub device: DeviceId,
    /// The county that keeps the record.
    pub county: RegionCode,
    /// The student it is about.
    #[cfg_attr(feature = "ts", ts(optional))]
    pub student: Option<StudentId>,
    /// When it happened, as the author claims.
    pub happened_at: Moment,
    /// When it was entered, by the device's clock.
    pub entered_at: Moment,
    /// The hybrid logical clock at entry.
    pub hlc: Hlc,
    /// The payload, untouched.
    pub payload: Map<String, Value>,
    /// Envelope fields that this build does not know.
    #[cfg_attr(feature = "ts", ts(skip))]
    pub extra: Map<String, Value>,
}

/// Why a wire fact is not one that the rules can read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error(transparent)]
pub struct NotAFact(#[from] pub NotAnAct);

impl TryFrom<&Fact> for fact::Fact {
    type Error = NotAFact;

    fn try_from(wire: &Fact) -> Result<Self, NotAFact> {
        // A later version of a kind may mean something else: it is kept, not guessed at.
        let act =
            if wire.version == 1 { Act::read(&wire.kind, &wire.payload)? } else { Act::Unknown };
        Ok(Self {
            id: wire.id,
            author: wire.author,
            device: wire.device,
            county: wire.county,
            student: wire.student,
            happened_at: wire.happened_at,
            entered_at: wire.entered_at,
            hlc: wire.hlc,
            act,
        })
    }
}

impl From<&fact::Fact> for Fact {
    fn from(fact: &fact::Fact) -> Self {
        Self {
            id: fact.id,
            kind: fact.act.kind().to_owned(),
            version: 1,
            author: fact.author,
            device: fact.device,
            county: fact.county,
            student: fact.student,
            happened_at: fact.happened_at,
            entered_at: fact.entered_at,
            hlc: fact.hlc,
            payload: fact.act.payload(),
            extra: Map::new(),
        }
    }
}

/// The envelope's fields; compact formats write the position instead of the name. Append only.
const FIELDS: [&str; 11] = [
    "id",
    "kind",
    "version",
    "author",
    "device",
    "county",
    "student",
    "happened_at",
    "entered_at",
    "hlc",
    "payload",
];

impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let named = s.is_human_readable();
        let count = FIELDS.len() - usize::from(self.student.is_none()) + self.extra.len();
        let mut map = s.serialize_map(Some(count))?;
        macro_rules! entry {
            ($place:literal, $value:expr) => {
                if named {
                    map.serialize_entry(FIELDS[$place], $value)?;
                } else {
                    map.serialize_entry(&$place, $value)?;
                }
            };
        }
        entry!(0, &self.id);
        entry!(1, &self.kind);
        entry!(2, &self.version);
        entry!(3, &self.author);
        entry!(4, &self.device);
        entry!(5, &self.county);
        if let Some(student) = &self.student {
            entry!(6, student);
        }
        entry!(7, &self.happened_at);
        entry!(8, &self.entered_at);
        entry!(9, &self.hlc);
        entry!(10, &self.payload);
        for (key, value) in &self.extra {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// An envelope key: a known place, or a name of a later version.
enum Key {
    Known(usize),
    Later(String),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Keys;
        impl Visitor<'_> for Keys {
            type Value = Key;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a field's name or place")
            }
            fn visit_u64<E: serde::de::Error>(self, place: u64) -> Result<Key, E> {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                if place < FIELDS.len() {
                    Ok(Key::Known(place))
                } else {
                    Err(E::custom(format!("{place} is not a place in a fact's envelope")))
                }
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key, E> {
                let known = FIELDS.iter().position(|f| *f == name);
                Ok(known.map_or_else(|| Key::Later(name.to_owned()), Key::Known))
            }
        }
        d.deserialize_any(Keys)
    }
}

impl<'de> Deserialize<'de> for Fact {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        d.deserialize_map(Envelope)
    }
}

struct Envelope;

impl<'de> Visitor<'de> for Envelope {
    type Value = Fact;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a fact")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fact, A::Error> {
        let (mut id, mut kind, mut version, mut author, mut device) =
            (None, None, None, None, None);
        let (mut county, mut student, mut happened_at, mut entered_at) = (None, None, None, None);
        let (mut hlc, mut payload, mut extra) = (None, None, Map::new());
        while let Some(key) = map.next_key()? {
            match key {
                Key::Known(0) => id = Some(map.next_value()?),
                Key::Known(1) => kind = Some(map.next_value()?),
                Key::Known(2) => version = Some(map.next_value()?),
                Key::Known(3) => author = Some(map.next_value()?),
                Key::Known(4) => device = Some(map.next_value()?),
                Key::Known(5) => county = Some(map.next_value()?),
                Key::Known(6) => student = map.next_value()?,
                Key::Known(7) => happened_at = Some(map.next_value()?),
                Key::Known(8) => entered_at = Some(map.next_value()?),
                Key::Known(9) => hlc = Some(map.next_value()?),
                Key::Known(_) => payload = Some(map.next_value()?),
                Key::Later(name) => {
                    extra.insert(name, map.next_value()?);
                }
            }
        }
        let missing = |place: usize| A::Error::missing_field(FIELDS[place]);
        Ok(Fact {
            id: id.ok_or_else(|| missing(0))?,
            kind: kind.ok_or_else(|| missing(1))?,
            version: version.ok_or_else(|| missing(2))?,
            author: author.ok_or_else(|| missing(3))?,
            device: device.ok_or_else(|| missing(4))?,
            county: county.ok_or_else(|| missing(5))?,
            student,
            happened_at: happened_at.ok_or_else(|| missing(7))?,
            entered_at: entered_at.ok_or_else(|| missing(8))?,
            hlc: hlc.ok_or_else(|| missing(9))?,
            payload: payload.ok_or_else(|| missing(10))?,
            extra,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::cbor;

    fn sample() -> Fact {
        serde_json::from_str(include_str!("../../../fixtures/v1/visit.json")).unwrap()
    }

    #[test]
    fn the_fixture_of_version_1_still_reads_and_writes_the_same() {
        let text: Value =
            serde_json::from_str(include_str!("../../../fixtures/v1/visit.json")).unwrap();
        assert_eq!(serde_json::to_value(sample()).unwrap(), text);
        assert!(matches!(fact::Fact::try_from(&sample()).unwrap().act, Act::Visit(_)));
    }

    #[test]
    fn compact_and_readable_forms_carry_the_same_fact() {
        let fact = sample();
        let bytes = cbor::encode(&fact);
        assert_eq!(cbor::decode::<Fact>(&bytes).unwrap(), fact);
        assert!(bytes.len() < serde_json::to_vec(&fact).unwrap().len());
    }

    #[test]
    fn unknown_kinds_and_fields_survive_both_forms() {
        let mut fact = sample();
        fact.kind = "drone_flight".to_owned();
        fact.version = 7;
        fact.payload.insert("height".to_owned(), serde_json::json!({"m": [1, 2.5, null]}));
        fact.extra.insert("witness".to_owned(), serde_json::json!("village head"));
        let through_json: Fact =
            serde_json::from_slice(&serde_json::to_vec(&fact).unwrap()).unwrap();
        let through_cbor: Fact = cbor::decode(&cbor::encode(&through_json)).unwrap();
        assert_eq!(through_cbor, fact);
        assert_eq!(fact::Fact::try_from(&fact).unwrap().act, Act::Unknown);
    }

    #[test]
    fn a_missing_field_is_named() {
        let error = serde_json::from_str::<Fact>("{\"kind\":\"visit\"}").unwrap_err().to_string();
        assert!(error.contains("`id`"), "{error}");
        assert!(cbor::decode::<Fact>(&[0xff, 0x00]).is_err());
        assert!(cbor::decode::<Fact>(&cbor::encode(&sample())[..40]).is_err());
    }
}
