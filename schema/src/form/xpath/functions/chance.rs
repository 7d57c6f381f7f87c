//! Chance: random numbers, shuffled nodes, ids. All of it comes from [`super::super::Env::chance`].
//!
//! Specification: `random`, `randomize`, `uuid`.

use super::super::eval::Arguments;
use super::super::fault::Trouble;
use super::super::number;
use super::super::tree::Node;
use super::super::value::Value;
use super::{Context, Function};
use md5::Digest;
use sha2::Sha256;
use std::cell::Cell;
use uuid::Builder;

type Answer<'a> = Result<Value<'a>, Trouble>;

/// The modulus of the generator of Park and Miller (1988), 2³¹ - 1.
const MODULUS: i64 = 2_147_483_647;
/// Its multiplier, the «minimal standard».
const MULTIPLIER: i64 = 16_807;
/// The longest text that `uuid(length)` makes.
const LONGEST: f64 = 1000.0;

pub(super) const FUNCTIONS: &[Function] = &[
    Function::new("random", 0, 0, |a| Ok(share(&a.eval.env.chance).into())).hangs(Context::Always),
    Function::new("randomize", 1, 2, randomize).hangs(Context::Always),
    Function::new("uuid", 0, 1, uuid).hangs(Context::Always),
];

/// Moves the generator on: `SplitMix64` (Steele, Lea and Flood, 2014).
fn next(chance: &Cell<u64>) -> u64 {
    let state = chance.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
    chance.set(state);
    let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number from 0 up to but without 1.
fn share(chance: &Cell<u64>) -> f64 {
    let bits = i64::try_from(next(chance) >> 11).unwrap_or(0);
    number::float(bits) / number::float(1 << 53)
}

fn randomize<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let nodes = a.nodes(0)?;
    if !a.has(1) {
        return Ok(shuffle(&nodes, || share(&a.eval.env.chance)).into());
    }
    let mut state = seed(a)? % MODULUS;
    if state <= 0 {
        state += MODULUS - 1;
    }
    let draw = || {
        state = state * MULTIPLIER % MODULUS;
        number::float(state - 1) / number::float(MODULUS - 1)
    };
    Ok(shuffle(&nodes, draw).into())
}

/// Reads a seed: a number without its decimals, nothing as 0. A text that is no number is digested with SHA-256 and
/// its first 64 bits taken, as `JavaRosa` and web-forms agreed after the specification was written.
fn seed(a: &Arguments<'_, '_>) -> Result<i64, Trouble> {
    let value = a.value(1)?;
    let number = value.number(a.eval.tree, a.eval.env);
    if !number.is_nan() || matches!(value, Value::Number(_)) {
        return Ok(number::whole(number));
    }
    let text = value.into_text(a.eval.tree);
    if text.is_empty() {
        return Ok(0);
    }
    let digest = Sha256::digest(text.as_bytes());
    Ok(digest.iter().take(8).fold(0, |sum: i64, &byte| (sum << 8) | i64::from(byte)))
}

/// Shuffles from the inside out, after Fisher and Yates, as the specification demands.
fn shuffle(nodes: &[Node], mut draw: impl FnMut() -> f64) -> Vec<Node> {
    let mut shuffled = Vec::with_capacity(nodes.len());
    for (index, &node) in nodes.iter().enumerate() {
        let place = number::whole((draw() * number::count(index + 1)).floor());
        let place = usize::try_from(place).unwrap_or(0).min(index);
        shuffled.push(node);
        shuffled.swap(place, index);
    }
    shuffled
}

/// An id of version 4 (RFC 9562), or a text of as many letters and digits.
fn uuid<'a>(a: &Arguments<'a, '_>) -> Answer<'a> {
    let chance = &a.eval.env.chance;
    if !a.has(0) {
        let bytes = (u128::from(next(chance)) << 64) | u128::from(next(chance));
        return Ok(Builder::from_random_bytes(bytes.to_be_bytes()).into_uuid().to_string().into());
    }
    let length = a.number(0)?;
    if !(0.0..=LONGEST).contains(&length) {
        return Err(a.refuse(&number::to_text(length), "the length is from 0 to 1000"));
    }
    let letters = (0..number::whole(length)).map(|_| {
        let drawn = u32::try_from(next(chance) % 36).unwrap_or(0);
        char::from_digit(drawn, 36).unwrap_or('0')
    });
    Ok(letters.collect::<String>().into())
}
