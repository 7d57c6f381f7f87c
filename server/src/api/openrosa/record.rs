//! Makes facts of a filled form and writes them as a push is written: same rules, same verdicts.

use super::client::Client;
use super::form;
use crate::acts::openrosa::lift::{self, Around, Lift};
use crate::acts::openrosa::{fact_of, referral_of};
use crate::acts::push::{self, Verdict, examine};
use crate::app::App;
use crate::aside::aside;
use crate::auth::caller::Caller;
use crate::db::{Tx, attachments, facts, students};
use crate::jobs::commit::Batch;
use crate::problem::Problem;
use doorstep_forms::instance::Instance;
use doorstep_schema::fact::{Act, Amendment, Fact};
use doorstep_schema::hlc::Hlc;
use doorstep_schema::id::{FactId, StudentId};
use doorstep_schema::moment::Moment;
use doorstep_schema::people::Student;
use doorstep_schema::problem::Violation;
use doorstep_schema::region::RegionCode;
use doorstep_schema::state::{Named, evaluate};
use doorstep_schema::wire::v1;

/// A filled form as it came.
#[derive(Clone, Debug)]
pub(super) struct Filled {
    /// The fact that it becomes.
    pub(super) fact: FactId,
    /// The filled form.
    pub(super) instance: Instance,
    /// The SHA-256 of its XML.
    pub(super) hash: Vec<u8>,
    /// When the server received it.
    pub(super) now: Moment,
}

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Recorded {
    /// The county that keeps the fact.
    pub(super) county: RegionCode,
    /// What the worker should know.
    pub(super) remark: Option<String>,
}

/// Records a filled form, unless it was recorded before.
///
/// # Errors
/// When it is another worker's, differs from what was recorded, can't be lifted, is not permitted, or the database
/// refuses.
pub(super) async fn record(
    app: &App,
    client: &Client,
    filled: &Filled,
) -> Result<Recorded, Problem> {
    let caller = &client.caller;
    if let Some(county) = known(app, caller, filled).await? {
        return Ok(Recorded { county, remark: None });
    }
    let lift = lifted(app, client, filled).await?;
    let mut tx = app.db.read().await?;
    let student = find_student(&mut tx, lift.student).await?;
    let earlier = earlier(&mut tx, filled, &lift).await?;
    let hand = Hand::new(caller, student.as_ref(), &lift);
    let facts = hand.draw_up(app, &mut tx, filled, &lift, earlier).await?;
    drop(tx);
    write(app, caller, filled, hand.county, facts).await
}

/// Returns the county of the fact when it was recorded before.
async fn known(app: &App, caller: &Caller, filled: &Filled) -> Result<Option<RegionCode>, Problem> {
    let mut tx = app.db.read().await?;
    let found = facts::find(&mut tx, &[filled.fact]).await?.remove(&filled.fact);
    let Some((author, body)) = found else { return Ok(None) };
    if author != caller.worker {
        let detail = "another worker has sent a form with this id; fill it anew";
        return Err(Problem::conflict("instance_taken", detail));
    }
    let county = facts::read(&body)?.county;
    let hash = attachments::submitted(&mut tx, county, filled.fact).await?;
    if hash.is_some_and(|hash| hash != filled.hash) {
        let detail =
            "this form was received before with other answers; edit the sent form to correct it";
        return Err(Problem::conflict("instance_changed", detail));
    }
    Ok(Some(county))
}

