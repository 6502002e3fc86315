//! Futures as rustc makes them, and as the attribute does: sizes, instructions, and machine code.

mod code;
mod shapes;
mod table;

use crate::{Result, instructions};
use serde::Serialize;
use shapes::Shape;

/// How many operations are counted once, and then twice.
const COUNT: u64 = 2_000;

/// What was measured of all shapes.
#[derive(Serialize)]
pub struct Futures {
    shapes: Vec<Row>,
    loops: Vec<LoopRow>,
    /// Bytes of the functions that bear the name of the one or the other module.
    code: Pair,
}

/// A figure of the compiler's future, and of ours.
#[derive(Serialize, Clone, Copy, PartialEq, Debug)]
struct Pair {
    native: f64,
    rewritten: f64,
}

#[derive(Serialize)]
struct Row {
    shape: &'static str,
    bytes: Pair,
    /// What the largest state has to keep, and a tag, aligned.
    least_bytes: usize,
    /// Instructions to make a future and poll it once, which is then ready.
    ready: Pair,
    /// Instructions of a poll that is pending.
    pending: Pair,
}

#[derive(Serialize)]
struct LoopRow {
    name: &'static str,
    /// Instructions of an iteration that does not wait.
    iteration: Pair,
}

/// Does so many operations, for whoever counts their instructions.
pub fn measure(kind: &str, at: &str, form: &str, count: &str) -> Result<()> {
    let (at, count): (usize, u32) = (at.parse()?, count.parse()?);
    let is_native = form == "native";
    if kind == "loop" {
        let loop_ = shapes::loops().into_iter().nth(at).ok_or("there is no such loop")?;
        if is_native {
            (loop_.native)(count)
        } else {
            (loop_.rewritten)(count)
        }
        return Ok(());
    }
    let Shape { native, rewritten, .. } = shapes::shapes().into_iter().nth(at).ok_or("there is no such shape")?;
    let form = if is_native { native } else { rewritten };
    let run = if kind == "ready" { form.ready } else { form.pending };
    run(count);
    Ok(())
}

/// Measures the shapes and loops whose names contain `filter`.
pub fn report(filter: &str) -> Result<Futures> {
    let mut rows = Vec::new();
    for (at, shape) in shapes::shapes().iter().enumerate().filter(|(_, shape)| shape.name.contains(filter)) {
        eprintln!("{}", shape.name);
        rows.push(Row {
            shape: shape.name,
            bytes: Pair { native: shape.native.size as f64, rewritten: shape.rewritten.size as f64 },
            least_bytes: (shape.kept + 1).next_multiple_of(shape.rewritten.align),
            ready: counted("ready", at)?,
            pending: counted("pending", at)?,
        });
    }
    let mut loops = Vec::new();
    for (at, loop_) in shapes::loops().iter().enumerate().filter(|(_, loop_)| loop_.name.contains(filter)) {
        eprintln!("loop: {}", loop_.name);
        loops.push(LoopRow { name: loop_.name, iteration: counted("loop", at)? });
    }
    Ok(Futures { shapes: rows, loops, code: code::bytes()? })
}

fn counted(kind: &str, at: usize) -> Result<Pair> {
    let at = at.to_string();
    let of = |form: &str| instructions::per_operation(&["measure", "futures", kind, &at, form], COUNT);
    Ok(Pair { native: of("native")?, rewritten: of("rewritten")? })
}
