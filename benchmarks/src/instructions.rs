//! Counting instructions: this program, run under valgrind.

use crate::Result;
use std::{
    env,
    process::{Command, Stdio},
};

/// Instructions per operation: those of twice `count` operations, less those of `count`, so that what is done once is
/// not in it. `measured` are the arguments that make this program do the operations; their number is added.
pub fn per_operation(measured: &[&str], count: u64) -> Result<f64> {
    let (once, twice) = (total(measured, count)?, total(measured, 2 * count)?);
    Ok((twice as f64 - once as f64) / count as f64)
}

fn total(measured: &[&str], count: u64) -> Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--fair-sched=yes"])
        .arg(env::current_exe()?)
        .args(measured)
        .arg(count.to_string())
        .stdout(Stdio::null())
        .output()
        .map_err(|error| format!("valgrind, which counts instructions, cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    collected.filter(|_| output.status.success()).ok_or_else(|| format!("{measured:?} failed:\n{said}").into())
}
