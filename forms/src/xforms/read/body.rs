//! The controls of the body, by the element of the instance that they are for.

use super::Report;
use super::paths::{Paths, resolve};
use crate::dom::Element;
use std::collections::HashMap;

/// What the body says of the elements of the instance.
#[derive(Default)]
pub(super) struct Body<'a> {
    /// The control of each element.
    pub(super) controls: HashMap<String, Control<'a>>,
    /// The calculations that an answer starts: the element that is set, the expression, the question.
    pub(super) triggered: Vec<(String, &'a Element, String)>,
    /// The expressions that set an element when an instance of a repeat is begun.
    pub(super) new_repeat: Vec<(String, &'a Element)>,
}

/// How an element of the instance is shown.
#[derive(Clone, Copy)]
pub(super) struct Control<'a> {
    /// The control; of a repeat the group around it, which has its label.
    pub(super) element: &'a Element,
    /// The repeat, when it is one.
    pub(super) repeat: Option<&'a Element>,
    /// Its place among all controls.
    pub(super) order: usize,
}

/// What a walk through the body needs.
pub(super) struct Walk<'a, 'b> {
    /// What is found.
    pub(super) body: Body<'a>,
    /// The elements of the instance.
    pub(super) paths: &'b Paths,
    /// The elements that binds with an id are for.
    pub(super) ids: &'b HashMap<&'a str, String>,
    /// The faults and notices.
    pub(super) report: &'b mut Report,
}

impl<'a> Walk<'a, '_> {
    /// Takes in the controls of an element of the body; `context` is the path of the group that it is in.
    pub(super) fn walk(&mut self, parent: &'a Element, context: &str) {
        for element in parent.children() {
            match element.name.as_str() {
                "label" | "hint" | "help" | "alert" => {}
                "group" => self.group(element, context),
                "repeat" => self.repeat(element, element, context),
                "setvalue" => self.set_value(element, context, None),
                "input" | "select" | "select1" | "odk:rank" | "upload" | "range" | "trigger"
                | "rank" => {
                    let Some(path) = self.path(element, context, "ref") else {
                        self.report.fault(
                            element
                                .at
                                .fault("the control has no «ref» to an element of the instance"),
                        );
                        continue;
                    };
                    self.insert(&path, element, None);
                    for action in element.children().filter(|child| child.name == "setvalue") {
                        self.set_value(action, &path, Some(&path));
                    }
                }
                other => {
                    let message = format!("the control «{other}» can't be represented; remove it");
                    self.report.fault(element.at.fault(message));
                }
            }
        }
    }

    fn group(&mut self, group: &'a Element, context: &str) {
        let own = self.path(group, context, "ref");
        let mut inner =
            group.children().filter(|child| !matches!(child.name.as_str(), "label" | "hint"));
        if let (Some(repeat), None) =
            (inner.next().filter(|child| child.name == "repeat"), inner.next())
            && own
                .as_ref()
                .is_none_or(|own| self.path(repeat, context, "nodeset").as_ref() == Some(own))
        {
            return self.repeat(group, repeat, context);
        }
        if let Some(path) = own {
            self.insert(&path, group, None);
            return self.walk(group, &path);
        }
        if group.child("label").is_some() || group.get("appearance").is_some() {
            let message = "the group is for no element of the instance; its heading and appearance are left out";
            self.report.notice(group.at, message);
        }
        self.walk(group, context);
    }

    fn repeat(&mut self, outer: &'a Element, repeat: &'a Element, context: &str) {
        let Some(path) = self.path(repeat, context, "nodeset") else {
            self.report.fault(repeat.at.fault("the repeat has no «nodeset» in the instance"));
            return;
        };
        self.insert(&path, outer, Some(repeat));
        self.walk(repeat, &path);
    }

    fn insert(&mut self, path: &str, element: &'a Element, repeat: Option<&'a Element>) {
        let order = self.body.controls.len();
        if self.body.controls.insert(path.to_owned(), Control { element, repeat, order }).is_some()
        {
            self.report.fault(
                element.at.fault(format!("«{path}» has two controls; only one can be represented")),
            );
        }
    }

    fn set_value(&mut self, action: &'a Element, context: &str, question: Option<&str>) {
        let Some(path) = self.path(action, context, "ref") else {
            self.report
                .fault(action.at.fault("the action has no «ref» to an element of the instance"));
            return;
        };
        for event in action.get("event").unwrap_or_default().split_whitespace() {
            match (event, question) {
                ("xforms-value-changed", Some(question)) => {
                    self.body.triggered.push((path.clone(), action, question.to_owned()));
                }
                ("odk-new-repeat", None) => self.body.new_repeat.push((path.clone(), action)),
                _ => self.report.fault(
                    action.at.fault(format!("the event «{event}» can't be represented here")),
                ),
            }
        }
    }

    /// Returns the path of an element of the instance that a control, repeat or action is for.
    fn path(&mut self, element: &Element, context: &str, attribute: &str) -> Option<String> {
        if let Some(id) = element.get("bind") {
            return self.ids.get(id).cloned();
        }
        let path = resolve(element.get(attribute)?.trim(), context)?;
        if !self.paths.has(&path) {
            self.report.fault(element.at.fault(format!("the instance has no element «{path}»")));
        }
        Some(path)
    }
}
