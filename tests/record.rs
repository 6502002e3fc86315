//! Recordings of machines that run.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    task::{Context, Waker},
};

use manual_async::{
    Executor, block_on, manual_async,
    record::{EventKind, Recording, cancel_everywhere, cancel_everywhere_and},
    yield_now,
};

#[manual_async(inspect)]
async fn outer(name: &str) -> usize {
    let length = inner(name.len()).await;
    length + 1
}

#[manual_async(inspect)]
async fn inner(length: usize) -> usize {
    yield_now().await;
    length
}

#[test]
fn polls_and_wakes_are_recorded() {
    let recording = Recording::new();
    assert_eq!(block_on(recording.record("a task", outer("Ada"))), 4);
    let events = recording.events();
    let [first, wake, second] = &events[..] else { panic!("{events:?}") };
    let EventKind::Polled { before, after, ready: false, .. } = &first.kind else { panic!("{first:?}") };
    assert_eq!((before.len(), before[0].state.name), (1, "Uninitialized"));
    assert_eq!((after.len(), after[1].machine.function, after[1].state.name), (2, "inner", "AwaitingYieldNow"));
    assert_eq!((after[1].locals[0].name, after[1].locals[0].value.as_deref()), ("length", Some("3")));
    let EventKind::Wake { by, .. } = &wake.kind else { panic!("{wake:?}") };
    assert_eq!(by.as_ref().expect("it woke itself").name, "a task");
    let EventKind::Polled { after, ready: true, .. } = &second.kind else { panic!("{second:?}") };
    assert_eq!((after.len(), after[0].state.name), (1, "Done"));
}

#[test]
fn cancellations_are_recorded_with_what_is_lost() {
    let recording = Recording::new();
    {
        let mut future = pin!(recording.record("given up", outer("Ada")));
        assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    let last = recording.events().pop().expect("something happened");
    let EventKind::Cancel { before } = &last.kind else { panic!("{last:?}") };
    assert_eq!(before[0].state.name, "AwaitingInner");
}

#[manual_async(inspect)]
async fn panics() {
    yield_now().await;
    panic!("on purpose");
}

#[test]
fn panics_are_recorded_and_are_no_cancellations() {
    let recording = Recording::new();
    let run = || block_on(recording.record("panics", panics()));
    assert!(catch_unwind(AssertUnwindSafe(run)).is_err());
    let kinds = recording.events().into_iter().map(|event| event.kind);
    let kinds: Vec<_> = kinds.filter(|kind| !matches!(kind, EventKind::Wake { .. })).collect();
    assert!(matches!(&kinds[..], [EventKind::Polled { ready: false, .. }, EventKind::Panic { .. }]), "{kinds:?}");
}

#[test]
fn memory_is_bounded_and_what_is_left_out_is_said() {
    let recording = Recording::with_capacity(2);
    block_on(recording.record("a task", outer("Ada")));
    assert_eq!((recording.events().len(), recording.left_out()), (2, 1));
    assert!(recording.view().to_string().contains("1 older ones were left out"));
    let json = recording.json_lines().to_string();
    assert!(json.contains("\n{\"kind\":\"left-out\",\"events\":1}\n"), "{json}");
}

/// Two tasks on one executor.
fn recorded() -> Recording {
    let (recording, executor) = (Recording::new(), Executor::new());
    for name in ["first", "second"] {
        executor.spawn(recording.record(name, outer("Ada"))).detach();
    }
    executor.run_until(async {
        for _ in 0..5 {
            yield_now().await;
        }
    });
    recording
}

#[test]
fn json_lines_are_json() {
    let text = recorded().json_lines().to_string();
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["kind"] == kind).collect::<Vec<_>>();
    assert_eq!((lines[0]["kind"].as_str(), &of("task")[1]["name"]), (Some("recording"), &"second".into()));
    let polls = of("poll");
    assert_eq!(polls.len(), 4);
    assert_eq!((&polls[0]["from"], &polls[0]["to"], &polls[0]["ready"]), (&0.into(), &1.into(), &false.into()));
    let inner = &polls[0]["tree"][1];
    let machine = of("machine")[inner["machine"].as_u64().expect("a number") as usize];
    assert_eq!((&machine["function"], &machine["states"][1]["name"]), (&"inner".into(), &"AwaitingYieldNow".into()));
    let local = &inner["locals"][0];
    assert_eq!((&inner["state"], &local["value"], &local["size"]), (&1.into(), &"3".into(), &8.into()));
}

