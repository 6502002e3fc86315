//! What goes for every request: who may ask, how long it may take, and what the browser may do with the answer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;

/// The page loads nothing but what this server has.
const POLICY: &str = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

pub async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    if !is_own(&shared, request.headers()) {
        return (StatusCode::FORBIDDEN, "This server answers its own page only.").into_response();
    }
    let answer = tokio::time::timeout(shared.deadline, next.run(request)).await;
    let late = |_| (StatusCode::GATEWAY_TIMEOUT, "This took too long, and was given up.").into_response();
    let mut response = answer.unwrap_or_else(late);
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-cache"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Is it a request of the page, and not of another page that somebody has open, or under another name?
fn is_own(shared: &Shared, headers: &HeaderMap) -> bool {
    let port = shared.address.port();
    let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let text = |name| headers.get(name).map(|value: &HeaderValue| value.to_str().unwrap_or_default());
    let is_host = |host: &str| hosts.iter().any(|own| own == host);
    let is_origin = |origin: &str| origin.strip_prefix("http://").is_some_and(is_host);
    text(header::HOST).is_some_and(is_host) && text(header::ORIGIN).is_none_or(is_origin)
}
