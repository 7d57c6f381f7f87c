//! The invariant of a world: nothing lost, nothing doubled, nothing stuck, one state everywhere.

use super::files;
use super::world::World;
use doorstep_core::views::{self, TodoKind};
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::people::Scope;
use doorstep_schema::state::evaluate;
use doorstep_schema::wire::{cbor, v1};
use doorstep_server::db::{Tx, students};
use doorstep_server::jobs::verify::verify;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Counts the facts that phones keep as refused.
pub(super) fn refused(world: &World) -> Result<usize, String> {
    let mut count = 0;
    for phone in &world.phones {
        count += views::attention(&phone.store).map_err(|p| p.to_string())?.len();
    }
    Ok(count)
}

/// Checks everything.
pub(super) async fn hold(world: &mut World) -> Result<(), String> {
    if !world.network.server_errors.is_empty() {
        return Err(format!("the server answered with {:?}", world.network.server_errors));
    }
    let facts = stored(world).await?;
    nothing_lost(world, &facts)?;
    files::hold(world, &facts).await?;
    let app = &world.server.app;
    let report =
        verify(&app.db, &app.rules, app.now()).await.map_err(|e| format!("verify: {e}"))?;
    if report.pending > 0 || !report.changes.is_empty() {
        return Err(format!("projections differ from the facts: {report:?}"));
    }
    one_state(world, &facts).await?;
    same_queues(world).await
}

async fn read(world: &World) -> Result<Tx, String> {
    world.server.app.db.read().await.map_err(|e| e.to_string())
}

/// Reads every fact of the server, by student.
async fn stored(world: &World) -> Result<BTreeMap<FactId, v1::Fact>, String> {
    let mut tx = read(world).await?;
    let rows: Vec<(Vec<u8>,)> =
        tx.query("SELECT body FROM fact").all().await.map_err(|e| e.to_string())?;
    let mut facts = BTreeMap::new();
    for (body,) in rows {
        let fact: v1::Fact = cbor::decode(&body).map_err(|e| e.to_string())?;
        if facts.insert(fact.id, fact).is_some() {
            return Err("a fact is stored twice".to_owned());
        }
    }
    Ok(facts)
}

fn nothing_lost(world: &World, facts: &BTreeMap<FactId, v1::Fact>) -> Result<(), String> {
    let mut known = BTreeSet::new();
    for (who, phone) in world.phones.iter().enumerate() {
        let status =
            views::sync_status(&phone.store, world.server.app.now()).map_err(|p| p.to_string())?;
        if status.waiting + status.sent > 0 {
            return Err(format!(
                "phone {who} still has {} facts to send",
                status.waiting + status.sent
            ));
        }
        let photos = status.photos;
        if photos.thumbs_waiting + photos.photos_waiting + photos.refused > 0 {
            return Err(format!("phone {who} still has photos: {photos:?}, {:?}", status.why));
        }
        let attention = views::attention(&phone.store).map_err(|p| p.to_string())?;
        let kept: BTreeSet<FactId> = attention.iter().map(|a| a.fact.id).collect();
        for id in &phone.entered {
            if !known.insert(*id) {
                return Err(format!("{id} was entered twice"));
            }
            match (facts.contains_key(id), kept.contains(id)) {
                (true, false) | (false, true) => {}
                (true, true) => return Err(format!("{id} is stored and refused")),
                (false, false) => return Err(format!("{id} of phone {who} is lost")),
            }
        }
    }
    if let Some(id) = facts.keys().find(|id| !known.contains(id)) {
        return Err(format!("the server has {id}, which nobody entered"));
    }
    Ok(())
}

/// Every phone holds just the students of its scope, and shows what the server derives.
async fn one_state(world: &World, facts: &BTreeMap<FactId, v1::Fact>) -> Result<(), String> {
    let now = world.server.app.now();
    let mut tx = read(world).await?;
    let ids: Vec<StudentId> = world.students.iter().map(|s| s.id).collect();
    let roster = students::find(&mut tx, &ids).await.map_err(|e| e.to_string())?;
    let held =
        world.server.app.rules.of(&mut tx, world.server.county).await.map_err(|e| e.to_string())?;
    for (who, (phone, worker)) in world.phones.iter().zip(&world.workers).enumerate() {
        let scopes: Vec<Scope> = worker.assignments.iter().map(|(_, s)| *s).collect();
        let expected: BTreeSet<StudentId> = roster
            .values()
            .filter(|s| scopes.iter().any(|scope| scope.covers(&s.standing())))
            .map(|s| s.id)
            .collect();
        let found = views::search(&phone.store, "", 1_000, None, now).map_err(|p| p.to_string())?;
        let found: BTreeSet<StudentId> = found.into_iter().map(|f| f.student).collect();
        if found != expected {
            return Err(format!(
                "phone {who} ({}) holds {found:?}, its scope is {expected:?}",
                worker.username
            ));
        }
        for id in expected {
            let screen = views::student(&phone.store, id, now).map_err(|p| p.to_string())?;
            let about: Vec<v1::Fact> =
                facts.values().filter(|f| f.student == Some(id)).cloned().collect();
            let there = screen.timeline.iter().filter(|t| facts.contains_key(&t.fact.id)).count();
            if there != about.len() {
                return Err(format!("phone {who} has {there} of {} facts about {id}", about.len()));
            }
            // What the server refused counts on no phone either.
            let state = evaluate(&roster[&id], &about, &held.rules(), now);
            if screen.state != state {
                return Err(format!(
                    "phone {who} shows another state of {id}:\n{:?}\n{state:?}",
                    screen.state
                ));
            }
        }
    }
    Ok(())
}

/// A committee's queue on the phone is the one that the server keeps.
async fn same_queues(world: &World) -> Result<(), String> {
    let now = world.server.app.now();
    for (phone, worker) in world.phones.iter().zip(&world.workers) {
        let queue = views::queue(&phone.store, None, now).map_err(|p| p.to_string())?;
        let shown: BTreeSet<Uuid> = queue
            .iter()
            .filter(|w| w.kind == TodoKind::FollowUp)
            .filter_map(|w| w.subject)
            .collect();
        let owners: BTreeSet<String> =
            worker.assignments.iter().filter_map(|(_, s)| owner(s)).collect();
        let mut tx = read(world).await?;
        let rows: Vec<(Uuid, Uuid, String)> = tx
            .query("SELECT id, student, owner FROM follow_up WHERE is_open")
            .all()
            .await
            .map_err(|e| e.to_string())?;
        let seen = views::search(&phone.store, "", 1_000, None, now).map_err(|p| p.to_string())?;
        let seen: BTreeSet<Uuid> = seen.into_iter().map(|f| f.student.0).collect();
        let own = |student: &Uuid, owner: &String| seen.contains(student) && owners.contains(owner);
        let kept: BTreeSet<Uuid> =
            rows.into_iter().filter(|(_, s, o)| own(s, o)).map(|(id, _, _)| id).collect();
        if shown != kept {
            return Err(format!(
                "{} shows the queue {shown:?}, the server keeps {kept:?}",
                worker.username
            ));
        }
    }
    Ok(())
}

fn owner(scope: &Scope) -> Option<String> {
    match scope {
        Scope::Class(id) => Some(format!("class:{id}")),
        Scope::School(id) => Some(format!("school:{id}")),
        Scope::Region(code) => Some(format!("village:{code}")),
        Scope::Department(..) => None,
    }
}
