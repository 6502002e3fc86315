//! What the page offers to begin with: the walk of the examples.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

#[derive(Serialize)]
struct Example {
    title: &'static str,
    /// Where it is in the repository; recordings name it.
    file: &'static str,
    /// The function to look at.
    function: &'static str,
    source: &'static str,
}

const READ_FILE: &str = include_str!("../../../examples/read_file.rs");
const JOBS: &str = include_str!("../../../examples/jobs/mod.rs");
const KEPT: &str = include_str!("../../tests/samples/warnings.rs");
const REFUSED: &str = include_str!("../../tests/samples/refused.rs");

const EXAMPLES: [Example; 6] = [
    Example {
        title: "read_file: one await after the other",
        function: "read_file",
        source: READ_FILE,
        file: "examples/read_file.rs",
    },
    Example {
        title: "receive_sum: what is kept between two awaits",
        function: "receive_sum",
        source: JOBS,
        file: "examples/jobs/mod.rs",
    },
    Example {
        title: "count_lines: a loop, and a buffer that lives in the machine",
        function: "count_lines",
        source: JOBS,
        file: "examples/jobs/mod.rs",
    },
    Example {
        title: "receive_and_count: a machine in a machine",
        function: "receive_and_count",
        source: JOBS,
        file: "examples/jobs/mod.rs",
    },
    Example {
        title: "What should not live across an await",
        function: "all",
        source: KEPT,
        file: "explorer/tests/samples/warnings.rs",
    },
    Example {
        title: "A function that is refused",
        function: "counted",
        source: REFUSED,
        file: "explorer/tests/samples/refused.rs",
    },
];

pub async fn list() -> Response {
    let list = serde_json::to_string(&EXAMPLES).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], list).into_response()
}
