//! For Markdown that shows Mermaid.

use std::fmt::Write;

use super::Graph;

pub fn render(graph: &Graph) -> String {
    let mut text = "flowchart TD\n".to_owned();
    for (number, node) in graph.nodes.iter().enumerate() {
        let lines = [&node.name, &node.text, &node.keeps];
        let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).map(|line| escaped(line)).collect();
        let (open, close) = if node.is_await { ("(", ")") } else { ("([", "])") };
        let _ = writeln!(text, "    s{number}{open}\"{}\"{close}", lines.join("<br>"));
    }
    for edge in &graph.edges {
        let arrow = if edge.is_early { "-.->" } else { "-->" };
        let label = if edge.text.is_empty() { String::new() } else { format!("|\"{}\"|", escaped(&edge.text)) };
        let _ = writeln!(text, "    s{} {arrow}{label} s{}", edge.from, edge.to);
    }
    text
}

/// Its own form of entities.
fn escaped(text: &str) -> String {
    let sign = |sign: char| match sign {
        '"' | '<' | '>' | '&' | '#' | '`' | '|' => format!("#{};", u32::from(sign)),
        other => other.to_string(),
    };
    text.chars().map(sign).collect()
}
