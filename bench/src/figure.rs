//! Figures: what was measured, beside its peer and its goal.

use crate::machine::Machine;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write as _;

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Better {
    /// Rates.
    Higher,
    /// Times and sizes.
    Lower,
}

/// What a figure is to reach.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Goal {
    /// So many times as good as the peer.
    Times(f64),
    /// The value itself.
    Value(f64),
}

/// One measured figure.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) name: String,
    pub(crate) value: f64,
    pub(crate) unit: Cow<'static, str>,
    pub(crate) better: Better,
    pub(crate) peer: Option<(String, f64)>,
    pub(crate) goal: Option<Goal>,
    pub(crate) rounds: usize,
}

impl Figure {
    /// Makes a figure without peer and goal.
    pub(crate) fn new(
        name: impl Into<String>,
        value: f64,
        unit: impl Into<Cow<'static, str>>,
        better: Better,
    ) -> Self {
        let unit = unit.into();
        Self { name: name.into(), value, unit, better, peer: None, goal: None, rounds: 1 }
    }

    /// Puts a peer beside it.
    pub(crate) fn beside(mut self, peer: impl Into<String>, value: f64) -> Self {
        self.peer = Some((peer.into(), value));
        self
    }

    /// Sets what it is to reach.
    pub(crate) fn goal(mut self, goal: Goal) -> Self {
        self.goal = Some(goal);
        self
    }

    /// Says of how many rounds it's the median.
    pub(crate) fn rounds(mut self, rounds: usize) -> Self {
        self.rounds = rounds;
        self
    }

    /// How many times as good as the peer.
    fn ratio(&self) -> Option<f64> {
        self.peer.as_ref().map(|(_, peer)| match self.better {
            Better::Higher => self.value / peer,
            Better::Lower => peer / self.value,
        })
    }

    fn met(&self) -> Option<bool> {
        self.goal.and_then(|goal| match (goal, self.better) {
            (Goal::Times(times), _) => self.ratio().map(|ratio| ratio >= times),
            (Goal::Value(value), Better::Higher) => Some(self.value >= value),
            (Goal::Value(value), Better::Lower) => Some(self.value <= value),
        })
    }

    fn goal_text(&self) -> Option<String> {
        let sign = if self.better == Better::Higher { '≥' } else { '≤' };
        self.goal.map(|goal| match goal {
            Goal::Times(times) => format!("≥ {times}× peer"),
            Goal::Value(value) => format!("{sign} {value} {}", self.unit),
        })
    }
}

/// The figure as a tool reads it.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    value: f64,
    unit: &'a str,
    peer: Option<&'a str>,
    peer_value: Option<f64>,
    ratio: Option<f64>,
    goal: Option<String>,
    met: Option<bool>,
    rounds: usize,
    #[serde(flatten)]
    machine: &'a Machine,
}

/// Writes one JSON object a line.
pub(crate) fn json(figures: &[Figure], machine: &Machine) -> String {
    let lines = figures.iter().map(|figure| Line {
        name: &figure.name,
        value: figure.value,
        unit: &figure.unit,
        peer: figure.peer.as_ref().map(|(name, _)| name.as_str()),
        peer_value: figure.peer.as_ref().map(|(_, value)| *value),
        ratio: figure.ratio(),
        goal: figure.goal_text(),
        met: figure.met(),
        rounds: figure.rounds,
        machine,
    });
    let lines: Vec<_> = lines.filter_map(|line| serde_json::to_string(&line).ok()).collect();
    lines.join("\n")
}

/// Writes a table for a person.
pub(crate) fn table(figures: &[Figure], machine: &Machine) -> String {
    let head =
        ["figure", "ours", "unit", "peer", "peer's", "ratio", "goal", "met"].map(String::from);
    let rows = figures.iter().map(|figure| {
        [
            figure.name.clone(),
            number(figure.value),
            figure.unit.to_string(),
            figure.peer.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            figure.peer.as_ref().map(|(_, value)| number(*value)).unwrap_or_default(),
            figure.ratio().map(|ratio| format!("{ratio:.2}×")).unwrap_or_default(),
            figure.goal_text().unwrap_or_default(),
            figure.met().map_or("", |met| if met { "yes" } else { "NO" }).to_owned(),
        ]
    });
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    let mut text = String::new();
    let width = |column: usize| rows.iter().map(|r| r[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 8] = std::array::from_fn(width);
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            let _ = write!(text, "{cell:width$}  ");
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    let rounds = figures.iter().map(|f| f.rounds).max().unwrap_or(0);
    let _ = write!(text, "\nmedians of up to {rounds} rounds\n{machine}");
    text
}

fn number(value: f64) -> String {
    if value >= 1_000.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.3}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_above_one_is_always_ours_being_better() {
        let rate = Figure::new("push", 900.0, "docs/s", Better::Higher)
            .beside("peer", 300.0)
            .goal(Goal::Times(3.0));
        assert_eq!((rate.ratio(), rate.met()), (Some(3.0), Some(true)));
        let time = Figure::new("load", 9.0, "s", Better::Lower)
            .beside("peer", 18.0)
            .goal(Goal::Value(8.0));
        assert_eq!((time.ratio(), time.met()), (Some(2.0), Some(false)));
        assert_eq!(time.goal_text().as_deref(), Some("≤ 8 s"));
    }

    #[test]
    fn every_figure_is_one_json_object_with_machine_and_versions() {
        let figures =
            [Figure::new("a", 1.0, "s", Better::Lower), Figure::new("b", 2.0, "s", Better::Lower)];
        let text = json(&figures, &Machine::look());
        let lines: Vec<serde_json::Value> =
            text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
        assert_eq!(lines.len(), 2);
        for key in
            ["name", "value", "unit", "peer", "ratio", "goal", "rounds", "machine", "versions"]
        {
            assert!(lines[0].get(key).is_some(), "{key}");
        }
    }
}
