//! The dependency graph of a form: who reads what, and in which order everything is evaluated.

use super::faults::{Faults, path_of};
use super::labels::{self, Labels};
use super::lists::Lists;
use super::reads::{self, Read};
use super::spec::{Aspect, Offer, Part, Reader, Shape, Spec, SpecId, Unit};
use crate::form::filling::{Rule, limits};
use crate::form::xpath::Expr;
use std::collections::{BTreeSet, HashSet};

/// Who reads what, and the order of evaluation.
#[derive(Default)]
pub(in crate::form::filling) struct Graph {
    /// By item: who reads its text.
    pub(in crate::form::filling) readers: Vec<Vec<Reader>>,
    /// By repeat: who reads anything of it from outside one instance, or the place of an instance.
    pub(in crate::form::filling) structure: Vec<Vec<Reader>>,
    /// By [`Unit::index`]: when it is evaluated.
    pub(in crate::form::filling) rank: Vec<u32>,
    /// By item: the aspects that have something to evaluate, as [`Aspect::bit`]s.
    pub(in crate::form::filling) active: Vec<u8>,
    /// What reads `now()` or `today()` and hears of it.
    pub(in crate::form::filling) clocked: Vec<Unit>,
}

/// The graph while it is drawn.
struct Drawing<'a> {
    specs: &'a [Spec],
    readers: Vec<BTreeSet<Reader>>,
    structure: Vec<BTreeSet<Reader>>,
    active: Vec<u8>,
    clocked: BTreeSet<Unit>,
    /// Edges between units, by [`Unit::index`].
    edges: Vec<(u32, u32)>,
    budget: usize,
    lists: &'a Lists,
    labels: &'a Labels,
}

/// Draws the graph; cycles become faults.
pub(super) fn draw(
    specs: &[Spec],
    lists: &Lists,
    labels: &Labels,
    triggers: &[(SpecId, SpecId)],
    faults: &mut Faults,
) -> Graph {
    let mut drawing = Drawing {
        specs,
        readers: vec![BTreeSet::new(); specs.len()],
        structure: vec![BTreeSet::new(); specs.len()],
        active: vec![0; specs.len()],
        clocked: BTreeSet::new(),
        edges: Vec::new(),
        budget: limits::READS,
        lists,
        labels,
    };
    for id in (0..specs.len()).filter_map(|id| SpecId::try_from(id).ok()) {
        if drawing.item(id).is_none() {
            faults.of_form(
                Rule::Form,
                format!(
                    "the expressions read more than {} items put together: read fewer at once",
                    limits::READS
                ),
            );
            return Graph::default();
        }
    }
    for (trigger, target) in triggers {
        drawing.trigger(*trigger, *target);
    }
    let rank = super::order::ranks(specs, &drawing.edges, faults);
    Graph {
        readers: drawing.readers.into_iter().map(|set| set.into_iter().collect()).collect(),
        structure: drawing.structure.into_iter().map(|set| set.into_iter().collect()).collect(),
        rank,
        active: drawing.active,
        clocked: drawing.clocked.into_iter().collect(),
    }
}

