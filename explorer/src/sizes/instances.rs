//! Generic functions, by what those keep that await them.

use serde_json::{Value, json};

use super::probes::Probe;

/// Each of the generic functions, with the sizes of its machines that are fields of others. Takes the types out of the fields,
/// and puts `machine` into those that are machines: the name of the function.
pub fn take(probes: &[Probe], functions: &mut [Value]) -> Vec<Value> {
    let mut instances: Vec<Vec<Value>> = probes.iter().map(|_| Vec::new()).collect();
    for function in functions {
        let awaited_by = function["name"].clone();
        let states = function["states"].as_array_mut().into_iter().flatten();
        for field in states.flat_map(|state| state["fields"].as_array_mut().into_iter().flatten()) {
            let Some(field) = field.as_object_mut() else { continue };
            let Some(Value::String(ty)) = field.remove("type") else { continue };
            let Some((number, instance)) = machine(&ty).filter(|(number, _)| *number < probes.len()) else { continue };
            field.insert("machine".to_owned(), json!(probes[number].name));
            let instance = json!({ "as": instance, "size": field["size"], "awaited_by": awaited_by });
            if !instances[number].contains(&instance) {
                instances[number].push(instance);
            }
        }
    }
    let generic = probes.iter().zip(instances).filter(|(probe, _)| probe.is_generic);
    generic
        .map(|(probe, found)| json!({ "name": probe.name, "file": probe.file, "line": probe.line, "instances": found }))
        .collect()
}

/// The number of a machine, and the function that it is of, with its types: `read<u8>`.
///
/// from: `Slot<sized::manual_async_sizes::Probe<StateMachine<sized::read<u8>::{{closure}}, sized::read<u8>::{{closure}}, ()>, .., 7>>`
fn machine(ty: &str) -> Option<(usize, String)> {
    let (mut path, mut inside) = ty.strip_suffix('>')?.split_once('<')?;
    if path.ends_with("::Slot") {
        (path, inside) = inside.strip_suffix('>')?.split_once('<')?;
    }
    if !path.ends_with("::manual_async_sizes::Probe") {
        return None;
    }
    let [future, _, number] = arguments(inside)[..] else { return None };
    let (_, of_machine) = future.strip_suffix('>')?.split_once('<')?;
    let resume = *arguments(of_machine).get(1)?;
    let function = resume.strip_suffix("::{{closure}}")?;
    let short = without_modules(function).replace("<'_>", "").replace("'_, ", "");
    Some((number.parse().ok()?, short))
}

/// `A<B, C>, D` is two.
fn arguments(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0_i32, 0, Vec::new());
    let mut before = ' ';
    for (at, character) in list.char_indices() {
        match character {
            '<' | '(' | '[' | '{' => depth += 1,
            '>' if before == '-' => {}
            '>' | ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                found.push(list[start..at].trim());
                start = at + 1;
            }
            _ => {}
        }
        before = character;
    }
    found.push(list[start..].trim());
    found
}

/// `<sized::Shelf<core::Option<u8>> as sized::Lend>::lend` is `<Shelf<Option<u8>> as Lend>::lend`.
fn without_modules(path: &str) -> String {
    let (mut short, mut word) = (String::new(), String::new());
    let mut characters = path.chars().peekable();
    while let Some(character) = characters.next() {
        if character == ':' && characters.peek() == Some(&':') {
            characters.next();
            if word.is_empty() {
                short += "::";
            }
            word.clear();
        } else if character.is_alphanumeric() || character == '_' {
            word.push(character);
        } else {
            short += &std::mem::take(&mut word);
            short.push(character);
        }
    }
    short + &word
}
