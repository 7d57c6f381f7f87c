//! `XForms` XML read into a form.

mod body;
mod items;
mod kinds;
mod lists;
mod paths;
mod questions;
mod rules;
mod texts;

use crate::dom::{self, At, Element};
use crate::xlsform::{Attachments, attached};
use body::Walk;

use doorstep_schema::form::{Expression, FactKind, Form, Language, Text};
use paths::{Paths, resolve};
use std::collections::HashMap;
use texts::Texts;

/// A form as read, with what the author should know.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// The form.
    pub form: Form,
    /// What the author should know.
    pub notices: Vec<XmlNotice>,
}

/// One thing that is wrong with a document, or that can't be represented.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}: {message}")]
pub struct XmlFault {
    /// The line, from 1; 0 for an attached file.
    pub line: u32,
    /// The character of the line, from 1.
    pub column: u32,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Something that the author should know, though the form can be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct XmlNotice {
    /// The line, from 1; 0 for an attached file.
    pub line: u32,
    /// What the author should know.
    pub message: String,
}

/// The faults and notices of one reading.
#[derive(Default)]
struct Report {
    faults: Vec<XmlFault>,
    notices: Vec<XmlNotice>,
}

impl Report {
    /// More than this many faults or notices help nobody.
    const MOST: usize = 500;

    fn fault(&mut self, fault: XmlFault) {
        if self.faults.len() < Self::MOST {
            self.faults.push(fault);
        }
    }

    fn notice(&mut self, at: At, message: impl Into<String>) {
        if self.notices.len() < Self::MOST {
            self.notices.push(XmlNotice { line: at.line, message: message.into() });
        }
    }
}

/// What the document says of its model, by the element of the instance.
struct Model<'a> {
    paths: Paths,
    texts: Texts<'a>,
    binds: HashMap<String, &'a Element>,
    /// The actions that set an element when the form is begun.
    first_load: HashMap<String, &'a Element>,
    body: body::Body<'a>,
    lists: lists::Lists<'a>,
}

/// Reads `XForms` XML, as pyxform and other tools make it, and the attached CSV files that it uses.
///
/// # Errors
///
/// Says everything that is wrong or can't be represented, with line and column. Document types and entities are
/// refused, and so are documents larger than 16 MiB or deeper than 200 elements.
pub fn read(xml: &[u8], attachments: &Attachments) -> Result<Read, Vec<XmlFault>> {
    let html = dom::parse(xml, dom::FORM).map_err(|fault| vec![fault])?;
    let mut report = Report::default();
    let form = document(&html, attachments, &mut report).unwrap_or_else(|fault| {
        report.fault(fault);
        Form::default()
    });
    if report.faults.is_empty() {
        Ok(Read { form, notices: report.notices })
    } else {
        Err(report.faults)
    }
}

