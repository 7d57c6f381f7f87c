//! Which packages may stand below which: the house's layers, read from cargo's own graph.

use super::verdict;
use crate::command::{Failure, cargo, output};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A package of the workspace and what it must not reach, directly or through others.
struct Law {
    package: &'static str,
    because: &'static str,
    never: &'static [&'static [&'static str]],
}

/// What talks to a network or waits: for no package whose work is values and a phone's own file.
const NETWORK: &[&str] = &["tokio", "axum", "hyper", "sqlx", "ureq", "reqwest", "rustls"];

const LAWS: [Law; 10] = [
    Law {
        package: "doorstep-schema",
        because: "it is pure: no clock, I/O, async, SQL or HTTP",
        never: &[
            NETWORK,
            &[
                "rusqlite",
                "rand",
                "doorstep-forms",
                "doorstep-core",
                "doorstep-server",
                "doorstep-demo",
            ],
        ],
    },
    Law {
        package: "doorstep-forms",
        because: "bytes come in and values go out: no clock, I/O, async, SQL or HTTP",
        never: &[NETWORK, &["rusqlite", "doorstep-core", "doorstep-server", "doorstep-demo"]],
    },
    Law {
        package: "doorstep-photo",
        because: "bytes come in and values go out: no clock, I/O, threads, SQL or HTTP",
        never: &[NETWORK, &["rusqlite", "rayon", "rand", "doorstep-schema", "doorstep-server"]],
    },
    Law {
        package: "doorstep-papers",
        because: "a template and data come in and pages go out: no clock, network, async or SQL",
        never: &[NETWORK, &["rusqlite", "doorstep-schema", "doorstep-server", "openssl"]],
    },
    Law {
        package: "doorstep-core",
        because: "the phone is synchronous and knows SQLite and nothing else",
        never: &[NETWORK, &["doorstep-forms", "doorstep-server", "doorstep-demo"]],
    },
    Law {
        package: "doorstep-mobile",
        because: "the face of the phone's core decides nothing, and its network is the platform's",
        never: &[NETWORK, &["doorstep-forms", "doorstep-server", "doorstep-demo"]],
    },
    Law {
        package: "doorstep-web",
        because: "the browser's core is the phone's, and its network is the page's",
        never: &[NETWORK, &["doorstep-forms", "doorstep-server", "doorstep-demo"]],
    },
    Law {
        package: "doorstep-web-photo",
        because: "every photo loads it anew: it holds the photo work and nothing else",
        never: &[NETWORK, &["rusqlite", "sqlite-wasm-rs", "doorstep-schema", "doorstep-core"]],
    },
    Law {
        package: "doorstep-server",
        because: "server and phone never see each other, and SQLite is reached through sqlx",
        never: &[&["doorstep-core", "rusqlite", "ureq", "reqwest", "doorstep-demo"]],
    },
    Law {
        package: "xtask",
        because: "the project's commands must start at once",
        never: &[&["tokio", "sqlx", "doorstep-schema", "doorstep-core", "doorstep-server"]],
    },
];

/// Checks every law against the resolved graph of normal dependencies.
pub(super) fn check() -> Result<(), Failure> {
    let text = output(cargo().args(["metadata", "--format-version", "1"]))?;
    let metadata = serde_json::from_str(&text).map_err(|e| format!("cargo metadata: {e}"))?;
    verdict(broken(&graph(&metadata)))
}

/// The generator of bindings, which only `doorstep-bindgen` asks for: features are resolved for the whole workspace here, so
/// that it would seem to be in what phones run.
const GENERATOR: &str = "uniffi_bindgen";

/// For each package the packages that it's built with; tests' and build scripts' own left out.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn graph(metadata: &Value) -> Graph {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let names: BTreeMap<_, _> = list(&metadata["packages"])
        .iter()
        .map(|package| (text(&package["id"]), text(&package["name"])))
        .collect();
    let name = |id: &Value| names.get(&text(id)).cloned().unwrap_or_default();
    // What a macro is made of runs where it is compiled.
    let is_macro = |package: &&Value| {
        list(&package["targets"]).iter().any(|target| target["kind"][0] == "proc-macro")
    };
    let packages = list(&metadata["packages"]);
    let macros: BTreeSet<_> =
        packages.iter().filter(is_macro).map(|package| text(&package["name"])).collect();
    let mut graph = Graph::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let below = graph.entry(name(&node["id"])).or_default();
        for dependency in list(&node["deps"]) {
            let normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let name = name(&dependency["pkg"]);
            if normal && name != GENERATOR && !macros.contains(&name) {
                below.insert(name);
            }
        }
    }
    graph
}

fn broken(graph: &Graph) -> Vec<String> {
    let mut findings = Vec::new();
    for law in &LAWS {
        if !graph.contains_key(law.package) {
            findings.push(format!("{} is not in the workspace", law.package));
        }
        for never in law.never.iter().copied().flatten() {
            if let Some(way) = way(graph, law.package, never) {
                findings.push(format!("{}: {}", way.join(" → "), law.because));
            }
        }
    }
    findings
}

/// Finds a shortest way from one package to another.
fn way(graph: &Graph, from: &str, to: &str) -> Option<Vec<String>> {
    let mut ways = std::collections::VecDeque::from([vec![from.to_owned()]]);
    let mut seen = BTreeSet::from([from.to_owned()]);
    while let Some(way) = ways.pop_front() {
        for next in way.last().and_then(|last| graph.get(last)).into_iter().flatten() {
            if seen.insert(next.clone()) {
                let mut longer = way.clone();
                longer.push(next.clone());
                if next == to {
                    return Some(longer);
                }
                ways.push_back(longer);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lawful() -> Graph {
        LAWS.iter().map(|law| (law.package.to_owned(), BTreeSet::new())).collect()
    }

    #[test]
    fn a_layer_that_reaches_up_is_shown_with_the_way() {
        assert_eq!(broken(&lawful()), Vec::<String>::new());
        let mut graph = lawful();
        graph.entry("doorstep-core".to_owned()).or_default().insert("helpful".to_owned());
        graph.entry("helpful".to_owned()).or_default().insert("tokio".to_owned());
        let found = broken(&graph);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("doorstep-core → helpful → tokio:"), "{found:?}");
    }

    #[test]
    fn what_only_tests_use_is_no_layer() {
        let metadata = serde_json::json!({
            "packages": [{ "id": "s", "name": "doorstep-schema" }, { "id": "t", "name": "tokio" }],
            "resolve": { "nodes": [
                { "id": "s", "deps": [{ "pkg": "t", "dep_kinds": [{ "kind": "dev" }] }] },
                { "id": "t", "deps": [] },
            ] },
        });
        assert!(graph(&metadata)["doorstep-schema"].is_empty());
    }
}
