//! ODK Collect and its kin as clients: what they are given of a form, and what a filled form becomes.

pub mod dress;
pub mod lift;
pub mod photo;

use doorstep_schema::id::{DeviceId, FactId, WorkerId};
use doorstep_schema::people::Department;
use uuid::Uuid;

/// The space of the ids that are derived from what clients name their fillings.
const INSTANCES: Uuid = Uuid::from_u128(0x0d_e5_cb_57_6f_1e_4b_0f_9c_2f_0d_4b_8b_0e_71_a3);

/// Returns the id of the fact that a filling becomes.
#[must_use]
pub fn fact_of(instance: &str) -> FactId {
    FactId::derive(INSTANCES, instance)
}

/// Returns the device that stands for all such clients of a worker.
#[must_use]
pub fn device_of(worker: WorkerId) -> DeviceId {
    DeviceId::derive(worker.0, "openrosa")
}

/// Returns the id of the fact that refers to a department what a filled form says.
#[must_use]
pub fn referral_of(fact: FactId, department: Department) -> FactId {
    FactId::derive(fact.0, &format!("referral/{department}"))
}
