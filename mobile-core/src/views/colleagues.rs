//! The colleagues whom the phone knows, for those who come along on a visit.

use crate::Problem;
use crate::acts::signed_in;
use crate::store::Store;
use doorstep_schema::people::{Role, Worker};

/// Lists the colleagues who may come along on a visit, by role and name; those who only supervise or administer do not.
///
/// # Errors
/// `not_signed_in`, `device_revoked`, or when the store cannot be read.
pub fn colleagues(store: &Store) -> Result<Vec<Worker>, Problem> {
    let own = signed_in(store)?.worker.id;
    let comes = |worker: &Worker| {
        worker.id != own && !matches!(worker.role, Role::Supervisor | Role::Administrator)
    };
    let mut workers: Vec<Worker> = store.workers()?.into_iter().filter(comes).collect();
    workers.sort_by(|a, b| (a.role, &a.name, a.id).cmp(&(b.role, &b.name, b.id)));
    Ok(workers)
}

#[cfg(test)]
mod tests {
    use crate::testing::*;

    #[test]
    fn oneself_is_no_colleague() {
        let store = phone(crate::Store::in_memory().unwrap(), 3, at(23, 7, 0));
        let found = super::colleagues(&store).unwrap();
        let own = crate::acts::signed_in(&store).unwrap().worker.id;
        assert!(found.iter().all(|worker| worker.id != own));
        assert!(found.is_sorted_by_key(|worker| worker.role));
    }
}
