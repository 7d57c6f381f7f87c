//! Risk: a transparent sum of policy weights.

use serde::{Deserialize, Serialize};

/// One part of the sum.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RiskPart {
    /// The weight's key: `absence_days`, `group.left_behind`, `concern.child_labour`, …
    pub key: String,
    /// The points.
    pub points: i32,
}

/// The sum and its parts.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Risk {
    /// The sum of the parts.
    pub total: i32,
    /// The parts that are not zero.
    pub parts: Vec<RiskPart>,
}

impl Risk {
    /// Adds a part unless it has no points.
    pub fn add(&mut self, key: impl Into<String>, points: i32) {
        if points != 0 {
            self.total = self.total.saturating_add(points);
            self.parts.push(RiskPart { key: key.into(), points });
        }
    }
}
