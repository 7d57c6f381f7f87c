//! The column `parameters`.

use doorstep_schema::form::Kind;
use std::collections::BTreeMap;

/// Understands `key=value` pairs between spaces, commas or semicolons. Keys and values are put in lower case, but for
/// the column names of `label` and `value` and for `${name}` references.
///
/// # Errors
///
/// Says what is not such a pair.
pub(crate) fn parse(text: &str) -> Result<BTreeMap<String, String>, String> {
    let spaced = text.replace('=', " = ");
    let mut words = spaced
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|w| !w.is_empty());
    let mut pairs = BTreeMap::new();
    while let Some(key) = words.next() {
        let (Some("="), Some(value)) = (words.next(), words.next().filter(|value| *value != "="))
        else {
            return Err(format!(
                "«{key}» has no value; write pairs such as «start=1 end=10 step=1»"
            ));
        };
        if key == "=" {
            return Err(
                "a value has no key; write pairs such as «start=1 end=10 step=1»".to_owned()
            );
        }
        let key = key.to_lowercase();
        let kept = matches!(key.as_str(), "label" | "value" | "app") || value.contains("${");
        pairs.insert(key, if kept { value.to_owned() } else { value.to_lowercase() });
    }
    Ok(pairs)
}

/// Returns the parameters that a kind of question takes.
pub(crate) const fn accepted(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => &["rows"],
        Kind::Range => &["start", "end", "step", "tick_interval", "placeholder", "tick_labelset"],
        Kind::SelectOne { .. } | Kind::SelectMany { .. } | Kind::Rank { .. } => {
            &["randomize", "seed"]
        }
        Kind::Photo | Kind::Signature => &["max-pixels", "app"],
        Kind::Audio => &["quality"],
        Kind::Point => &["allow-mock-accuracy", "capture-accuracy", "warning-accuracy"],
        Kind::Trace | Kind::Shape => &["allow-mock-accuracy", "incremental"],
        _ => &[],
    }
}

/// Checks parameters against their kind.
///
/// # Errors
///
/// Says which parameter can't be used, and what can.
pub(crate) fn check(kind: &Kind, parameters: &BTreeMap<String, String>) -> Result<(), String> {
    let accepted = accepted(kind);
    if let Some(key) = parameters.keys().find(|key| !accepted.contains(&key.as_str())) {
        let list =
            if accepted.is_empty() { "no parameters".to_owned() } else { accepted.join(", ") };
        return Err(format!("«{key}» is no parameter of this type; it takes {list}"));
    }
    for (key, value) in parameters {
        let good = match key.as_str() {
            "rows" | "max-pixels" => value.parse::<u32>().is_ok(),
            "start" | "end" | "step" | "tick_interval" | "placeholder" | "capture-accuracy"
            | "warning-accuracy" => value.parse::<f64>().is_ok_and(f64::is_finite),
            "randomize" | "allow-mock-accuracy" => matches!(value.as_str(), "true" | "false"),
            "incremental" => value == "true",
            "seed" => {
                value.parse::<f64>().is_ok() || crate::expression::only_reference(value).is_some()
            }
            "quality" => matches!(value.as_str(), "voice-only" | "low" | "normal" | "external"),
            _ => true,
        };
        if !good {
            return Err(format!("«{value}» is no value of the parameter «{key}»"));
        }
    }
    if parameters.contains_key("seed")
        && parameters.get("randomize").is_none_or(|word| word != "true")
    {
        return Err("«seed» needs «randomize=true»".to_owned());
    }
    if matches!(kind, Kind::Range) { range(parameters) } else { Ok(()) }
}

fn range(parameters: &BTreeMap<String, String>) -> Result<(), String> {
    let number = |key, standard| {
        parameters.get(key).and_then(|value| value.parse().ok()).unwrap_or(standard)
    };
    let (start, end, step): (f64, f64, f64) =
        (number("start", 1.0), number("end", 10.0), number("step", 1.0));
    if step == 0.0 || step.abs() > (end - start).abs() {
        return Err("«step» must not be 0 nor larger than from «start» to «end»".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs() {
        let pairs = parse("Start=1, end = 10;step=0.5").unwrap();
        assert_eq!(pairs["start"], "1");
        assert_eq!(pairs["end"], "10");
        assert_eq!(pairs["step"], "0.5");
        assert_eq!(parse("randomize=True seed=${Seed}").unwrap()["seed"], "${Seed}");
        for bad in ["start", "start=", "=1", "start=1 end"] {
            assert!(parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn each_kind_has_its_own() {
        let check = |kind, text| check(&kind, &parse(text).unwrap());
        assert!(check(Kind::Range, "start=0 end=100 step=5").is_ok());
        assert!(check(Kind::Range, "step=0").is_err());
        assert!(check(Kind::Range, "start=x").is_err());
        assert!(check(Kind::Photo, "max-pixels=1024").is_ok());
        assert!(check(Kind::Text, "max-pixels=1024").is_err());
        assert!(check(Kind::Note, "rows=3").is_err());
        assert!(check(Kind::Point, "capture-accuracy=5").is_ok());
    }
}
