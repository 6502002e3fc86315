//! The server of the page, over real HTTP.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use ureq::http::Response;
use ureq::{Agent, Body};

/// A server that ends with the test.
struct Server {
    child: Child,
    /// `127.0.0.1:4000`
    host: String,
    agent: Agent,
}

impl Server {
    fn start(arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_manual-async"));
        command.arg("serve").args(["--stop-after", "120"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the server starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("a line");
        let host = line.split('/').nth(2).unwrap_or_else(|| panic!("no address in {line}")).to_owned();
        let config = Agent::config_builder().http_status_as_error(false).timeout_global(Some(Duration::from_secs(60)));
        Server { child, host, agent: config.build().new_agent() }
    }

    fn get(&self, path: &str) -> Response<Body> {
        self.agent.get(format!("http://{}{path}", self.host)).call().expect("an answer")
    }

    fn machine(&self, source: impl AsRef<[u8]>) -> Response<Body> {
        let url = format!("http://{}/api/machine", self.host);
        self.agent.post(url).send(source.as_ref()).expect("an answer")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn text(mut response: Response<Body>) -> String {
    response.body_mut().read_to_string().expect("text")
}

fn json(response: Response<Body>) -> serde_json::Value {
    assert_eq!(response.headers()["content-type"], "application/json");
    serde_json::from_str(&text(response)).expect("JSON")
}

#[test]
fn the_page_comes_with_all_that_it_needs() {
    let server = Server::start(&[]);
    let page = server.get("/");
    let policy = page.headers()["content-security-policy"].to_str().expect("text").to_owned();
    assert!(policy.starts_with("default-src 'self';"), "{policy}");
    let page = text(page);
    for (file, kind) in [("main.js", "text/javascript"), ("page.css", "text/css"), ("icon.svg", "image/svg+xml")] {
        assert!(page.contains(file), "{file}");
        let answer = server.get(&format!("/{file}"));
        assert_eq!(answer.status(), 200);
        assert!(answer.headers()["content-type"].to_str().expect("text").starts_with(kind));
        let content = text(answer);
        let outside = content.matches("http").filter(|_| file != "main.js").count();
        assert!(!content.is_empty() && (outside == 0 || file == "icon.svg"), "{file}");
    }
    assert_eq!(server.get("/absent.js").status(), 404);
    assert_eq!(server.get("/../Cargo.toml").status(), 404);
}

#[test]
fn every_example_is_a_function_that_can_be_shown() {
    let server = Server::start(&[]);
    let examples = json(server.get("/api/examples"));
    let examples = examples.as_array().expect("examples");
    assert!(examples.len() >= 5);
    for example in examples {
        let answer = json(server.machine(example["source"].as_str().expect("a source")));
        let functions = answer["functions"].as_array().expect("functions");
        assert!(functions.iter().any(|function| function["name"] == example["function"]), "{}", example["title"]);
    }
}

#[test]
fn a_recording_is_handed_on() {
    let server = Server::start(&[]);
    assert_eq!(server.get("/api/recording").status(), 204);
    let server = Server::start(&["--recording", "page/test/recording.jsonl"]);
    assert_eq!(text(server.get("/api/recording")), include_str!("../../page/test/recording.jsonl"));
    let server = Server::start(&["--recording", "page/test/absent.jsonl"]);
    assert_eq!(server.get("/api/recording").status(), 404);
}

#[test]
fn a_source_becomes_machines() {
    let server = Server::start(&[]);
    let answer = json(server.machine("async fn f() { g().await }"));
    let function = &answer["functions"][0];
    assert_eq!(function["name"], "f");
    assert_eq!(function["machine"]["description"]["states"][1]["name"], "AwaitingG");
    let answer = json(server.machine("async fn f( {"));
    assert_eq!(answer["error"]["start"]["line"], 1);
}

#[test]
fn hostile_sources_get_an_error_and_leave_the_server_as_it_was() {
    let server = Server::start(&["--deadline", "4"]);
    let deep = format!("async fn f() {{ {}x.await{}; }}", "(".repeat(60_000), ")".repeat(60_000));
    let cases: [(&str, Vec<u8>, &str); 4] = [
        ("nested deep", deep.into(), "nested too deep"),
        ("binary", (0..=255).cycle().take(100_000).collect(), "it is no text"),
        ("zeros", vec![0; 100_000], "zero byte"),
        ("garbage", b"}}}}{{{{ async fn ((((".to_vec(), "bracket without its partner"),
    ];
    for (what, source, words) in cases {
        let answer = json(server.machine(source));
        let message = answer["error"]["message"].as_str().unwrap_or_default();
        assert!(message.contains(words), "{what}: {answer}");
    }
    // What takes too long is ended, and its process with it.
    let endless = format!("async fn f() {{ {} }}", "a.await;".repeat(20_000));
    let answer = server.machine(endless);
    assert_eq!((answer.status().as_u16(), text(answer).contains("took too long")), (504, true));
    assert_eq!(server.machine("a".repeat(300 << 10)).status(), 413);
    assert_eq!(server.machine("async fn f() { g().await }").status(), 200);
}

#[test]
fn other_pages_are_not_answered() {
    let server = Server::start(&[]);
    let url = format!("http://{}/api/machine", server.host);
    let ask = |name: &str, value: &str| {
        let request = server.agent.post(&url).header(name, value);
        request.send("async fn f() {}").expect("an answer").status().as_u16()
    };
    assert_eq!(ask("origin", "http://example.com"), 403);
    assert_eq!(ask("host", "rebound.example.com"), 403);
    assert_eq!(ask("origin", &format!("http://{}", server.host)), 200);
}

#[test]
fn requests_that_are_none_end() {
    let server = Server::start(&["--deadline", "1"]);
    for request in ["\0\u{1}\u{2}\r\n\r\n".to_owned(), format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000))] {
        let mut stream = TcpStream::connect(&server.host).expect("a connection");
        let _ = stream.write_all(request.as_bytes());
        let mut answer = Vec::new();
        // It may hang up without a word.
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{}", String::from_utf8_lossy(&answer));
    }
    // A body that does not come.
    let mut stream = TcpStream::connect(&server.host).expect("a connection");
    let head = format!(
        "POST /api/machine HTTP/1.1\r\nhost: {}\r\ncontent-length: 10\r\nconnection: close\r\n\r\nasync",
        server.host
    );
    stream.write_all(head.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 504"), "{answer}");
    assert_eq!(server.get("/").status(), 200);
}

#[test]
fn it_stops_by_itself() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_manual-async"));
    let mut child = command.args(["serve", "--stop-after", "0.2"]).stdout(Stdio::null()).spawn().expect("it starts");
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn a_port_that_is_taken_is_told() {
    let server = Server::start(&[]);
    let port = server.host.rsplit(':').next().expect("a port");
    let shown = crate::support::explorer(&["serve", "--port", port, "--stop-after", "1"]);
    assert_eq!(shown.code, 5);
    assert!(shown.err.starts_with(&format!("error: the page cannot be served at port {port}: ")), "{}", shown.err);
}
