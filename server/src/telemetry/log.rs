//! Structured logs on standard error.

use crate::config::{Log, LogFormat};
use tracing_subscriber::EnvFilter;

/// The level does not read.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("log.level: \"{0}\" is not a level such as info, or directives such as info,sqlx=warn")]
pub struct BadLevel(pub String);

/// Starts logging; a second start in the same process keeps the first.
///
/// # Errors
/// When the level does not read.
pub fn start(log: &Log) -> Result<(), BadLevel> {
    let bad = || BadLevel(log.level.clone());
    // Drivers would log statements and their values; they stay silent unless asked.
    let directives = format!("warn,doorstep_server={}", log.level);
    let simple = log.level.chars().all(|c| c.is_ascii_alphabetic());
    let known = ["off", "error", "warn", "info", "debug", "trace"].contains(&log.level.as_str());
    if simple && !known {
        return Err(bad());
    }
    let directives = if simple { directives } else { log.level.clone() };
    let filter = EnvFilter::try_new(directives).map_err(|_| bad())?;
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let builder =
        builder.with_target(false).with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    // Tests start several servers in one process.
    let _ = match log.format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().flatten_event(true).try_init(),
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_level_is_told() {
        for level in ["loud", "doorstep_server=loud,x=1"] {
            let log = Log { level: level.to_owned(), format: LogFormat::Text };
            assert!(start(&log).is_err(), "{level}");
        }
    }
}
