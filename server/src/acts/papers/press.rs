//! The press: sets documents on threads of its own, a few at once, and gives up on what takes too long.

use crate::problem::Problem;
use doorstep_papers::{Fault, Fonts, NoFont, Printed, Template, print};
use jiff::civil::Date;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio::sync::{Semaphore, oneshot};

/// Documents that are set at once.
const AT_ONCE: usize = 2;
/// How long a document may take, and wait for its turn.
const LONGEST: Duration = Duration::from_secs(10);
/// Templates may nest deeply before they are refused.
const STACK_BYTES: usize = 32 << 20;

/// Sets documents.
#[derive(Debug)]
pub struct Press {
    folders: Vec<PathBuf>,
    fonts: Arc<OnceLock<Result<Fonts, NoFont>>>,
    turns: Arc<Semaphore>,
    longest: Duration,
}

/// What is wanted of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// Only whether it can be set.
    Nothing,
    /// Its pages as SVG.
    Pages,
    /// A PDF.
    Pdf,
}

/// What came of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Output {
    /// It can be set.
    Nothing,
    /// The pages as SVG.
    Pages(Vec<String>),
    /// The PDF.
    Pdf(Vec<u8>),
}

impl Output {
    /// Returns the pages, if they were wanted.
    #[must_use]
    pub fn pages(self) -> Vec<String> {
        match self {
            Self::Pages(pages) => pages,
            Self::Nothing | Self::Pdf(_) => Vec::new(),
        }
    }
}

impl Press {
    /// Makes a press that looks for fonts in folders before the system's; nothing is read before the first document.
    #[must_use]
    pub fn new(folders: Vec<PathBuf>) -> Self {
        let turns = Arc::new(Semaphore::new(AT_ONCE));
        Self { folders, fonts: Arc::default(), turns, longest: LONGEST }
    }

    /// Sets a document; the inner error tells what is wrong with its template.
    ///
    /// # Errors
    /// When no font has Chinese, it takes too long, or too much is to be set.
    pub async fn set(
        &self,
        template: Template,
        data: Value,
        day: Date,
        wanted: Wanted,
    ) -> Result<Result<Output, Vec<Fault>>, Problem> {
        let turn = tokio::time::timeout(self.longest, self.turns.clone().acquire_owned());
        let turn = turn.await.ok().and_then(Result::ok).ok_or_else(|| Problem::busy(10))?;
        let (folders, fonts) = (self.folders.clone(), self.fonts.clone());
        let (tell, told) = oneshot::channel();
        let work = move || {
            let fonts = fonts.get_or_init(|| Fonts::find(&folders)).as_ref();
            let set = fonts.map(|fonts| {
                print(&template, &data, day, fonts).and_then(|printed| output(&printed, wanted))
            });
            // Nobody may be waiting any more. The turn ends with the work, not with the waiting.
            let _ = tell.send(set.map_err(|error| *error));
            drop(turn);
        };
        // A thread of its own: one that never ended would keep the runtime from stopping.
        let thread = std::thread::Builder::new().name("press".to_owned()).stack_size(STACK_BYTES);
        thread.spawn(work).map_err(|error| {
            tracing::error!(%error, "no thread for the press");
            Problem::internal()
        })?;
        match tokio::time::timeout(self.longest, told).await {
            Ok(Ok(Ok(set))) => Ok(set),
            Ok(Ok(Err(NoFont))) => Err(no_font()),
            Ok(Err(_)) => {
                tracing::error!("the press broke");
                Err(Problem::internal())
            }
            Err(_) => Err(Problem::new(
                422,
                "too_slow",
                "The document takes too long",
                "the template was not set within 10 seconds; it may go round in circles",
            )),
        }
    }
}

fn output(printed: &Printed, wanted: Wanted) -> Result<Output, Vec<Fault>> {
    Ok(match wanted {
        Wanted::Nothing => Output::Nothing,
        Wanted::Pages => Output::Pages(printed.pages()),
        Wanted::Pdf => Output::Pdf(printed.pdf()?),
    })
}

fn no_font() -> Problem {
    tracing::error!("{NoFont}");
    Problem::new(503, "no_font", "The server has no Chinese font", NoFont.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use serde_json::json;

    async fn set(press: &Press, body: &str) -> Result<Result<Output, Vec<Fault>>, Problem> {
        press.set(Template::new(body), json!({}), date(2026, 11, 26), Wanted::Pages).await
    }

    #[tokio::test]
    async fn what_takes_too_long_is_given_up_and_others_are_set() {
        let mut press = Press::new(Vec::new());
        assert!(set(&press, "好").await.is_ok());
        press.longest = Duration::from_millis(500);
        let round =
            "#let a = range(200)\n#for x in a { for y in a { for z in a { let b = x + y + z } } }";
        let (slow, quick) = tokio::join!(set(&press, round), set(&press, "好"));
        assert_eq!(slow.unwrap_err().code, "too_slow");
        assert_eq!(quick.unwrap().unwrap().pages().len(), 1);
    }

    #[tokio::test]
    async fn what_is_nested_without_end_is_a_fault() {
        let press = Press::new(Vec::new());
        let nested = format!("{}1{}", "#(".to_owned() + &"(".repeat(5_000), ")".repeat(5_001));
        assert!(set(&press, &nested).await.is_ok());
    }
}
