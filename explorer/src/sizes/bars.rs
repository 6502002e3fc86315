//! Sizes as bars.

use std::fmt::Write;

use serde_json::Value;

use crate::colour::{BOLD, DIM};

/// The longest bar, in characters.
const WIDTH: usize = 32;

/// What one function takes: as a machine, as rustc makes it, and each state with what it keeps.
pub fn render(function: &Value) -> String {
    let (size, native) = (number(&function["size"]), number(&function["native"]));
    let most = size.max(native);
    let mut text = format!("{BOLD}{}{BOLD:#} {DIM}{}{DIM:#}\n", word(&function["name"]), place(function));
    text += &line("machine", size, most, 2);
    let native_form = if word(&function["name"]).contains("async_block") { "async block" } else { "async fn" };
    text += &line(native_form, native, most, 2);
    for state in function["states"].as_array().into_iter().flatten() {
        let fields: Vec<_> = state["fields"].as_array().into_iter().flatten().collect();
        let (mut end, mut lines) = (1_usize, String::new());
        for field in fields {
            let (bytes, align) = (number(&field["size"]), number(&field["align"]).max(1));
            end = end.next_multiple_of(align) + bytes;
            let name = word(&field["name"]);
            if bytes > 0 {
                let hole = name.strip_prefix('_').and_then(|name| name.strip_suffix("_hole"));
                let name = hole.map_or(name.clone(), |name| format!("({name}: unused here)"));
                lines += &line(&name, bytes, most, 6);
            }
        }
        if end > 1 {
            // Where rustc hides the tag inside of the awaited future, it takes no byte of its own.
            text += &line(&word(&state["name"]), end.min(size), most, 4);
            text += &lines;
        }
    }
    text + "\n"
}

/// What a generic function takes for the types with which it is awaited.
pub fn render_generic(function: &Value) -> String {
    let instances: Vec<_> = function["instances"].as_array().into_iter().flatten().collect();
    let (name, place) = (word(&function["name"]), place(function));
    let mut text = format!("{BOLD}{name}{BOLD:#} {DIM}{place}{DIM:#}\n  generic: no size of its own");
    if instances.is_empty() {
        return text + ", and no function that is measured awaits it\n\n";
    }
    text += "; as a part of others\n";
    let most = instances.iter().map(|instance| number(&instance["size"])).max().unwrap_or_default();
    for instance in instances {
        let (types, by) = (word(&instance["as"]), word(&instance["awaited_by"]));
        text += &format!("{} in {by}\n", line(&types, number(&instance["size"]), most, 4).trim_end());
    }
    text + "\n"
}

/// `src/lib.rs:7`
fn place(function: &Value) -> String {
    let without =
        function["without"].as_array().into_iter().flatten().map(|name| format!(", without #[{}]", word(name)));
    format!("{}:{}{}", word(&function["file"]), number(&function["line"]), without.collect::<String>())
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_default() as usize
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn line(name: &str, size: usize, most: usize, indent: usize) -> String {
    let eighths = (size * WIDTH * 8).checked_div(most).unwrap_or_default().max(1);
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    let mut line = String::new();
    let space = " ".repeat(indent);
    let _ = writeln!(line, "{space}{name:<width$} {size:>7} B {}{rest}", "█".repeat(eighths / 8), width = 34 - indent);
    line
}
