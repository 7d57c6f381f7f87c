//! The first days of a term, lived by phones against a real server with the imported county.

use doorstep_demo::load::{self, Found, NotLoaded};
use doorstep_demo::player::{Play, play};
use doorstep_demo::roster::Roster;
use doorstep_demo::script::Script;
use doorstep_schema::moment::{Clock, plus_days};
use doorstep_server::config::Config;
use doorstep_server::serve;

#[tokio::test(flavor = "multi_thread")]
async fn phones_bring_every_fact_of_the_first_days_and_an_interrupted_load_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config { data: folder.path().to_owned(), port: 0, ..Config::default() };
    config.limits.sign_ins_per_minute = 0;
    assert_eq!(load::look(&config).await.unwrap(), Found::Empty);

    let now = doorstep_demo::clock::now();
    let mut roster = Roster::generate(7, Clock::CHINA.day(now)).unwrap();
    let mut script = Script::plan(&roster, 7, now);
    roster.year.today = plus_days(roster.year.from, 3);
    let last = Clock::CHINA.end_of(roster.year.today);
    script.steps.retain(|step| step.at <= last);
    assert!(script.steps.len() > 30, "{}", script.steps.len());

    load::import(&config, &roster, 7).await.unwrap();
    assert!(matches!(load::look(&config).await, Err(NotLoaded::Interrupted(_))));
    let (ready, address) = tokio::sync::oneshot::channel();
    let serving = config.clone();
    let server = tokio::spawn(async move {
        serve::serve(&serving, |at| ready.send(at).unwrap()).await.unwrap();
    });
    let base = format!("http://{}", address.await.unwrap());
    let planned = script.steps.len();
    let played = tokio::task::spawn_blocking(move || {
        let all = Play { roster: &roster, script: &script, seed: 7, server: &base, threads: 3 };
        play(&all, |_| {}).unwrap()
    })
    .await
    .unwrap();
    assert_eq!((played.accepted, played.refused), (planned + played.photos, 0), "{played:?}");
    assert!(played.photos > 0 && played.files == 2 * played.photos, "{played:?}");
    server.abort();
    load::complete(&config, 7).unwrap();
    assert_eq!(load::look(&config).await.unwrap(), Found::Demonstration);
}
