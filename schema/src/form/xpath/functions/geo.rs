//! Places on Earth: lengths, areas, what lies inside what.
//!
//! Specification: Geographic Functions. Lengths are those of `JavaRosa` and web-forms, by the spherical law of cosines
//! on the equatorial radius. Areas are `JavaRosa`'s: the specification's «circumference of the Earth around the
//! Equator» is in its formula, a flat polygon around the first point, while web-forms reckons on the sphere.
//! Neither result is rounded (web-forms rounds to hundredths). Too few points give 0, as in `JavaRosa`; what is no
//! point gives NaN, as in web-forms.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::value::Value;
use super::{Function, MANY};

type Answer<'a> = Result<Value<'a>, Trouble>;

/// Metres.
const RADIUS: f64 = 6_378_100.0;
/// Metres a degree around the Equator.
const DEGREE: f64 = 2.0 * RADIUS * std::f64::consts::PI / 360.0;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("distance", 1, MANY, distance),
    Function::new("area", 1, 1, area),
    Function::new("enclosed-area", 1, 1, area),
    Function::new("geofence", 2, 2, geofence),
    Function::new("intersects", 1, 1, intersects),
];

#[derive(Clone, Copy, PartialEq)]
struct Point {
    latitude: f64,
    longitude: f64,
}

/// Reads all points of the arguments from one on; none when something is no point.
fn points(a: &Arguments<'_, '_>, from: usize, until: usize) -> Result<Option<Vec<Point>>, Trouble> {
    let mut points = Vec::new();
    for index in from..until {
        let texts = match a.value(index)? {
            Value::Nodes(nodes) => nodes.into_iter().map(|node| a.eval.tree.text(node)).collect(),
            value => vec![value.into_text(a.eval.tree)],
        };
        for part in texts
            .iter()
            .flat_map(|text| text.split(';'))
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            let Some(point) = point(part) else { return Ok(None) };
            points.push(point);
        }
    }
    Ok(Some(points))
}

fn point(text: &str) -> Option<Point> {
    let numbers: Vec<f64> = text.split_whitespace().map(number::from_text).collect();
    match *numbers {
        [latitude, longitude, ..]
            if numbers.len() <= 4 && latitude.abs() <= 90.0 && longitude.abs() <= 180.0 =>
        {
            Some(Point { latitude, longitude })
        }
        _ => None,
    }
}

fn distance<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let Some(points) = points(a, 0, a.len())? else { return Ok(f64::NAN.into()) };
    Ok(points
        .windows(2)
        .map(|pair| between(pair[0], pair[1]))
        .fold(0.0, |sum, part| sum + part)
        .into())
}

fn between(from: Point, to: Point) -> f64 {
    let east = (from.longitude - to.longitude).to_radians();
    let (from, to) = (from.latitude.to_radians(), to.latitude.to_radians());
    // Rounding may lead just beyond 1 for two points that are one.
    (from.sin() * to.sin() + from.cos() * to.cos() * east.cos()).clamp(-1.0, 1.0).acos() * RADIUS
}

fn area<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let Some(points) = points(a, 0, 1)? else { return Ok(f64::NAN.into()) };
    let Some((first, rest)) = points.split_first() else { return Ok(0.0.into()) };
    let flat: Vec<(f64, f64)> = rest
        .iter()
        .map(|point| {
            let east =
                (point.longitude - first.longitude) * DEGREE * point.latitude.to_radians().cos();
            (east, (point.latitude - first.latitude) * DEGREE)
        })
        .collect();
    let twice = flat
        .windows(2)
        .map(|pair| pair[0].1 * pair[1].0 - pair[0].0 * pair[1].1)
        .fold(0.0, |sum, part| sum + part);
    Ok((twice / 2.0).abs().into())
}

/// Whether a point lies inside a shape: a ray to the east crosses its border an odd number of times. After
/// W. R. Franklin, PNPOLY, as the specification says.
fn geofence<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let (Some(inside), Some(shape)) = (points(a, 0, 1)?, points(a, 1, 2)?) else {
        return Ok(false.into());
    };
    let [place] = *inside else { return Ok(false.into()) };
    let crossed = shape.windows(2).filter(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let along = (place.latitude - to.latitude) / (from.latitude - to.latitude);
        (to.latitude > place.latitude) != (from.latitude > place.latitude)
            && place.longitude < (from.longitude - to.longitude) * along + to.longitude
    });
    Ok((crossed.count() % 2 == 1).into())
}

/// Whether a line crosses or touches itself other than where one part of it follows another.
fn intersects<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let Some(points) = points(a, 0, 1)? else { return Ok(false.into()) };
    let parts: Vec<(Point, Point)> =
        points.windows(2).map(|pair| (pair[0], pair[1])).filter(|(from, to)| from != to).collect();
    a.eval.spend(parts.len().saturating_mul(parts.len()))?;
    let closed = parts.len() > 2 && points.first() == points.last();
    let crossing = parts.iter().enumerate().any(|(index, &one)| {
        parts.iter().enumerate().skip(index + 1).any(|(other, &two)| {
            if other == index + 1 {
                folds_back(one, two)
            } else if closed && index == 0 && other == parts.len() - 1 {
                folds_back(two, one)
            } else {
                meet(one, two)
            }
        })
    });
    Ok(crossing.into())
}

/// Which way a corner turns: positive to the left, 0 straight on.
fn turn(a: Point, b: Point, c: Point) -> f64 {
    (b.longitude - a.longitude) * (c.latitude - a.latitude)
        - (b.latitude - a.latitude) * (c.longitude - a.longitude)
}

fn folds_back(one: (Point, Point), two: (Point, Point)) -> bool {
    turn(one.0, one.1, two.1) == 0.0
        && (one.1.longitude - one.0.longitude) * (two.1.longitude - two.0.longitude)
            + (one.1.latitude - one.0.latitude) * (two.1.latitude - two.0.latitude)
            < 0.0
}

fn meet(one: (Point, Point), two: (Point, Point)) -> bool {
    let sides = [
        (turn(two.0, two.1, one.0), two, one.0),
        (turn(two.0, two.1, one.1), two, one.1),
        (turn(one.0, one.1, two.0), one, two.0),
        (turn(one.0, one.1, two.1), one, two.1),
    ];
    let opposite = |a: f64, b: f64| (a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0);
    (opposite(sides[0].0, sides[1].0) && opposite(sides[2].0, sides[3].0))
        || sides.iter().any(|&(turn, line, point)| turn == 0.0 && on(line, point))
}

/// Whether a point in line with a part is on it.
fn on(line: (Point, Point), point: Point) -> bool {
    let within = |a: f64, b: f64, x: f64| a.min(b) <= x && x <= a.max(b);
    within(line.0.longitude, line.1.longitude, point.longitude)
        && within(line.0.latitude, line.1.latitude, point.latitude)
}
