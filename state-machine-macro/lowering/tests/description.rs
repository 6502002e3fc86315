//! Machines as plain data.

use std::fmt::Write;

use manual_async_lowering::{Content, Description, Reason, StateKind, describe};

fn all(source: &str) -> Vec<Result<Description, syn::Error>> {
    describe(Default::default(), source.parse().expect("tokens"))
}

fn only(source: &str) -> Description {
    let mut described = all(source);
    assert_eq!(described.len(), 1);
    described.remove(0).expect("it is not refused")
}

fn states(machine: &Description) -> String {
    let mut text = String::new();
    for state in &machine.states {
        let awaited = match &state.kind {
            StateKind::Awaiting(awaited) => format!(" {}: {}", awaited.range.start.line, awaited.text),
            _ => String::new(),
        };
        let kept = state.fields.iter().map(|field| match field.content {
            Content::Local { reason, certain, .. } => {
                let why = match reason {
                    Reason::Used => "",
                    Reason::Unused => " (unused)",
                    Reason::Gone => " (gone)",
                };
                format!("{}{why}{}", field.name, if certain || reason == Reason::Gone { "" } else { " (perhaps)" })
            }
            Content::Flag { .. } => format!("[{}]", field.name),
            Content::Hole => "[hole]".into(),
            Content::Future => format!("[{}]", field.name),
        });
        let drops = state.drops.iter().map(|dropped| dropped.field.clone());
        let (kept, drops) = (kept.collect::<Vec<_>>().join(", "), drops.collect::<Vec<_>>().join(", "));
        writeln!(text, "{}{awaited} | {kept} | {drops}", state.name).expect("a string");
    }
    text
}

fn transitions(machine: &Description) -> String {
    let mut text = String::new();
    for transition in &machine.transitions {
        writeln!(text, "{} -> {} {:?}", transition.from, transition.to, transition.exit).expect("a string");
        for code in &transition.code {
            writeln!(text, "  {}:{} {}", code.range.start.line, code.range.start.column, code.text).expect("a string");
        }
    }
    text
}

const LOOP: &str = "\
async fn copy(from: &str, log: Log) -> io::Result<u64> {
    let mut file = File::open(from).await?;
    let mut buffer = vec![0; 64]; // A comment.
    let mut sum = 0;
    loop {
        let size = file.read(&mut buffer).await?;
        if size == 0 {
            break;
        }
        sum += size;
    }
    drop(file);
    finish(sum).await;
    Ok(sum)
}";

#[test]
fn states_say_what_they_keep_and_what_they_drop() {
    let expected = "\
Uninitialized | log (unused), from | from, log
AwaitingOpen 2: File::open(from).await | log (unused), [open_future] | open_future, log
AwaitingRead 6: file.read(&mut buffer).await | log (unused), file, buffer, sum, [read_future] | read_future, sum, \
        buffer, file, log
AwaitingFinish 13: finish(sum).await | log (unused), file (gone), buffer (unused), sum, [finish_future] | \
        finish_future, sum, buffer, log
Done |  | 
";
    assert_eq!(states(&only(LOOP)), expected);
}

#[test]
fn transitions_say_which_code_runs() {
    let expected = "\
0 -> 1 Await
  2:20 File::open(from)
1 -> 2 Await
  2:5 let mut file = File::open(from).await?;
  3:5 let mut buffer = vec![0; 64];
  4:5 let mut sum = 0;
  6:20 file.read(&mut buffer)
1 -> 4 Early
  2:5 let mut file = File::open(from).await?;
2 -> 2 Await
  6:9 let size = file.read(&mut buffer).await?;
  7:9 if size == 0 {
    break;
}
  10:9 sum += size;
2 -> 3 Await
  6:9 let size = file.read(&mut buffer).await?;
  7:9 if size == 0 {
    break;
}
  12:5 drop(file);
  13:5 finish(sum)
2 -> 4 Early
  6:9 let size = file.read(&mut buffer).await?;
3 -> 4 End
  13:5 finish(sum).await
  14:5 Ok(sum)
";
    assert_eq!(transitions(&only(LOOP)), expected);
}

#[test]
fn a_branch_leads_two_ways() {
    let machine = only(
        "async fn f(x: u8) -> u8 {
            match x {
                0 => first().await,
                1 if x > 3 => second().await,
                _ => return 7,
            }
        }",
    );
    let ways: Vec<(usize, usize)> = machine.transitions.iter().map(|way| (way.from, way.to)).collect();
    assert_eq!(ways, [(0, 1), (0, 2), (0, 3), (1, 3), (2, 3)]);
}

#[test]
fn a_local_that_may_be_gone_has_a_flag() {
    let machine = only(
        "async fn f(x: String, give: bool) {
            if give { drop(x); }
            first().await;
        }",
    );
    let expected = "\
Uninitialized | [x_is_set], x, give | x, give
AwaitingFirst 3: first().await | [x_is_set], x (unused) (perhaps), [first_future] | first_future, x
Done |  | 
";
    assert_eq!(states(&machine), expected);
}

#[test]
fn every_function_of_an_impl_is_described() {
    let described = all("impl File {
        async fn read(&self) { self.ready().await }
        fn size(&self) -> u64 { 3 }
        async fn write(&mut self) { inner!(? .await); }
    }");
    assert_eq!(described.len(), 2);
    assert_eq!(described[0].as_ref().expect("the first is fine").state_enum, "Read");
    assert!(described[1].as_ref().expect_err("the other is refused").to_string().contains("inner"));
}

#[test]
fn blocks_are_described_in_functions_that_are_not_async() {
    let machine = only("fn f(x: u8) -> impl Future<Output = u8> { async move { first().await; x } }");
    assert_eq!(machine.states[1].fields[0].name, "x");
    assert_eq!((machine.range.start.column, machine.range.end.column), (43, 74));
}

#[test]
fn json_is_json() {
    let machine = only("async fn f(x: &str) { log(x, \"a \\\"quoted\\\" word\").await }");
    let json: serde_json::Value = serde_json::from_str(&machine.to_json()).expect("it is JSON");
    assert_eq!(json["states"][1]["kind"]["awaiting"]["text"], "log(x, \"a \\\"quoted\\\" word\").await");
    assert_eq!(json["states"][0]["fields"][0]["content"]["kind"], "local");
    assert_eq!(json["transitions"][0]["code"][0]["range"]["start"]["column"], 23);
}
