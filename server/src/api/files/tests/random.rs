//! Random histories: whatever is begun, sent, cut, sent again and raced, the file is whole in the end, with its own bytes.

use super::{BYTES_KIND, Taken};
use crate::db::Db;
use crate::testing::{World, each_db};
use axum::body::Body;
use bytes::Bytes;
use futures_util::future::join;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use std::io;

const SIZE: usize = 4_000;

/// One thing that a sender does.
#[derive(Clone, Debug)]
enum Step {
    Begin,
    /// Sends so many bytes from where it believes that the upload stands, and loses the connection after some of them.
    Send {
        bytes: usize,
        cut: Option<usize>,
        asks: bool,
    },
    /// Sends twice at once, from the same place.
    Race {
        first: usize,
        second: usize,
    },
    End,
}

fn step() -> impl Strategy<Value = Step> {
    let bytes = 1..=SIZE;
    prop_oneof![
        1 => Just(Step::Begin),
        6 => (bytes.clone(), proptest::option::of(0..SIZE), any::<bool>())
            .prop_map(|(bytes, cut, asks)| Step::Send { bytes, cut, asks }),
        2 => (bytes.clone(), bytes).prop_map(|(first, second)| Step::Race { first, second }),
        1 => Just(Step::End),
    ]
}

/// A sender who may be wrong about where the upload stands.
struct Sender<'a> {
    taken: &'a Taken,
    path: String,
    believed: usize,
}

impl Sender<'_> {
    async fn begin(&mut self) {
        let begun = self.taken.begin().await;
        (self.path, self.believed) = (begun.location(), begun.offset());
    }

    async fn send(&self, bytes: usize, cut: Option<usize>) -> Option<usize> {
        let range = self.believed..(self.believed + bytes).min(SIZE);
        let piece = &self.taken.bytes[range];
        let sent = cut.map_or(piece.len(), |cut| cut.min(piece.len()));
        let mut pieces = vec![Ok(Bytes::copy_from_slice(&piece[..sent]))];
        if sent < piece.len() {
            pieces.push(Err(io::Error::from(io::ErrorKind::ConnectionReset)));
        }
        let offset = self.believed.to_string();
        let headers = [BYTES_KIND, ("upload-offset", &*offset)];
        let body = Body::from_stream(futures_util::stream::iter(pieces));
        let request = self.taken.request("PATCH", &self.path, &headers, body);
        let answer = self.taken.person.world.answer(request).await;
        let status = answer.status().as_u16();
        assert!([204, 400, 404, 409].contains(&status), "{status}");
        let offset = answer.headers().get("upload-offset")?;
        // The answer to what was cut never arrives.
        (sent == piece.len()).then(|| offset.to_str().unwrap().parse().unwrap())
    }

    async fn act(&mut self, step: &Step) {
        match step {
            Step::Begin => self.begin().await,
            Step::Send { bytes, cut, asks } => {
                if *asks {
                    let head = self.taken.head(&self.path).await;
                    if head.status == 200 {
                        assert!(head.offset() >= self.believed, "what was acknowledged is kept");
                        self.believed = head.offset();
                    }
                }
                if let Some(stands_at) = self.send(*bytes, *cut).await {
                    self.believed = stands_at;
                }
            }
            Step::Race { first, second } => {
                let both = join(self.send(*first, None), self.send(*second, None)).await;
                self.believed = both.0.max(both.1).unwrap_or(self.believed);
            }
            Step::End => {
                self.taken.send("DELETE", &self.path, &[], b"").await;
                self.begin().await;
            }
        }
    }
}

async fn live(db: &Db, histories: Vec<Vec<Step>>) {
    let mut taken = Taken::new(&World::new(db).await, SIZE).await;
    for (seed, steps) in (10..).zip(histories) {
        taken.photographs(seed, SIZE).await;
        let mut sender = Sender { taken: &taken, path: String::new(), believed: 0 };
        sender.begin().await;
        for step in &steps {
            sender.act(step).await;
            let mut tx = db.read().await.unwrap();
            let sql = "SELECT CAST(COALESCE(SUM(LENGTH(bytes)), 0) AS BIGINT) FROM upload_part";
            let (kept,): (i64,) = tx.query(sql).one().await.unwrap();
            let sql = "SELECT CAST(COALESCE(SUM(received), 0) AS BIGINT) FROM upload WHERE state = 'open'";
            let (acknowledged,): (i64,) = tx.query(sql).one().await.unwrap();
            assert_eq!(kept, acknowledged, "no byte is kept twice: {steps:?}");
        }
        sender.begin().await;
        while sender.believed < SIZE {
            sender.believed = sender.send(SIZE, None).await.unwrap();
        }
        taken.demand_whole().await;
        // What a device may begin in a day is not the question here.
        taken.tamper("DELETE FROM upload").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_happens_the_file_is_whole_in_the_end() {
    let mut runner = TestRunner::deterministic();
    let histories = proptest::collection::vec(step(), 1..25);
    let histories: Vec<Vec<Step>> =
        (0..60).map(|_| histories.new_tree(&mut runner).unwrap().current()).collect();
    each_db(|db| {
        let histories = histories.clone();
        async move { live(&db, histories).await }
    })
    .await;
}
