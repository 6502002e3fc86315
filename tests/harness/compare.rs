//! The comparison: a function in both forms, under every schedule that can make a difference.

use super::{
    drive::{Drive, Observation, Schedule, observe},
    leaks::only_native_leaks,
};
use std::fmt::Write;

/// One function in both forms. Each form sets up its arguments and hands its future to the driver.
pub struct Case {
    pub name: &'static str,
    pub inputs: &'static [u64],
    pub native: fn(u64, &mut Drive),
    pub manual: fn(u64, &mut Drive),
}

/// Where a run may panic.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Panics {
    /// In calls and polls.
    InCalls,
    /// In destructors too.
    InDropsToo,
}

impl Case {
    /// Panics with the first difference.
    pub fn check(&self, panics: Panics) -> usize {
        self.inputs.iter().map(|&input| self.check_input(input, panics).unwrap_or_else(|why| panic!("{why}"))).sum()
    }

    /// Compares all schedules for one input; says how many there were, or the first difference.
    pub fn check_input(&self, input: u64, panics: Panics) -> Result<usize, String> {
        let drops_burn = panics == Panics::InDropsToo;
        let whole = Schedule { cancel: None, fuse: None, drops_burn };
        let ready = self.compare(input, whole)?;
        let mut count = 1;
        // Nothing that comes after a panic depends on a later cancellation, so one run per step is enough.
        for step in 0..ready.all_steps {
            self.compare(input, Schedule { fuse: Some(step), ..whole })?;
            count += 1;
        }
        for polls in 0..ready.polls {
            let cancelled = Schedule { cancel: Some(polls), ..whole };
            let seen = self.compare(input, cancelled)?;
            count += 1;
            // What panics before the cancellation was seen above: left are the destructors that run because of it.
            for step in seen.steps..seen.all_steps {
                self.compare(input, Schedule { fuse: Some(step), ..cancelled })?;
                count += 1;
            }
        }
        Ok(count)
    }

    fn compare(&self, input: u64, schedule: Schedule) -> Result<Observation, String> {
        let native = observe(self.native, input, schedule);
        let manual = observe(self.manual, input, schedule);
        let same_log = native.log == manual.log
            || (schedule.drops_burn && schedule.fuse.is_some() && only_native_leaks(&native.log, &manual.log));
        if same_log && native.polls == manual.polls && self.complains_by_name(&manual) {
            return Ok(native);
        }
        Err(self.report(input, schedule, &native, &manual))
    }

    /// A machine that is polled after its end says which function it is, or that it is a block. The compiler's own futures cannot.
    fn complains_by_name(&self, manual: &Observation) -> bool {
        let function = self.name.rsplit("::").next().unwrap_or(self.name);
        match &manual.complaint {
            Some(complaint) => {
                is_compiler_made(manual.type_name)
                    || complaint.contains(function)
                    || complaint.contains("`async` block")
            }
            None => true,
        }
    }

    fn report(&self, input: u64, schedule: Schedule, native: &Observation, manual: &Observation) -> String {
        let mut report = format!("case {}, input {input}", self.name);
        match schedule.cancel {
            Some(polls) => write!(report, ", cancelled after {polls} polls").unwrap(),
            None => report.push_str(", polled until ready"),
        }
        if let Some(step) = schedule.fuse {
            write!(report, ", panic at step {step}").unwrap();
        }
        if schedule.drops_burn {
            report.push_str(" (destructors count as steps)");
        }
        writeln!(report, "\npolls: native {}, manual {}", native.polls, manual.polls).unwrap();
        writeln!(report, "polled again: native {:?}, manual {:?}", native.complaint, manual.complaint).unwrap();
        report.push_str("log (- native, + manual):\n");
        report.push_str(&difference(&native.log, &manual.log));
        report
    }
}

/// The case of a function.
pub fn find(cases: &'static [Case], function: &str) -> &'static Case {
    let is_of = |case: &&Case| case.name.rsplit("::").next() == Some(function);
    cases.iter().find(is_of).unwrap_or_else(|| panic!("no case {function}"))
}

/// Whether a type is the future of an `async fn` as the compiler makes it.
pub fn is_compiler_made(type_name: &str) -> bool {
    type_name.ends_with("{{closure}}")
}

/// Both logs in one column: the longest common lines once, the others marked.
fn difference(native: &str, manual: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (native.lines().collect(), manual.lines().collect());
    let common = common_lengths(&old, &new);
    let (mut i, mut j, mut text) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        let (mark, line) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        writeln!(text, "  {mark} {line}").unwrap();
    }
    text
}

/// `[i][j]`: how many lines `old[i..]` and `new[j..]` have in common, in order.
fn common_lengths(old: &[&str], new: &[&str]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] =
                if old[i] == new[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    common
}
