//! Recordings for a terminal.

use std::{
    fmt::{self, Display, Formatter},
    time::Duration,
};

use super::{Event, EventKind, Task, export::tasks};

/// How many columns there are for the time.
const COLUMNS: usize = 60;
/// How many tasks are shown.
const TASKS: usize = 40;

/// A recording as lines of text: what [`Recording::view`](super::Recording::view) gives.
///
/// A line to a task, the time from left to right: `█` where it is polled, `·` while it waits, `^` where it is woken, `x` where
/// it is cancelled, `!` where it panics. Behind it stand the polls, the time they took, the longest of them, the wakes, and where
/// the task is now.
#[derive(Debug)]
pub struct View {
    events: Vec<Event>,
    left_out: usize,
}

impl View {
    pub(super) fn new(events: Vec<Event>, left_out: usize) -> Self {
        View { events, left_out }
    }

    fn line(&self, task: &Task, span: (Duration, Duration), f: &mut Formatter<'_>) -> fmt::Result {
        let mut line = [' '; COLUMNS];
        let column = |at: Duration| {
            let share = (at - span.0).as_secs_f64() / (span.1 - span.0).as_secs_f64().max(f64::MIN_POSITIVE);
            ((share * COLUMNS as f64) as usize).min(COLUMNS - 1)
        };
        let (mut polls, mut wakes, mut busy, mut longest) = (0, 0, Duration::ZERO, Duration::ZERO);
        let mut place = String::new();
        let mut alive = None;
        for event in self.events.iter().filter(|event| event.task.id == task.id) {
            let at = column(event.at);
            if let Some(since) = alive {
                line[since..at].iter_mut().filter(|mark| **mark == ' ').for_each(|mark| *mark = '·');
            }
            alive = Some(at);
            let mark = match &event.kind {
                EventKind::Polled { took, after, ready, .. } => {
                    (polls, busy, longest) = (polls + 1, busy + *took, longest.max(*took));
                    place = after.last().map(ToString::to_string).unwrap_or_default();
                    alive = (!ready).then_some(at);
                    '█'
                }
                EventKind::Wake { .. } => {
                    wakes += 1;
                    if line[at] == '█' { '█' } else { '^' }
                }
                EventKind::Cancel { before } => {
                    place = format!("cancelled: {}", before.last().map(ToString::to_string).unwrap_or_default());
                    alive = None;
                    'x'
                }
                EventKind::Panic { .. } => {
                    place = "panicked".into();
                    alive = None;
                    '!'
                }
            };
            line[at] = mark;
        }
        if let Some(since) = alive {
            line[since..].iter_mut().filter(|mark| **mark == ' ').for_each(|mark| *mark = '·');
        }
        let (name, line) = (&task.name, line.iter().collect::<String>());
        let (busy, longest) = (brief(busy), brief(longest));
        writeln!(f, "{name:20.20} {line} {polls:4} polls {busy:>8} (most {longest:>8}) {wakes:4} wakes  {place}")
    }
}

/// A time with three or more figures, and no fractions of nanoseconds.
fn brief(time: Duration) -> String {
    if time < Duration::from_micros(1) { format!("{time:?}") } else { format!("{time:.2?}") }
}

impl Display for View {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let tasks = tasks(&self.events);
        let (Some(first), Some(last)) = (self.events.iter().map(|event| event.at).min(), self.end()) else {
            return writeln!(f, "nothing was recorded");
        };
        let (count, span) = (self.events.len(), last - first);
        writeln!(f, "{} tasks, {count} events in {span:.2?}; {} older ones were left out", tasks.len(), self.left_out)?;
        for task in tasks.iter().take(TASKS) {
            self.line(task, (first, last), f)?;
        }
        let hidden = tasks.len().saturating_sub(TASKS);
        if hidden > 0 { writeln!(f, "… and {hidden} more tasks") } else { Ok(()) }
    }
}

impl View {
    fn end(&self) -> Option<Duration> {
        let end = |event: &Event| match &event.kind {
            EventKind::Polled { took, .. } => event.at + *took,
            _ => event.at,
        };
        self.events.iter().map(end).max()
    }
}
