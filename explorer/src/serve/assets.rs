//! The files of the page, as they were built: see `page/README.md`.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

pub async fn page() -> Response {
    answer("text/html; charset=utf-8", include_str!("../../page/built/index.html"))
}

pub async fn file(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "main.js" => answer("text/javascript; charset=utf-8", include_str!("../../page/built/main.js")),
        "page.css" => answer("text/css; charset=utf-8", include_str!("../../page/built/page.css")),
        "icon.svg" => answer("image/svg+xml", include_str!("../../page/built/icon.svg")),
        _ => (StatusCode::NOT_FOUND, "There is no such file.").into_response(),
    }
}

fn answer(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