impl Drawing<'_> {
    fn item(&mut self, id: SpecId) -> Option<()> {
        let specs = self.specs;
        let spec = &specs[id as usize];
        let rules = &spec.rules;
        let calculation = if spec.triggered { Aspect::Trigger } else { Aspect::Value };
        for (aspect, expr) in [
            (Aspect::Count, &rules.count),
            (Aspect::Relevant, &rules.relevant),
            (calculation, &rules.calculation),
            (Aspect::ReadOnly, &rules.read_only),
            (Aspect::Required, &rules.required),
            (Aspect::Constraint, &rules.constraint),
        ] {
            if let Some(expr) = expr {
                self.unit(Unit { spec: id, aspect }, expr, false)?;
            }
        }
        match &spec.offer {
            Offer::Rows { one: Some(expr), .. } => {
                self.unit(Unit { spec: id, aspect: Aspect::Value }, expr, true)?;
            }
            Offer::Answers(expr) => {
                self.unit(Unit { spec: id, aspect: Aspect::Value }, expr, false)?;
            }
            Offer::Rows { .. } | Offer::None => {}
        }
        let texts = [
            &spec.label,
            &spec.hint,
            &spec.guidance,
            &spec.constraint_message,
            &spec.required_message,
        ];
        for part in texts.into_iter().flat_map(|wording| wording.parts.values().flatten()) {
            if let Part::Value(expr) = part {
                self.unit(Unit { spec: id, aspect: Aspect::Label }, expr, false)?;
            }
        }
        if let Offer::Rows { list, .. } = &spec.offer {
            let unit = Unit { spec: id, aspect: Aspect::Label };
            for read in self.shown_by(*list)? {
                self.active[id as usize] |= Aspect::Label.bit();
                self.read(unit, read);
            }
        }
        self.fixed_edges(id);
        Some(())
    }

    /// Returns what the labels of a list show.
    fn shown_by(&mut self, list: u32) -> Option<BTreeSet<Read>> {
        let mut shown = BTreeSet::new();
        for part in self.labels.parts(list) {
            if let Part::Value(expr) = part {
                shown.extend(reads::reads(self.specs, 0, expr, false, &mut self.budget)?);
            }
        }
        Some(shown)
    }

    /// Draws the edges that need no expression.
    fn fixed_edges(&mut self, id: SpecId) {
        let spec = &self.specs[id as usize];
        let of = |aspect| Unit { spec: id, aspect };
        if id != 0 {
            self.edge(Unit { spec: spec.parent, aspect: Aspect::Relevant }, of(Aspect::Relevant));
        }
        if spec.rules.count.is_some() {
            self.edge(of(Aspect::Count), of(Aspect::Relevant));
        }
        if spec.once {
            self.edge(of(Aspect::Relevant), of(Aspect::Value));
        }
        if spec.triggered {
            self.edge(of(Aspect::Trigger), of(Aspect::Value));
        }
    }

    fn unit(&mut self, unit: Unit, expr: &Expr, row: bool) -> Option<()> {
        self.active[unit.spec as usize] |= unit.aspect.bit();
        let mut clocked = false;
        expr.each_call(&mut |call| clocked |= matches!(&*call.name, "now" | "today"));
        // A calculation that waits for a trigger does not hear of the clock either.
        if clocked && unit.aspect != Aspect::Trigger {
            self.clocked.insert(unit);
        }
        let mut reads = reads::reads(self.specs, unit.spec, expr, row, &mut self.budget)?;
        if !self.labels.is_empty() {
            for list in labels::read_by(self.specs, self.lists, expr, &reads) {
                reads.extend(self.shown_by(list)?);
            }
        }
        for read in reads {
            self.read(unit, read);
        }
        Some(())
    }

    fn read(&mut self, unit: Unit, read: Read) {
        let spec = &self.specs[read.spec as usize];
        // A calculation that waits for a trigger hears only of its trigger.
        let listens = unit.aspect != Aspect::Trigger;
        let reader = Reader { unit, anchor: read.anchor };
        if listens && !read.structure {
            self.readers[read.spec as usize].insert(reader);
        }
        // Every repeat between the anchor and what is read can gain and lose instances that are read.
        let anchor_depth = self.specs[read.anchor as usize].depth;
        let mut around = if spec.shape == Shape::Repeat { Some(read.spec) } else { spec.repeat };
        while let Some(repeat) = around {
            let within = &self.specs[repeat as usize];
            if within.depth < anchor_depth || (within.depth == anchor_depth && repeat != read.spec)
            {
                break;
            }
            if listens {
                let anchor = if within.depth == anchor_depth { within.parent } else { read.anchor };
                self.structure[repeat as usize].insert(Reader { unit, anchor });
            }
            if within.rules.count.is_some() && within.depth > anchor_depth {
                self.edge(Unit { spec: repeat, aspect: Aspect::Count }, unit);
            }
            around = within.repeat;
        }
        if read.structure && !super::names::is_under(self.specs, unit.spec, read.spec) {
            // What is not relevant is not counted.
            self.edge(Unit { spec: read.spec, aspect: Aspect::Relevant }, unit);
        }
        if read.structure || (read.elsewhere && self.same_repeat(unit.spec, read.spec)) {
            return;
        }
        self.edge(Unit { spec: read.spec, aspect: Aspect::Value }, unit);
        self.edge(Unit { spec: read.spec, aspect: Aspect::Relevant }, unit);
    }

    /// Tells whether an item lies in the innermost repeat that is around another.
    fn same_repeat(&self, reader: SpecId, read: SpecId) -> bool {
        self.specs[read as usize]
            .repeat
            .is_some_and(|repeat| super::names::is_under(self.specs, reader, repeat))
    }

    fn trigger(&mut self, trigger: SpecId, target: SpecId) {
        let unit = Unit { spec: target, aspect: Aspect::Trigger };
        self.active[target as usize] |= Aspect::Trigger.bit();
        let specs = self.specs;
        let mut anchor = target;
        while !super::names::is_under(specs, trigger, anchor) {
            anchor = specs[anchor as usize].parent;
        }
        self.readers[trigger as usize].insert(Reader { unit, anchor });
        self.edge(Unit { spec: trigger, aspect: Aspect::Value }, unit);
    }

    fn edge(&mut self, from: Unit, to: Unit) {
        if let (Ok(from), Ok(to)) = (u32::try_from(from.index()), u32::try_from(to.index())) {
            self.edges.push((from, to));
        }
    }
}

/// Says which items depend on themselves.
pub(super) fn tell_cycle(specs: &[Spec], cycle: &[Unit], faults: &mut Faults) {
    let Some(first) = cycle.iter().min() else { return };
    let mut seen = HashSet::new();
    let members: Vec<String> = cycle
        .iter()
        .filter(|unit| seen.insert(unit.spec))
        .map(|unit| path_of(specs, unit.spec))
        .collect();
    let rule = match first.aspect {
        Aspect::Count => Rule::RepeatCount,
        Aspect::Relevant => Rule::Relevant,
        _ => Rule::Calculation,
    };
    let message = if let [one] = &members[..] {
        format!(
            "{one} depends on itself: leave it out of its own expression, or keep a value with once()"
        )
    } else {
        format!(
            "these depend on one another in a circle: {}: take one out of the others",
            members.join(", ")
        )
    };
    faults.add(specs, first.spec, rule, None, message);
}
