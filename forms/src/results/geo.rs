//! A filled form as a feature of `GeoJSON` (RFC 7946).

use doorstep_schema::form::{Filling, Kind, Language};
use serde_json::{Value, json};

/// Makes the feature of a filling: its first answered place as geometry, its answers as properties, nested as the form
/// is. Further properties are the caller's to add.
#[must_use]
pub fn feature(id: &str, filling: &Filling) -> Value {
    let language = Language::default();
    let mut places =
        filling.walk(&language).filter(|state| state.relevant && !state.value.is_null());
    let geometry = places.find_map(|state| geometry(state.kind.as_ref()?, &state.value));
    let properties = json!({ "answers": filling.result() });
    json!({ "type": "Feature", "id": id, "geometry": geometry, "properties": properties })
}

fn geometry(kind: &Kind, value: &Value) -> Option<Value> {
    match kind {
        Kind::Point => Some(json!({ "type": "Point", "coordinates": position(value)? })),
        Kind::Trace => Some(json!({ "type": "LineString", "coordinates": line(value)? })),
        Kind::Shape => {
            let mut ring = line(value)?;
            // A ring ends where it begins (RFC 7946, 3.1.6).
            if ring.first() != ring.last() {
                ring.extend(ring.first().cloned());
            }
            (ring.len() >= 4).then(|| json!({ "type": "Polygon", "coordinates": [ring] }))
        }
        _ => None,
    }
}

fn line(value: &Value) -> Option<Vec<Value>> {
    value.as_array()?.iter().map(position).collect()
}

/// Longitude comes first, and altitude only when there is one (RFC 7946, 3.1.1).
fn position(place: &Value) -> Option<Value> {
    let (lat, lon) = (place.get("lat")?.as_f64()?, place.get("lon")?.as_f64()?);
    let altitude =
        place.get("altitude").and_then(Value::as_f64).filter(|altitude| *altitude != 0.0);
    Some(altitude.map_or_else(|| json!([lon, lat]), |altitude| json!([lon, lat, altitude])))
}