/// Lifts the filled form on the edition that it names.
async fn lifted(app: &App, client: &Client, filled: &Filled) -> Result<Lift, Problem> {
    let caller = &client.caller;
    let Instance { form, version, .. } = &filled.instance;
    let found = form::published(app, caller, form, version).await;
    let found = found.map_err(|problem| match problem.status {
        404 => {
            let shown = |text: &str| text.chars().take(80).collect::<String>();
            let (form, version) = (shown(form), shown(version));
            let detail = format!(
                "there is no form «{form}» with version «{version}» here; get the forms of this server anew"
            );
            Problem { detail: detail.into(), ..problem }
        }
        _ => problem,
    })?;
    let mut tx = app.db.read().await?;
    let rules = app.rules.of(&mut tx, caller.county).await?;
    drop(tx);
    let around = Around {
        edition: found.edition,
        now: filled.now,
        clock: rules.policy.clock,
        calendar: rules.calendar,
        username: client.username.clone(),
    };
    let instance = filled.instance.clone();
    let lifting = aside(move || {
        let form = found.read().map_err(|error| error.to_string())?;
        lift::lift(&form, &instance, &around).map_err(|error| error.to_string())
    });
    let lifted = lifting.await?;
    lifted.map_err(|why| Problem::new(422, "not_lifted", "The form can't be taken", why))
}

/// Finds the student; one that is not there is told from one out of reach by nobody.
async fn find_student(tx: &mut Tx, id: Option<StudentId>) -> Result<Option<Student>, Problem> {
    let Some(id) = id else { return Ok(None) };
    let found = students::find(tx, &[id]).await?.remove(&id);
    found.map(Some).ok_or_else(|| refused(push::not_permitted()))
}

/// Finds the fact that an edited form corrects.
async fn earlier(tx: &mut Tx, filled: &Filled, lift: &Lift) -> Result<Option<FactId>, Problem> {
    let Some(replaces) = &filled.instance.replaces else { return Ok(None) };
    let wrong = |detail: &str| Problem::conflict("not_an_edit", detail);
    let mut id = fact_of(replaces);
    let mut found = facts::find(tx, &[id]).await?.remove(&id);
    // An edit of an edit corrects the same fact as the edit before it.
    let read = |found: Option<(_, Vec<u8>)>| found.map(|(_, body)| facts::read(&body)).transpose();
    let mut fact = read(found.take())?;
    let amended = fact.as_ref().and_then(|fact| match Act::read(&fact.kind, &fact.payload) {
        Ok(Act::Amendment(amendment)) => Some(amendment.of),
        _ => None,
    });
    if let Some(of) = amended {
        id = of;
        fact = read(facts::find(tx, &[id]).await?.remove(&id))?;
    }
    let Some(fact) = fact else {
        return Err(wrong("the form that this one corrects has not arrived; send that one first"));
    };
    if fact.kind != lift.act.kind() {
        return Err(wrong("the form that this one corrects is of another kind; fill a new form"));
    }
    if fact.student != lift.student {
        let detail = "a correction stays with its student; choose the same one, or fill a new form";
        return Err(wrong(detail));
    }
    Ok(Some(id))
}

/// Whoever entered the facts of one filled form, and when.
struct Hand<'a> {
    caller: &'a Caller,
    county: RegionCode,
    student: Option<&'a Student>,
    entered_at: Moment,
}

impl<'a> Hand<'a> {
    fn new(caller: &'a Caller, student: Option<&'a Student>, lift: &Lift) -> Self {
        let county = student.map_or(caller.county, |student| student.county);
        Self { caller, county, student, entered_at: lift.entered_at }
    }

    fn fact(&self, id: FactId, hlc: Hlc, happened_at: Moment, act: Act) -> Fact {
        Fact {
            id,
            author: self.caller.worker,
            device: self.caller.device,
            county: self.county,
            student: self.student.map(|student| student.id),
            happened_at,
            entered_at: self.entered_at,
            hlc,
            act,
        }
    }

