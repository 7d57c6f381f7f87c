//! A phone's camera: takes pictures, seals their records, and brings the files.

use super::people::Person;
use doorstep_photo::made;
use doorstep_schema::digest::Digest;
use doorstep_schema::evidence::{Record, seal};
use doorstep_schema::fact::{self, Act, Capture, EvidencePhoto, Look, PlaceSource, Thumb};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::FactId;
use doorstep_schema::place::Place;
use doorstep_schema::wire::v1::Fact;
use ed25519_dalek::{Signer as _, SigningKey};

/// A device that seals what it takes.
#[derive(Debug)]
pub struct Camera {
    person: Person,
    key: SigningKey,
    last: Option<(u64, Digest)>,
}

/// The picture of a photo and its thumbnail.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The photo's bytes.
    pub photo: Vec<u8>,
    /// The thumbnail's bytes.
    pub thumb: Vec<u8>,
    /// The look.
    pub look: Look,
}

impl Picture {
    /// Makes a picture that differs by its number: a small JPEG without metadata, as phones store them.
    #[must_use]
    pub fn plain(number: u64) -> Self {
        Self {
            photo: made::picture(number, 96, 72),
            thumb: made::picture(number, 48, 36),
            look: Look(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        }
    }
}

impl Camera {
    /// Gives the person's device a key.
    ///
    /// # Panics
    /// When the database refuses.
    pub async fn of(person: &Person) -> Self {
        let key = SigningKey::from_bytes(&person.world.app.chance().unwrap());
        let mut tx = person.world.app.db.write().await.unwrap();
        let sql = "UPDATE device SET public_key = $2 WHERE id = $1";
        let query = tx.query(sql).bind(person.device.0);
        query.bind(key.verifying_key().to_bytes().to_vec()).execute().await.unwrap();
        tx.commit().await.unwrap();
        Self { person: person.clone(), key, last: None }
    }

    /// Takes a photo that belongs to a fact, now and at a place, and seals its record.
    ///
    /// # Panics
    /// When there is no chance to be had.
    pub fn takes(&mut self, of: &Fact, picture: &Picture, place: Option<Place>) -> Fact {
        let Person { world, worker, device } = &self.person;
        let now = world.app.now();
        let photo = EvidencePhoto {
            of: of.id,
            sha256: Digest::of(&picture.photo),
            bytes: picture.photo.len() as u64,
            width: 1_600,
            height: 1_200,
            thumb: Some(Thumb {
                sha256: Digest::of(&picture.thumb),
                bytes: picture.thumb.len() as u64,
            }),
            look: Some(picture.look),
            capture: Some(Capture {
                captured_at: Some(now),
                received_at: now,
                clock_offset_ms: Some(0),
                place,
                place_source: place.map(|_| PlaceSource::Device),
                mock: false,
            }),
            seal: None,
        };
        let mut record = Record {
            id: FactId::mint(now, world.app.chance().unwrap()),
            student: of.student,
            county: of.county,
            author: *worker,
            device: *device,
            photo,
        };
        self.last = Some(seal(&mut record, self.last, &|text| self.key.sign(text).to_bytes()));
        Fact::from(&fact::Fact {
            id: record.id,
            author: *worker,
            device: *device,
            county: record.county,
            student: record.student,
            happened_at: now,
            entered_at: now,
            hlc: Hlc::at(now),
            act: Act::EvidencePhoto(record.photo),
        })
    }

    /// Puts a picture's files where uploads put them, as if they had arrived.
    ///
    /// # Panics
    /// When the storage or the database refuses.
    pub async fn brings(&self, picture: &Picture) {
        let world = &self.person.world;
        for bytes in [&picture.photo, &picture.thumb] {
            let sha256 = Digest::of(bytes);
            world.app.files.put(world.county, sha256, bytes.clone().into()).await.unwrap();
            let mut tx = world.app.db.write().await.unwrap();
            let sql = "UPDATE file SET state = 'whole', stored_at = $3, checked_at = $3
                WHERE county = $1 AND sha256 = $2";
            let query = tx.query(sql).bind(world.county.to_string()).bind(sha256.0.to_vec());
            let changed = query.bind(world.app.now().ms()).execute().await.unwrap();
            assert_eq!(changed, 1, "a record names the file");
            tx.commit().await.unwrap();
        }
    }
}
