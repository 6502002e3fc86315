//! All shapes of the benchmark `futures`, each run once: a program to look into.
#![forbid(unsafe_code)]
#![allow(dead_code)]

#[path = "../futures/shapes/mod.rs"]
mod shapes;

fn main() {
    for shape in shapes::shapes() {
        for form in [shape.native, shape.rewritten] {
            (form.ready)(1);
            (form.pending)(1);
        }
        println!("{}", shape.name);
    }
    for loop_ in shapes::loops() {
        (loop_.native)(1);
        (loop_.rewritten)(1);
        println!("{}", loop_.name);
    }
}