    /// Draws up the fact, or its correction, and the referrals that it asks for.
    async fn draw_up(
        &self,
        app: &App,
        tx: &mut Tx,
        filled: &Filled,
        lift: &Lift,
        earlier: Option<FactId>,
    ) -> Result<Vec<v1::Fact>, Problem> {
        let mut hlc = Hlc::at(self.entered_at);
        let root = earlier.unwrap_or(filled.fact);
        let main = match earlier {
            None => self.fact(root, hlc, lift.happened_at, lift.act.clone()),
            Some(of) => {
                // The correction's own check does not look into what it corrects to.
                if let Some(violation) = lift.act.check().into_iter().next() {
                    return Err(refused(Verdict::Refused(violation)));
                }
                let amendment = Amendment {
                    of,
                    payload: lift.act.payload(),
                    happened_at: Some(lift.happened_at),
                    reason: String::new(),
                };
                self.fact(filled.fact, hlc, self.entered_at, Act::Amendment(amendment))
            }
        };
        let mut drawn = vec![v1::Fact::from(&main)];
        let Some(student) = self.student.filter(|_| !lift.referral.is_empty()) else {
            return Ok(drawn);
        };
        let mut all = facts::of_students(tx, &[student.id]).await?.remove(&student.id);
        let all = all.get_or_insert_default();
        all.push(drawn[0].clone());
        let rules = app.rules.of(tx, student.county).await?;
        let after = evaluate(student, all, &rules.rules(), filled.now);
        let Lift { act, referral, title, happened_at, .. } = lift;
        let named = Named { fact: root, act, departments: referral, title };
        for sent in named.still_to_send(&rules.policy, &after) {
            let id = referral_of(root, sent.department);
            // A correction does not send again what was sent.
            if all.iter().all(|fact| fact.id != id) {
                hlc = hlc.tick(self.entered_at);
                let fact = self.fact(id, hlc, *happened_at, Act::ReferralSent(sent));
                drawn.push(v1::Fact::from(&fact));
            }
        }
        Ok(drawn)
    }
}

/// Writes the facts in one batch; the first decides, what happens to the others is remarked.
async fn write(
    app: &App,
    caller: &Caller,
    filled: &Filled,
    county: RegionCode,
    facts: Vec<v1::Fact>,
) -> Result<Recorded, Problem> {
    let (mut sound, mut missed) = (Vec::with_capacity(facts.len()), Vec::new());
    for (n, fact) in facts.into_iter().enumerate() {
        match examine(caller, fact, filled.now) {
            Ok(good) => sound.push(good),
            Err(verdict) if n == 0 => return Err(refused(verdict)),
            Err(verdict) => missed.push(verdict),
        }
    }
    let batch = Batch { caller: caller.clone(), facts: sound, now: filled.now };
    let mut verdicts = app.writer.write(batch).await?.into_iter();
    match verdicts.next().ok_or_else(Problem::internal)? {
        Verdict::Accepted | Verdict::Duplicate => {}
        // The same form came twice at once.
        Verdict::Refused(violation) if violation.code == "id_taken" => {
            let known = known(app, caller, filled).await?;
            return known
                .map(|county| Recorded { county, remark: None })
                .ok_or_else(|| refused(Verdict::Refused(violation)));
        }
        verdict @ Verdict::Refused(_) => return Err(refused(verdict)),
    }
    missed.extend(verdicts.filter(|verdict| matches!(verdict, Verdict::Refused(_))));
    let remark = (!missed.is_empty()).then(|| {
        "A referral that the form asks for was not sent: your role may not send it; tell your school.".to_owned()
    });
    Ok(Recorded { county, remark })
}

/// Turns a refusal into a problem.
fn refused(verdict: Verdict) -> Problem {
    let Verdict::Refused(Violation { field, code, message }) = verdict else {
        return Problem::internal();
    };
    match code.as_str() {
        // A student out of reach is not told from one that is not there.
        "not_permitted" | "unknown_student" if field == "student" => {
            let detail = "the student is outside your scope, or your role may not record this; get the form's list of \
                students anew";
            Problem { detail: detail.into(), ..Problem::forbidden() }
        }
        "not_permitted" => Problem { detail: message.into(), ..Problem::forbidden() },
        "id_taken" => Problem::conflict("id_taken", message),
        _ => Problem::new(422, "refused", "The form can't be taken", format!("{field}: {message}")),
    }
}
