//! Parses what the author wrote of each item.

use super::expressions::Parser;
use super::faults::Faults;
use super::labels::Labels;
use super::lists::Lists;
use super::names::Names;
use super::plant::Source;
use super::spec::{Expressions, Offer, Spec, SpecId, Wording};
use crate::form::filling::{Rule, value};
use crate::form::xpath::Expr;
use crate::form::{Default as Given, Form, Kind};
use serde_json::Value;

/// The parsed items, beside the specs that they belong to.
pub(super) struct Grown {
    pub(super) items: Vec<Parsed>,
    /// What triggers which calculation.
    pub(super) triggers: Vec<(SpecId, SpecId)>,
    pub(super) instance_name: Option<Expr>,
    /// The labels of choices that show answers.
    pub(super) labels: Labels,
    /// Whether any expression reads the answers last saved.
    pub(super) reads_saved: bool,
}

/// What was parsed of one item.
pub(super) struct Parsed {
    rules: Expressions,
    offer: Offer,
    texts: [Wording; 5],
    triggered: bool,
    once: bool,
}

impl Parsed {
    /// Puts what was parsed into its spec.
    pub(super) fn into_spec(self, spec: &mut Spec) {
        let [label, hint, guidance, constraint_message, required_message] = self.texts;
        spec.rules = self.rules;
        spec.offer = self.offer;
        spec.label = label;
        spec.hint = hint;
        spec.guidance = guidance;
        spec.constraint_message = constraint_message;
        spec.required_message = required_message;
        spec.triggered = self.triggered;
        spec.once = self.once;
    }
}

/// Parses everything that was written of the items.
pub(super) fn grow(
    form: &Form,
    specs: &[Spec],
    sources: &[Source],
    lists: &Lists,
    faults: &mut Faults,
) -> Grown {
    let names = Names::new(specs);
    let mut parser = Parser { specs, names: &names, lists, faults, reads_saved: false };
    let mut grown = Grown {
        items: Vec::with_capacity(specs.len()),
        triggers: Vec::new(),
        instance_name: None,
        labels: parser.labels(form),
        reads_saved: false,
    };
    for (at, source) in sources.iter().enumerate() {
        let id = SpecId::try_from(at).unwrap_or(SpecId::MAX);
        let item = parser.item(form, id, source, &mut grown.triggers);
        grown.items.push(item);
    }
    grown.instance_name =
        parser.optional(0, Rule::InstanceName, form.settings.instance_name.as_ref());
    grown.reads_saved = parser.reads_saved;
    grown
}

impl Parser<'_> {
    fn item(
        &mut self,
        form: &Form,
        id: SpecId,
        source: &Source,
        triggers: &mut Vec<(SpecId, SpecId)>,
    ) -> Parsed {
        let given = &source.rules;
        let default = match &given.default {
            Some(Given::Dynamic(expression)) => Some(expression),
            _ => None,
        };
        let mut rules = Expressions {
            relevant: self.optional(id, Rule::Relevant, given.relevant.as_ref()),
            constraint: self.optional(id, Rule::Constraint, given.constraint.as_ref()),
            required: self.optional(id, Rule::Required, given.required.as_ref()),
            read_only: self.optional(id, Rule::ReadOnly, given.read_only.as_ref()),
            calculation: self.optional(id, Rule::Calculation, given.calculation.as_ref()),
            default: self.optional(id, Rule::Default, default),
            count: self.optional(id, Rule::RepeatCount, source.count.as_ref()),
        };
        for trigger in &given.trigger {
            let name = trigger.trim().trim_start_matches("${").trim_end_matches('}');
            match self.names.find(name) {
                Ok(found) => triggers.push((found, id)),
                Err(why) => self.fault(id, Rule::Trigger, None, why),
            }
        }
        self.parameters(id);
        self.fixed_default(id);
        if self.specs[id as usize].kind().is_none() {
            // A group has no value of its own: these are read for their faults alone, as `pyxform` passes over them.
            rules = Expressions {
                calculation: None,
                constraint: None,
                required: None,
                default: None,
                ..rules
            };
        }
        let mut once = false;
        if let Some(calculation) = &rules.calculation {
            calculation.each_call(&mut |call| once |= &*call.name == "once");
        }
        Parsed {
            rules,
            offer: self.offer(form, id, source.filter.as_ref()),
            texts: [
                self.wording(id, Rule::Label, &source.label),
                self.wording(id, Rule::Hint, &source.hint),
                self.wording(id, Rule::Guidance, &source.guidance),
                self.wording(id, Rule::ConstraintMessage, &given.constraint_message),
                self.wording(id, Rule::RequiredMessage, &given.required_message),
            ],
            triggered: !given.trigger.is_empty(),
            once,
        }
    }

    /// Checks that a fixed default fits its question.
    fn fixed_default(&mut self, id: SpecId) {
        let spec = &self.specs[id as usize];
        let given = spec.fixed.as_ref().map(|text| Value::String(text.clone()));
        if let (Some(kind), Some(given)) = (spec.kind(), given)
            && let Err(why) = value::read(kind, &spec.parameters, &given)
        {
            self.fault(id, Rule::Default, None, format!("the default does not fit: {why}"));
        }
    }

    /// Checks the numbers of a range.
    fn parameters(&mut self, id: SpecId) {
        let spec = &self.specs[id as usize];
        if spec.kind() != Some(&Kind::Range) {
            return;
        }
        let number = |name: &str| spec.parameters.get(name).map(|text| text.trim().parse::<f64>());
        let bad: Vec<&str> = ["start", "end", "step"]
            .into_iter()
            .filter(|name| matches!(number(name), Some(Err(_))))
            .collect();
        for name in bad {
            self.fault(
                id,
                Rule::Parameters,
                None,
                format!("{name} is no number: write one, such as {name}=10"),
            );
        }
    }
}
