//! Recordings for other programs.

use std::{
    fmt::{self, Display, Formatter},
    sync::Arc,
    time::Duration,
};

use super::{Event, EventKind, Place, Shown, Task};
use crate::machine::inspect::{Machine, json_string};

/// A recording as JSON, one object to a line: what [`Recording::json_lines`](super::Recording::json_lines) gives.
#[derive(Debug)]
pub struct JsonLines {
    events: Vec<Event>,
    left_out: usize,
    tasks: Vec<Arc<Task>>,
    machines: Vec<&'static Machine>,
}

impl JsonLines {
    pub(super) fn new(events: Vec<Event>, left_out: usize) -> Self {
        let tasks = tasks(&events);
        let places = events.iter().flat_map(|event| places(&event.kind)).map(|place| place.machine);
        let mut machines: Vec<&'static Machine> = Vec::new();
        for machine in tasks.iter().map(|task| task.machine).chain(places) {
            if !machines.iter().any(|known| std::ptr::eq(*known, machine)) {
                machines.push(machine);
            }
        }
        JsonLines { events, left_out, tasks, machines }
    }

    fn number(&self, machine: &'static Machine) -> usize {
        self.machines.iter().position(|known| std::ptr::eq(*known, machine)).unwrap_or_default()
    }

    fn header(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, r#"{{"kind":"recording","version":1}}"#)?;
        if self.left_out > 0 {
            writeln!(f, r#"{{"kind":"left-out","events":{}}}"#, self.left_out)?;
        }
        for (number, machine) in self.machines.iter().enumerate() {
            let tables = machine.json().to_string();
            writeln!(f, r#"{{"kind":"machine","machine":{number},{}"#, &tables[1..])?;
        }
        for task in &self.tasks {
            let first =
                self.events.iter().find(|event| event.task.id == task.id).map_or(0, |event| event.at.as_nanos());
            let (id, name, machine) = (task.id, Json(&task.name), self.number(task.machine));
            writeln!(f, r#"{{"kind":"task","task":{id},"name":{name},"machine":{machine},"at":{first}}}"#)?;
        }
        Ok(())
    }

    fn event(&self, event: &Event, f: &mut Formatter<'_>) -> fmt::Result {
        let (task, at) = (event.task.id, event.at.as_nanos());
        let state = |places: &[Place]| places.first().map_or(0, |place| place.state.number);
        match &event.kind {
            EventKind::Polled { took, before, after, ready } => {
                let (took, from, to) = (took.as_nanos(), state(before), state(after));
                write!(f, r#"{{"kind":"poll","task":{task},"at":{at},"took":{took},"from":{from},"to":{to}"#)?;
                write!(f, r#","ready":{ready},"tree":"#)?;
                self.tree(after, f)?;
            }
            EventKind::Wake { thread, by } => {
                let by = by.as_ref().map_or_else(|| thread.to_string(), |task| format!("task {}", task.id));
                write!(f, r#"{{"kind":"wake","task":{task},"at":{at},"by":{}"#, Json(&by))?;
            }
            EventKind::Cancel { before } => {
                write!(f, r#"{{"kind":"cancel","task":{task},"at":{at},"state":{},"drops":"#, state(before))?;
                let drops = before.first().map_or(&[][..], |place| place.state.drops);
                list(drops, f, |dropped, f| write!(f, "{}", Json(dropped.field)))?;
            }
            EventKind::Panic { before } => {
                write!(f, r#"{{"kind":"cancel","task":{task},"at":{at},"state":{},"panicked":true"#, state(before))?;
            }
        }
        f.write_str("}")
    }

    fn tree(&self, places: &[Place], f: &mut Formatter<'_>) -> fmt::Result {
        list(places, f, |place, f| {
            write!(f, r#"{{"machine":{},"state":{},"locals":"#, self.number(place.machine), place.state.number)?;
            list(&place.locals, f, |local, f| shown(place, local, f))?;
            f.write_str("}")
        })
    }
}

impl Display for JsonLines {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.header(f)?;
        for event in &self.events {
            self.event(event, f)?;
            f.write_str("\n")?;
        }
        Ok(())
    }
}

fn shown(place: &Place, local: &Shown, f: &mut Formatter<'_>) -> fmt::Result {
    write!(f, r#"{{"name":{}"#, Json(local.name))?;
    if let Some(field) = place.state.fields.iter().find(|field| field.name == local.name) {
        write!(f, r#","type":{},"size":{}"#, Json((field.type_name)()), field.size)?;
    }
    if let Some(value) = &local.value {
        write!(f, r#","value":{}"#, Json(value))?;
    }
    f.write_str("}")
}

/// A recording in the format of `chrome://tracing`, which Perfetto opens: what [`Recording::chrome_trace`](super::Recording::chrome_trace) gives.
///
/// A track to a task: polls, with the states before and after, and between them what it waits for, with the locals that live
/// there; wakes, with who woke; and cancellations, with what they dropped.
#[derive(Debug)]
pub struct ChromeTrace {
    events: Vec<Event>,
    left_out: usize,
}

impl ChromeTrace {
    pub(super) fn new(events: Vec<Event>, left_out: usize) -> Self {
        ChromeTrace { events, left_out }
    }

    /// How long the task waits behind this event, which is a poll.
    fn wait(&self, index: usize, end: Duration) -> Duration {
        let task = self.events[index].task.id;
        let later = self.events[index + 1..].iter().filter(|event| event.task.id == task);
        let next = later.filter(|event| !matches!(event.kind, EventKind::Wake { .. })).map(|event| event.at).next();
        next.unwrap_or_else(|| self.events.last().map_or(end, |last| last.at)).saturating_sub(end)
    }

    fn event(&self, index: usize, event: &Event, f: &mut Formatter<'_>) -> fmt::Result {
        match &event.kind {
            EventKind::Polled { took, before, after, ready } => {
                span("poll", event, event.at, *took, f)?;
                let state = |places: &[Place]| places.first().map_or("", |place| place.state.name);
                write!(f, r#","args":{{"from":{},"to":{}}}}}"#, Json(state(before)), Json(state(after)))?;
                if !ready {
                    let end = event.at + *took;
                    let awaited = after.last().map(ToString::to_string).unwrap_or_default();
                    f.write_str(",\n")?;
                    span(&awaited, event, end, self.wait(index, end), f)?;
                    awaiting(after, f)?;
                }
                Ok(())
            }
            EventKind::Wake { thread, by } => {
                let by = by.as_ref().map_or_else(|| format!("by thread {thread}"), |task| format!("by {}", task.name));
                instant(&format!("woken {by}"), event, f)?;
                f.write_str("}")
            }
            EventKind::Cancel { before } => {
                instant("cancelled", event, f)?;
                let place = before.first();
                let drops = place.map_or(&[][..], |place| place.state.drops);
                let drops: Vec<&str> = drops.iter().map(|dropped| dropped.field).collect();
                let at = before.last().map(ToString::to_string).unwrap_or_default();
                write!(f, r#","args":{{"at":{},"drops":{}}}}}"#, Json(&at), Json(&drops.join(", ")))
            }
            EventKind::Panic { before } => {
                instant("panicked", event, f)?;
                let at = before.last().map(ToString::to_string).unwrap_or_default();
                write!(f, r#","args":{{"at":{}}}}}"#, Json(&at))
            }
        }
    }
}

impl Display for ChromeTrace {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "{{\"otherData\":{{\"left_out\":{}}},\"traceEvents\":[", self.left_out)?;
        write!(f, r#"{{"ph":"M","name":"process_name","pid":{PROCESS},"args":{{"name":"tasks"}}}}"#)?;
        for task in tasks(&self.events) {
            let (track, name) = (track(&task), Json(&task.name));
            f.write_str(",\n")?;
            write!(f, r#"{{"ph":"M","name":"thread_name","pid":{PROCESS},"tid":{track},"args":{{"name":{name}}}}}"#)?;
        }
        for (index, event) in self.events.iter().enumerate() {
            f.write_str(",\n")?;
            self.event(index, event, f)?;
        }
        f.write_str("\n]}\n")
    }
}

/// The number of the process that all tracks are of.
const PROCESS: usize = 1;

/// The number of a task's track: neither 0, which is an idle processor to those who show it, nor that of the process, which is its
/// main thread.
fn track(task: &Task) -> usize {
    PROCESS + 1 + task.id
}

fn span(name: &str, event: &Event, start: Duration, took: Duration, f: &mut Formatter<'_>) -> fmt::Result {
    // Who reads this rounds times down to nanoseconds, some of them by one too many. Spans that overlap by that would be left out.
    let took = took.saturating_sub(Duration::from_nanos(1));
    let (track, name, start, took) = (track(&event.task), Json(name), micros(start), micros(took));
    write!(f, r#"{{"ph":"X","name":{name},"pid":{PROCESS},"tid":{track},"ts":{start},"dur":{took}"#)
}

/// From the outermost machine to the innermost, where it waits and what lives there.
fn awaiting(places: &[Place], f: &mut Formatter<'_>) -> fmt::Result {
    f.write_str(r#","args":{"#)?;
    for (index, place) in places.iter().enumerate() {
        let value = |local: &Shown| format!("{} = {}", local.name, local.value.as_deref().unwrap_or("…"));
        let locals: Vec<String> = place.locals.iter().map(value).collect();
        let (comma, where_) = (if index > 0 { "," } else { "" }, format!("{index}: {place}"));
        write!(f, "{comma}{}:{}", Json(&where_), Json(&locals.join(", ")))?;
    }
    f.write_str("}}")
}

fn instant(name: &str, event: &Event, f: &mut Formatter<'_>) -> fmt::Result {
    let (track, name, at) = (track(&event.task), Json(name), micros(event.at));
    write!(f, r#"{{"ph":"i","s":"t","name":{name},"pid":{PROCESS},"tid":{track},"ts":{at}"#)
}

/// In microseconds, to the nanosecond: what is rounded would overlap.
fn micros(time: Duration) -> String {
    format!("{}.{:03}", time.as_micros(), time.as_nanos() % 1_000)
}

/// The tasks that something happened to, by their numbers.
pub(super) fn tasks(events: &[Event]) -> Vec<Arc<Task>> {
    let wakers = events.iter().filter_map(|event| match &event.kind {
        EventKind::Wake { by, .. } => by.as_ref(),
        _ => None,
    });
    let mut tasks: Vec<Arc<Task>> = events.iter().map(|event| &event.task).chain(wakers).cloned().collect();
    tasks.sort_by_key(|task| task.id);
    tasks.dedup_by_key(|task| task.id);
    tasks
}

fn places(kind: &EventKind) -> impl Iterator<Item = &Place> {
    let (before, after): (&[Place], &[Place]) = match kind {
        EventKind::Polled { before, after, .. } => (before, after),
        EventKind::Cancel { before } | EventKind::Panic { before } => (before, &[]),
        EventKind::Wake { .. } => (&[], &[]),
    };
    before.iter().chain(after)
}

fn list<T>(
    items: &[T],
    f: &mut Formatter<'_>,
    mut write: impl FnMut(&T, &mut Formatter<'_>) -> fmt::Result,
) -> fmt::Result {
    f.write_str("[")?;
    for (index, item) in items.iter().enumerate() {
        f.write_str(if index > 0 { "," } else { "" })?;
        write(item, f)?;
    }
    f.write_str("]")
}

/// Text in quotation marks.
struct Json<'a>(&'a str);

impl Display for Json<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        json_string(self.0, f)
    }
}
