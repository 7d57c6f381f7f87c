//! Preparing a picture: two files, and in JSON what the core takes in beside them or why there is nothing to take in.

use doorstep_photo::{Limits, Refusal, Target, admit};
use serde_json::{Value, json};

/// What became of a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Told {
    /// Everything that is known of it, as the core reads it; or `{"problem": …}`, and then both files are empty.
    pub json: String,
    /// The photo.
    pub photo: Vec<u8>,
    /// The same, small.
    pub thumb: Vec<u8>,
}

/// Prepares a file as the camera wrote it.
#[must_use]
pub fn prepare(bytes: &[u8]) -> Told {
    let admitted = admit(bytes, &Limits::default(), &Target::default());
    let (json, photo, thumb) = match admitted.map(doorstep_photo::Admitted::apart) {
        Ok((made, photo, thumb)) => (json!(made), photo, thumb),
        Err(refusal) => (problem(&refusal), Vec::new(), Vec::new()),
    };
    Told { json: json.to_string(), photo, thumb }
}

/// Tells a refusal as the core tells its problems.
fn problem(refusal: &Refusal) -> Value {
    let key = format!("problem.{}", refusal.code());
    json!({ "problem": { "code": "bad_photo", "key": key, "field": null, "retryable": false } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use doorstep_core::photos::{self, Made, Prepared};
    use doorstep_photo::ShotPlace;
    use doorstep_photo::made::{picture, with_exif};

    #[test]
    fn the_core_reads_what_it_would_have_made_itself() {
        let place = ShotPlace { lat: 26.5, lon: 99.25, accuracy: None };
        let file = with_exif(&picture(5, 640, 480), 6, None, Some(place));
        let Told { json, photo, thumb } = prepare(&file);
        let made: Made = serde_json::from_str(&json).unwrap();
        assert_eq!(Prepared::of(&made, photo, thumb), photos::prepare(&file).unwrap());
    }

    #[test]
    fn a_refusal_is_told_as_the_core_tells_it() {
        for file in [&b""[..], b"no picture", &picture(5, 640, 480)[..2_000]] {
            let told = prepare(file);
            let said: Value = serde_json::from_str(&told.json).unwrap();
            let problem = photos::prepare(file).unwrap_err();
            assert_eq!(said, json!({ "problem": problem }));
            assert!(told.photo.is_empty() && told.thumb.is_empty());
        }
    }
}
