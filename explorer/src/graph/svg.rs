//! A picture, laid out by the crate `layout`.

use std::fmt::Write;

use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;

use super::{Edge, Graph, Node};

/// What a character takes, in pixels. The layout counts with it for the labels of edges.
const CELL: usize = 8;
/// How far the lines of a label are apart, in pixels.
const LINE: f64 = 17.0;
/// The colours of a light and of a dark page.
const STYLE: &str = "\
    svg { color: #1f2328; --paper: #fff; --quiet: #59636e; --line: #818b98; --await: #ddf4ff; --edge: #0969da; }
    @media (prefers-color-scheme: dark) {
      svg { color: #e6edf3; --paper: #0d1117; --quiet: #9198a1; --line: #656c76; --await: #0c2d4d; --edge: #4493f8; }
    }
    .paper { fill: var(--paper); }
    text { font: 13px ui-monospace, monospace; fill: currentColor; text-anchor: middle; }
    .name { font-weight: 600; } .quiet { fill: var(--quiet); font-size: 12px; }
    .way { paint-order: stroke; stroke: var(--paper); stroke-width: 5px; }
    rect.state { fill: var(--paper); stroke: var(--line); stroke-dasharray: 4; }
    rect.await { fill: var(--await); stroke: var(--edge); stroke-dasharray: none; }
    path { fill: none; stroke: var(--line); stroke-width: 1.5; } .early { stroke-dasharray: 5; }
    marker path { fill: var(--line); stroke: none; }";

pub fn render(graph: &Graph) -> String {
    let mut layout = VisualGraph::new(Orientation::TopToBottom);
    let nodes: Vec<_> = graph.nodes.iter().map(|node| layout.add_node(element(node))).collect();
    for edge in &graph.edges {
        layout.add_edge(arrow(edge), nodes[edge.from], nodes[edge.to]);
    }
    let mut canvas = Canvas::default();
    layout.do_it(false, false, false, &mut canvas);
    canvas.finish(&graph.name)
}

fn look() -> StyleAttr {
    StyleAttr { font_size: CELL, ..StyleAttr::simple() }
}

fn element(node: &Node) -> Element {
    let lines: Vec<&str> =
        [&*node.name, &*node.text, &*node.keeps].into_iter().filter(|line| !line.is_empty()).collect();
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let size = Point::new((widest * CELL) as f64 + 28.0, lines.len() as f64 * LINE + 16.0);
    let class = if node.is_await { "state await" } else { "state" };
    Element::create_with_properties(
        ShapeKind::new_box(&lines.join("\n")),
        look(),
        Orientation::TopToBottom,
        size,
        class,
    )
}

fn arrow(edge: &Edge) -> Arrow {
    let style = if edge.is_early { LineStyleKind::Dashed } else { LineStyleKind::Normal };
    Arrow::new(LineEndKind::None, LineEndKind::Arrow, style, &edge.text, &look(), &None, &None)
}

/// What has been drawn.
#[derive(Default)]
struct Canvas {
    lines: String,
    shapes: String,
    size: (f64, f64),
}

impl Canvas {
    fn grow(&mut self, point: Point) {
        self.size = (self.size.0.max(point.x + 8.0), self.size.1.max(point.y + 8.0));
    }

    fn finish(self, name: &str) -> String {
        let (width, height) = self.size;
        let title = escaped(name);
        let Canvas { lines, shapes, .. } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
             viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\">\n<title>{title}</title>\n<style>\n{STYLE}\n</style>\n\
             <defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" \
             orient=\"auto-start-reverse\"><path d=\"M0 0 8 4 0 8z\"/></marker></defs>\n\
             <rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n{lines}{shapes}</svg>\n"
        )
    }
}

impl RenderBackend for Canvas {
    fn draw_rect(&mut self, at: Point, size: Point, _: &StyleAttr, class: Option<String>, _: Option<ClipHandle>) {
        self.grow(at.add(size));
        let class = class.unwrap_or_default();
        let (x, y, width, height) = (at.x, at.y, size.x, size.y);
        let _ = writeln!(
            self.shapes,
            "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" rx=\"8\"/>"
        );
    }

    fn draw_text(&mut self, at: Point, text: &str, _: &StyleAttr) {
        let is_node = text.contains('\n');
        let other = if is_node { "quiet" } else { "quiet way" };
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
        let top = at.y - LINE * (lines.len() as f64 - 1.0) / 2.0 + 4.0;
        for (number, line) in lines.into_iter().enumerate() {
            self.grow(Point::new(at.x + (line.chars().count() * CELL) as f64 / 2.0, at.y));
            let class = if is_node && number == 0 { "name" } else { other };
            let (x, y) = (at.x, top + LINE * number as f64);
            let _ = writeln!(self.shapes, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\">{}</text>", escaped(line));
        }
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        dashed: bool,
        (to_start, _): (bool, bool),
        _: &StyleAttr,
        _: Option<String>,
        _: &str,
    ) {
        path.iter().for_each(|(point, control)| {
            self.grow(*point);
            self.grow(*control);
        });
        let [(start, leave), (arrive, end), rest @ ..] = path else { return };
        let mut curve = format!("M{} C{} {} {}", pair(start), pair(leave), pair(arrive), pair(end));
        for (control, point) in rest {
            let _ = write!(curve, " S{} {}", pair(control), pair(point));
        }
        let class = if dashed { " class=\"early\"" } else { "" };
        // The layout turns ways around that lead upwards.
        let head = if to_start { "marker-start" } else { "marker-end" };
        let _ = writeln!(self.lines, "<path{class} d=\"{curve}\" {head}=\"url(#head)\"/>");
    }

    // None of the shapes above asks for the rest.
    fn draw_line(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}

fn pair(point: &Point) -> String {
    format!("{:.1} {:.1}", point.x, point.y)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
