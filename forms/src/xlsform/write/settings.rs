//! The settings sheet.

use super::Table;
use crate::xlsform::NAMESPACE;
use doorstep_schema::form::{FactKind, Form, Item};

/// Makes the settings sheet: the columns that say something.
pub(super) fn table(form: &Form) -> Table {
    let settings = &form.settings;
    let title = settings.default_language.as_ref().and_then(|language| form.title.get(language));
    let title =
        title.or_else(|| form.title.0.values().next().map(String::as_str)).unwrap_or_default();
    let namespaces = settings.other.get("namespaces").map(String::as_str).unwrap_or_default();
    let own = if binds(&form.items) { NAMESPACE } else { "" };
    let mut cells = vec![
        ("form_title", title.to_owned()),
        ("form_id", form.id.clone()),
        ("version", form.version.clone()),
        (
            "default_language",
            settings.default_language.as_ref().map(|l| l.0.clone()).unwrap_or_default(),
        ),
        ("name", settings.root.clone().unwrap_or_default()),
        ("instance_name", settings.instance_name.as_ref().map(|e| e.0.clone()).unwrap_or_default()),
        ("style", settings.style.clone()),
        (
            "allow_choice_duplicates",
            if settings.allow_choice_duplicates { "yes" } else { "" }.to_owned(),
        ),
        ("doorstep_fact", settings.fact.map(FactKind::as_str).unwrap_or_default().to_owned()),
        ("namespaces", format!("{namespaces} {own}").trim().to_owned()),
    ];
    let others = settings.other.iter().filter(|(heading, _)| *heading != "namespaces");
    cells.extend(others.map(|(heading, value)| (heading.as_str(), value.clone())));
    cells.retain(|(_, value)| !value.is_empty());
    let (header, row) =
        cells.into_iter().map(|(heading, value)| (heading.to_owned(), value)).unzip();
    Table { name: "settings", header, rows: vec![row] }
}

/// Tells whether any question is bound to a part of a fact.
fn binds(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Question(question) => question.bound.is_some(),
        Item::Group(group) => binds(&group.items),
        Item::Repeat(repeat) => binds(&repeat.group.items),
    })
}
