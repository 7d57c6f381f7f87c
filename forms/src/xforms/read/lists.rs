//! Secondary instances and inline items as choice lists.

use super::{Model, Report};
use crate::dom::Element;
use crate::xlsform::tidy;
use doorstep_schema::form::{Choice, ChoiceList, Text};

/// The lists of a document.
#[derive(Default)]
pub(super) struct Lists<'a> {
    inline: Vec<(&'a str, &'a Element)>,
    /// The attached files.
    pub(super) files: Vec<ChoiceList>,
}

impl<'a> Lists<'a> {
    /// Finds the secondary instances of a model.
    pub(super) fn of(model: &'a Element, mut files: Vec<ChoiceList>, report: &mut Report) -> Self {
        let mut inline = Vec::new();
        for instance in model.children().filter(|child| child.name == "instance").skip(1) {
            let Some(id) = instance.get("id") else {
                report.fault(instance.at.fault("a further instance needs an «id»"));
                continue;
            };
            match instance.get("src") {
                None => inline.push((id, instance)),
                Some("jr://instance/last-saved") => {}
                Some(src) => match src.strip_prefix("jr://file-csv/") {
                    Some(file) => {
                        match files.iter_mut().find(|list| list.file.as_deref() == Some(file)) {
                            Some(list) => id.clone_into(&mut list.name),
                            None => report.fault(
                                instance.at.fault(format!("the file «{file}» is not attached")),
                            ),
                        }
                    }
                    None => report.fault(
                        instance
                            .at
                            .fault(format!("«{src}» can't be represented; attach a CSV file")),
                    ),
                },
            }
        }
        Self { inline, files }
    }

    /// Tells whether there is a list of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.inline.iter().any(|(id, _)| *id == name)
            || self.files.iter().any(|list| list.name == name)
    }

    /// Reads the secondary instances.
    pub(super) fn read(&self, model: &Model<'_>, report: &mut Report) -> Vec<ChoiceList> {
        self.inline.iter().map(|(id, instance)| list(id, instance, model, report)).collect()
    }

    /// Reads the items that stand in the controls themselves.
    pub(super) fn of_questions(model: &Model<'_>, report: &mut Report) -> Vec<ChoiceList> {
        let mut controls: Vec<_> = model.body.controls.iter().collect();
        controls.sort_by_key(|(_, control)| control.order);
        let mut lists = Vec::new();
        for (path, control) in controls {
            if control.element.child("item").is_none() {
                continue;
            }
            let items = control.element.children().filter(|child| child.name == "item");
            let mut list = ChoiceList { name: self::inline(path), ..ChoiceList::default() };
            for item in items {
                let name = item.child("value").map(Element::text).unwrap_or_default();
                let label = item
                    .child("label")
                    .map(|label| model.texts.element(label, path, &model.paths, report).plain);
                list.choices.push(Choice {
                    name: name.trim().to_owned(),
                    label: label.unwrap_or_default(),
                    ..Choice::default()
                });
            }
            lists.push(list);
        }
        lists
    }
}

/// Names the list of a control that has its items in itself.
pub(super) fn inline(path: &str) -> String {
    format!("{}_choices", path.trim_start_matches('/').replace('/', "_"))
}

fn list(id: &str, instance: &Element, model: &Model<'_>, report: &mut Report) -> ChoiceList {
    let mut list = ChoiceList { name: id.to_owned(), ..ChoiceList::default() };
    let items = instance.children().flat_map(Element::children);
    for item in items {
        let mut choice = Choice::default();
        for cell in item.children() {
            if let Some(deeper) = cell.children().next() {
                report.fault(deeper.at.fault("the elements of a list's item can hold texts only"));
            }
            let text = cell.text();
            match cell.name.as_str() {
                "name" => choice.name = text,
                "label" if !text.is_empty() => choice.label = Text::plain(text),
                "label" => {}
                "itextId" => {
                    choice.label = model.texts.id(&text, cell, "/", &model.paths, report).plain;
                }
                column => {
                    let at =
                        list.columns.iter().position(|own| own == column).unwrap_or_else(|| {
                            list.columns.push(column.to_owned());
                            list.columns.len() - 1
                        });
                    if choice.cells.len() <= at {
                        choice.cells.resize(at + 1, String::new());
                    }
                    choice.cells[at] = text;
                }
            }
        }
        list.choices.push(choice);
    }
    tidy(&mut list);
    list
}
