//! The same questions asked of the server's own functions in this process, one after another.

use super::ask::Times;
use super::province::Province;
use crate::clock::now;
use crate::{Effort, Failure};
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::Owner;
use doorstep_server::db::Db;
use doorstep_server::db::read::board::{self, At};
use doorstep_server::db::read::follow_ups::{self, Ask, Of};
use std::time::Instant;

const DAY_MS: i64 = 86_400_000;
const CLOCK_MS: i64 = 8 * 3_600_000;
/// A queue's first page.
const PAGE: i64 = 50;

/// How long village queues, county boards and province boards took.
pub(super) struct Inside {
    pub(super) queues: Times,
    pub(super) counties: Times,
    pub(super) provinces: Times,
}

/// Asks, each kind after a few answers that don't count.
pub(super) fn ask(url: &str, province: &Province, effort: Effort) -> Result<Inside, Failure> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let db = Db::connect(url).await?;
        let at = at();
        let mut queues = Times::new()?;
        for n in 0..effort.amount(200, 2_000) {
            let code = province.villages()[n * 7_919 % province.villages().len()];
            let start = Instant::now();
            let asked = Ask {
                of: Of::Owners(vec![Owner::Village(RegionCode::parse(code)?)]),
                state: None,
                overdue: false,
                as_of: now(),
                after: None,
                limit: PAGE,
            };
            let mut tx = db.read().await?;
            follow_ups::list(&mut tx, &asked).await?;
            drop(tx);
            queues.add(start.elapsed());
        }
        let counties = province.counties();
        let mut county_times = Times::new()?;
        for n in 0..effort.amount(50, 500) {
            let code = RegionCode::parse(counties[n * 7_919 % counties.len()])?;
            county_times.add(group(&db, code, "township", at).await?);
        }
        let mut province_times = Times::new()?;
        for _ in 0..effort.amount(20, 100) {
            province_times.add(group(&db, RegionCode::parse("53")?, "county", at).await?);
        }
        db.close().await;
        Ok(Inside { queues, counties: county_times, provinces: province_times })
    })
}

async fn group(
    db: &Db,
    region: RegionCode,
    kind: &str,
    at: At,
) -> Result<std::time::Duration, Failure> {
    let start = Instant::now();
    let mut tx = db.read().await?;
    let rows = board::groups(&mut tx, region, kind, None, at).await?;
    drop(tx);
    let took = start.elapsed();
    if rows.is_empty() { Err(format!("the board of {region} is empty").into()) } else { Ok(took) }
}

fn at() -> At {
    let now = now().ms();
    let today = (now + CLOCK_MS).div_euclid(DAY_MS);
    At { today, midnight: today * DAY_MS - CLOCK_MS, now }
}
