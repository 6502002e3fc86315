//! What is known of a machine without running it.

use manual_async::{
    inspect::{Content, Exit, Inspect, Machine, Reason},
    manual_async, yield_now,
};

#[manual_async(inspect)]
async fn sample(list: Vec<u8>, _log: String) -> Result<usize, String> {
    let length = list.len();
    check(length).await?;
    drop(list);
    yield_now().await;
    Ok(length)
}

async fn check(length: usize) -> Result<(), String> {
    if length > 3 { Err("long".into()) } else { Ok(()) }
}

fn machine() -> &'static Machine {
    sample(vec![], String::new()).machine()
}

#[test]
fn tables_say_where_the_function_is() {
    let machine = machine();
    assert_eq!((machine.function, machine.module, machine.line), ("sample", "inspect::tables", 9));
    assert!(machine.file.ends_with("tests/inspect/tables.rs"), "{}", machine.file);
}

#[test]
fn tables_say_what_is_kept_and_why() {
    let state = &machine().states[2];
    assert_eq!((state.name, state.awaited().expect("an await").line), ("AwaitingYieldNow", 13));
    let kept: Vec<_> = state.fields.iter().map(|field| (field.name, field.content)).collect();
    assert!(kept.contains(&("_log", Content::Local(Reason::Unused))), "{kept:?}");
    assert!(kept.contains(&("length", Content::Local(Reason::Used))), "{kept:?}");
    let log = state.fields.iter().find(|field| field.name == "_log").expect("it is kept");
    assert_eq!((log.size, (log.type_name)()), (size_of::<String>(), "alloc::string::String"));
    let dropped: Vec<_> = state.drops.iter().map(|dropped| dropped.field).collect();
    assert_eq!(dropped, ["yield_now_future", "length", "_log"]);
}

#[test]
fn tables_say_which_code_runs_between_two_awaits() {
    let ways = machine().transitions;
    let way = ways.iter().find(|way| (way.from, way.to) == (1, 2)).expect("there is one");
    let code: Vec<_> = way.code.iter().map(|code| code.text).collect();
    assert_eq!(code, ["check(length).await?", "drop(list);", "yield_now()"]);
    assert!(ways.iter().any(|way| (way.from, way.to, way.exit) == (1, 3, Exit::Early)));
}

#[test]
fn json_is_json() {
    let json: serde_json::Value = serde_json::from_str(&machine().json().to_string()).expect("it is JSON");
    assert_eq!(json["states"][1]["kind"]["awaiting"]["text"], "check(length).await");
    assert_eq!(json["states"][0]["fields"][0]["type_name"], "alloc::vec::Vec<u8>");
    assert_eq!(json["transitions"][0]["code"][0]["line"], 10);
}
