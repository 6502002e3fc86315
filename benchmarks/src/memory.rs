//! What the system says of this process. Linux only, like valgrind's counts.

use crate::Result;
use std::{fs, time::Duration};

/// The memory of this process that is in use right now, in bytes.
pub fn resident() -> Result<u64> {
    let kib: u64 = status("VmRSS:")?.trim_end_matches(" kB").parse()?;
    Ok(kib << 10)
}

/// How many threads this process has.
pub fn threads() -> Result<u64> {
    Ok(status("Threads:")?.parse()?)
}

fn status(name: &str) -> Result<String> {
    let status = fs::read_to_string("/proc/self/status")?;
    let value =
        status.lines().find_map(|line| line.strip_prefix(name)).ok_or("the system tells less than it should")?;
    Ok(value.trim().to_owned())
}

/// How long the threads of this process were on a processor, all together. Threads that have ended are not in it.
pub fn processor_time() -> Result<Duration> {
    let mut nanos = 0;
    for thread in fs::read_dir("/proc/self/task")? {
        let stat = fs::read_to_string(thread?.path().join("schedstat"))?;
        nanos += stat.split(' ').next().ok_or("the system tells no processor time")?.parse::<u64>()?;
    }
    Ok(Duration::from_nanos(nanos))
}

/// How long the processes that this one has started, and that have ended, were on a processor.
pub fn children_time() -> Result<Duration> {
    /// Of a second: what the system counts in, on every Linux there is.
    const TICK: Duration = Duration::from_millis(10);
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Behind the name, which may contain anything, in parentheses.
    let (_, fields) = stat.rsplit_once(") ").ok_or("the system tells no processor time")?;
    let ticks: Vec<u32> = fields.split(' ').skip(13).take(2).map(str::parse).collect::<std::result::Result<_, _>>()?;
    Ok(TICK * ticks.iter().sum::<u32>())
}
