//! Makes the photo that is measured (`make FILE`), or admits it (`admit FILE ROUNDS`) and prints the median
//! time in milliseconds and the most memory in MB as JSON.

use std::error::Error;
use std::io::Write as _;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", file] => std::fs::write(file, doorstep_bench_photo::photo())?,
        ["admit", file, rounds] => admit(file, rounds.parse()?)?,
        _ => return Err("usage: make FILE | admit FILE ROUNDS".into()),
    }
    Ok(())
}

fn admit(file: &str, rounds: usize) -> Result<(), Box<dyn Error>> {
    let bytes = std::fs::read(file)?;
    let (mut times, mut sizes) = (Vec::new(), [0, 0]);
    for _ in 0..rounds.max(1) {
        let start = Instant::now();
        let admitted = doorstep_bench_photo::admit(&bytes)?;
        times.push(start.elapsed().as_secs_f64() * 1_000.0);
        sizes = [admitted.photo.bytes.len(), admitted.thumb.bytes.len()];
    }
    times.sort_by(f64::total_cmp);
    let figures = serde_json::json!({
        "ms": times[times.len() / 2],
        "memory": peak_mb(),
        "photo": sizes[0],
        "thumb": sizes[1],
    });
    writeln!(std::io::stdout(), "{figures}")?;
    Ok(())
}

/// Returns the most memory that this process held, in MB (resident set, high-water mark).
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kb: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kb / 1_000.0)
}