fn document(
    html: &Element,
    attachments: &Attachments,
    report: &mut Report,
) -> Result<Form, XmlFault> {
    let needed = |parent: &'_ Element, name: &str| {
        parent.at.fault(format!("«{}» needs «{name}» in it", parent.name))
    };
    if html.name != "h:html" {
        return Err(html
            .at
            .fault("this is no XForms document: its first element must be «h:html»"));
    }
    let head = html.child("h:head").ok_or_else(|| needed(html, "h:head"))?;
    let body = html.child("h:body").ok_or_else(|| needed(html, "h:body"))?;
    let model = head.child("model").ok_or_else(|| needed(head, "model"))?;
    let instance = model.child("instance").ok_or_else(|| needed(model, "instance"))?;
    let root = instance
        .children()
        .next()
        .ok_or_else(|| instance.at.fault("the first instance is empty"))?;
    let mut form = Form {
        id: root.get("id").unwrap_or_default().to_owned(),
        version: root
            .get("version")
            .or_else(|| root.get("orx:version"))
            .unwrap_or_default()
            .to_owned(),
        ..Form::default()
    };
    if form.id.is_empty() {
        report
            .fault(root.at.fault("the form has no id; give its first instance's element an «id»"));
    }
    let title = head.child("h:title").map(Element::text).unwrap_or_default();
    if !title.trim().is_empty() {
        form.title = Text::plain(title.trim());
    }
    form.settings.root = (root.name != "data").then(|| root.name.clone());
    body.get("class").unwrap_or_default().clone_into(&mut form.settings.style);
    if let Some(word) = model.get("doorstep:fact") {
        form.settings.fact = FactKind::parse(word);
        if form.settings.fact.is_none() {
            report.fault(model.at.fault(format!("«{word}» is no fact")));
        }
    }
    let read = self::model(model, body, root, attachments, report);
    form.languages.clone_from(&read.texts.languages);
    form.settings.default_language =
        read.texts.default.clone().filter(|l| *l != Language::default());
    let meta = ["meta", "orx:meta"]
        .iter()
        .flat_map(|meta| ["instanceName", "orx:instanceName"].map(|n| (meta, n)));
    for (meta, name) in meta {
        let bind = read.binds.get(&format!("/{}/{meta}/{name}", root.name));
        if let Some(calculate) = bind.and_then(|bind| bind.get("calculate")) {
            let context = format!("/{}/meta/instanceName", root.name);
            form.settings.instance_name =
                Some(Expression(read.paths.authored(calculate, &context, false)));
        }
    }
    let mut lists = lists::Lists::of_questions(&read, report);
    form.items = items::items(root, &read, report);
    form.lists = read.lists.read(&read, report);
    form.lists.append(&mut lists);
    form.lists.extend(read.lists.files.clone());
    Ok(form)
}

fn model<'a>(
    model: &'a Element,
    body: &'a Element,
    root: &'a Element,
    attachments: &Attachments,
    report: &mut Report,
) -> Model<'a> {
    let paths = Paths::of(root);
    let root_path = format!("/{}", root.name);
    let (mut binds, mut ids, mut first_load) = (HashMap::new(), HashMap::new(), HashMap::new());
    for element in model.children() {
        let path =
            |attribute| element.get(attribute).and_then(|path| resolve(path.trim(), &root_path));
        match element.name.as_str() {
            "bind" => {
                let Some(path) = path("nodeset") else {
                    report.fault(element.at.fault("the bind has no «nodeset» in the instance"));
                    continue;
                };
                if let Some(id) = element.get("id") {
                    ids.insert(id, path.clone());
                }
                if binds.insert(path.clone(), element).is_some() {
                    report.fault(
                        element.at.fault(format!("«{path}» has two binds; put them in one")),
                    );
                }
            }
            "setvalue" => match (path("ref"), element.get("event")) {
                (Some(path), Some("odk-instance-first-load" | "xforms-ready")) => {
                    first_load.insert(path, element);
                }
                _ => report.fault(element.at.fault(
                    "the action can't be represented; only values set at the first load are",
                )),
            },
            "itext" | "instance" => {}
            "submission" => report.notice(
                element.at,
                "where answers are sent to is not the form's business; it is ignored",
            ),
            other => {
                report
                    .fault(element.at.fault(format!("«{other}» can't be represented; remove it")));
            }
        }
    }
    let mut walk = Walk { body: body::Body::default(), paths: &paths, ids: &ids, report };
    walk.walk(body, &root_path);
    let body = walk.body;
    let texts = Texts::of(model, report);
    let files = files(attachments, report);
    let lists = lists::Lists::of(model, files, report);
    Model { paths, texts, binds, first_load, body, lists }
}

fn files(attachments: &Attachments, report: &mut Report) -> Vec<doorstep_schema::form::ChoiceList> {
    let (files, faults, notices) = attached(attachments);
    report.faults.extend(faults.into_iter().map(|fault| XmlFault {
        line: 0,
        column: 0,
        message: fault.to_string(),
    }));
    report.notices.extend(
        notices.into_iter().map(|notice| XmlNotice { line: 0, message: notice.to_string() }),
    );
    files
}