#[test]
fn a_chrome_trace_is_json_with_a_track_to_a_task() {
    let text = recorded().chrome_trace().to_string();
    let trace: serde_json::Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let events = trace["traceEvents"].as_array().expect("a list");
    let named = |name: &str| events.iter().filter(|event| event["name"] == name).count();
    assert_eq!((named("thread_name"), named("poll")), (2, 4));
    let awaiting = events.iter().find(|event| event["name"].as_str().is_some_and(|name| name.starts_with("inner at ")));
    let locals = awaiting.expect("it waits")["args"].as_object().expect("arguments");
    let inner = locals.iter().find(|(place, _)| place.starts_with("1: inner at ")).expect("the innermost");
    assert_eq!(inner.1, "length = 3");
    let poll = events.iter().find(|event| event["name"] == "poll").expect("a poll");
    assert_eq!(poll["args"], serde_json::json!({ "from": "Uninitialized", "to": "AwaitingInner" }));
}

#[manual_async(inspect)]
async fn waits(text: String) -> usize {
    std::future::pending::<()>().await;
    text.len()
}

/// What the trace event format asks for: <https://chromium.googlesource.com/catapult/+/main/tracing/README.md>.
#[test]
fn a_chrome_trace_is_valid() {
    let recording = Recording::new();
    let executor = Executor::new();
    executor.record(&recording);
    executor.spawn_inspected("a \"name\"\n", outer("Ada")).detach();
    let given_up = executor.spawn_inspected("given up", waits(String::new()));
    executor.run_until(yield_now());
    drop(given_up);
    executor.run().expect("nobody is stuck");
    let trace: serde_json::Value = serde_json::from_str(&recording.chrome_trace().to_string()).expect("JSON");
    let events = trace["traceEvents"].as_array().expect("a list");
    let number = |event: &serde_json::Value, name: &str| {
        // Rounded down, as Perfetto does.
        (event[name].as_f64().filter(|number| *number >= 0.0).expect("a number") * 1_000.0) as u64
    };
    let mut spans: Vec<(u64, u64, u64)> = Vec::new();
    for event in events {
        let text = |name: &str| event[name].as_str().unwrap_or_else(|| panic!("{name} in {event}"));
        if text("name") == "process_name" {
            assert_eq!((text("ph"), &event["args"]["name"]), ("M", &"tasks".into()));
            continue;
        }
        assert!(event["pid"].is_u64() && event["tid"].is_u64() && event["args"].is_object() || text("ph") == "i");
        assert!(!text("name").is_empty());
        // A track of an idle processor is not shown, and that of a main thread stands apart.
        assert!(event["tid"] != 0 && event["tid"] != event["pid"]);
        match text("ph") {
            "M" => assert_eq!((text("name"), event["args"]["name"].is_string()), ("thread_name", true)),
            "X" => spans.push((event["tid"].as_u64().expect("a number"), number(event, "ts"), number(event, "dur"))),
            "i" => assert_eq!((text("s"), number(event, "ts") > 0), ("t", true)),
            other => panic!("{other}"),
        }
    }
    // On each track one after the other.
    for (track, start, length) in &spans {
        let overlaps = |other: &&(u64, u64, u64)| other.0 == *track && *start < other.1 && other.1 < start + length;
        assert_eq!(spans.iter().find(overlaps), None, "{track}: {start} + {length}");
    }
    let cancelled = events.iter().find(|event| event["name"] == "cancelled").expect("one was given up");
    assert_eq!(cancelled["args"]["drops"], "pending_future, text");
    assert!(cancelled["args"]["at"].as_str().is_some_and(|at| at.starts_with("waits at ")), "{cancelled}");
}

#[test]
fn a_view_has_a_line_to_a_task() {
    let view = recorded().view().to_string();
    let lines: Vec<&str> = view.lines().collect();
    assert_eq!(lines.len(), 3, "{view}");
    assert!(lines[1].starts_with("first ") && lines[1].contains("2 polls") && lines[1].ends_with("done"), "{view}");
}

#[manual_async(inspect)]
async fn transfer(from: &Cell<u32>, to: &Cell<u32>) {
    yield_now().await;
    from.set(from.get() - 10);
    yield_now().await;
    to.set(to.get() + 10);
}

#[test]
fn every_await_is_cancelled() {
    let (from, to) = (Cell::new(0), Cell::new(0));
    let make = || {
        from.set(100);
        to.set(0);
        transfer(&from, &to)
    };
    let report = cancel_everywhere_and(make, |_| match from.get() + to.get() {
        100 => Ok(()),
        sum => Err(format!("{sum} is left")),
    });
    let states: Vec<_> = report.cancellations.iter().map(|cancelled| cancelled.places[0].state.name).collect();
    assert_eq!(states, ["Uninitialized", "AwaitingYieldNow", "AwaitingYieldNow_2"]);
    assert_eq!(report.wrong().map(|wrong| wrong.polls).collect::<Vec<_>>(), [2]);
    assert!(report.to_string().contains("WRONG: 90 is left"), "{report}");
    assert!(catch_unwind(AssertUnwindSafe(|| report.assert_fine())).is_err());
}

#[test]
fn what_is_lost_is_said() {
    let report = cancel_everywhere(|| outer("Ada"));
    report.assert_fine();
    let text = report.to_string();
    assert!(text.contains("drops yield_now_future, length = 3"), "{text}");
}
