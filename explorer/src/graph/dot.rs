//! For Graphviz.

use std::fmt::Write;

use super::Graph;

pub fn render(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n", quoted(&graph.name));
    text += "    node [shape=box, style=rounded, fontname=monospace]\n    edge [fontname=monospace, fontsize=10]\n";
    for (number, node) in graph.nodes.iter().enumerate() {
        let lines = [&node.name, &node.text, &node.keeps];
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).map(String::as_str).collect();
        let border = if node.is_await { "" } else { ", style=\"rounded,dashed\"" };
        let _ = writeln!(text, "    {number} [label={}{border}]", quoted(&lines.join("\n")));
    }
    for edge in &graph.edges {
        let style = if edge.is_early { ", style=dashed" } else { "" };
        let _ = writeln!(text, "    {} -> {} [label={}{style}]", edge.from, edge.to, quoted(&edge.text));
    }
    text + "}\n"
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
