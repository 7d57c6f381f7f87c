//! The kinds of documents, each with the template that is shipped and data to try a template on.

use serde_json::Value;

/// A kind of document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// Order to rectify 责令限期复学通知书, with its receipt slip 送达回证.
    Order,
    /// Visit record sheet 家访记录表.
    VisitRecord,
    /// Case file 一生一案.
    CaseFile,
    /// Monthly report of a school 控辍保学月报.
    MonthlyReport,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] =
        [Self::Order, Self::VisitRecord, Self::CaseFile, Self::MonthlyReport];

    /// Returns the word of the kind.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::VisitRecord => "visit_record",
            Self::CaseFile => "case_file",
            Self::MonthlyReport => "monthly_report",
        }
    }

    /// Reads a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// Returns what such a document is called.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Order => "责令限期改正通知书",
            Self::VisitRecord => "家访记录表",
            Self::CaseFile => "一生一案",
            Self::MonthlyReport => "控辍保学月报",
        }
    }

    /// Returns the template that is shipped.
    #[must_use]
    pub const fn shipped(self) -> &'static str {
        match self {
            Self::Order => include_str!("../templates/order.typ"),
            Self::VisitRecord => include_str!("../templates/visit_record.typ"),
            Self::CaseFile => include_str!("../templates/case_file.typ"),
            Self::MonthlyReport => include_str!("../templates/monthly_report.typ"),
        }
    }

    /// Returns the pattern of the numbers that is shipped: `{year}` and `{n}` stand for year and number.
    #[must_use]
    pub const fn numbers(self) -> &'static str {
        match self {
            Self::Order => "控辍责改〔{year}〕{n}号",
            Self::VisitRecord => "家访〔{year}〕{n}号",
            Self::CaseFile => "一生一案〔{year}〕{n}号",
            Self::MonthlyReport => "控辍月报〔{year}〕{n}号",
        }
    }

    /// Returns data of an invented child or school, to try a template on.
    #[must_use]
    pub fn sample(self) -> Value {
        let text = match self {
            Self::Order => include_str!("../samples/order.json"),
            Self::VisitRecord => include_str!("../samples/visit_record.json"),
            Self::CaseFile => include_str!("../samples/case_file.json"),
            Self::MonthlyReport => include_str!("../samples/monthly_report.json"),
        };
        serde_json::from_str(text).unwrap_or_default()
    }
}
