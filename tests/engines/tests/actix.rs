//! Inside actix-web's handlers, behind real HTTP on loopback. Each of its workers is a thread of its own, whose futures stay there.

mod http;

use actix_web::{
    App, Error, HttpServer,
    error::{ErrorBadRequest, ErrorInternalServerError},
    rt::System,
    web::{self, Bytes, Data, Path},
};
use engines::receive_and_count;
use manual_async::manual_async;
use std::{
    rc::Rc,
    sync::{
        atomic::{AtomicUsize, Ordering::SeqCst},
        mpsc,
    },
    thread,
};

#[manual_async]
async fn number(visits: Data<AtomicUsize>, seed: Path<u64>) -> Result<String, Error> {
    visits.fetch_add(1, SeqCst);
    let (number, lines) = receive_and_count(*seed).await.map_err(ErrorInternalServerError)?;
    Ok(format!("{number} {lines}"))
}

/// Not `Send`, because of what it keeps.
#[manual_async]
async fn shout(body: Bytes) -> Result<String, Error> {
    let text = Rc::new(String::from_utf8(body.to_vec()).map_err(ErrorBadRequest)?);
    manual_async::yield_now().await;
    Ok(text.to_uppercase())
}

#[test]
fn rewritten_handlers_answer_requests() {
    let visits = Data::new(AtomicUsize::new(0));
    let (started, starts) = mpsc::channel();
    let server = thread::spawn({
        let visits = visits.clone();
        move || {
            System::new().block_on(async {
                let app = move || {
                    let (number, shout) = (web::get().to(number), web::post().to(shout));
                    App::new().app_data(visits.clone()).route("/number/{seed}", number).route("/shout", shout)
                };
                let server = HttpServer::new(app).workers(2).bind("127.0.0.1:0")?;
                let address = server.addrs()[0];
                let server = server.run();
                started.send((address, server.handle())).expect("the test waits");
                server.await
            })
        }
    });
    let (address, handle) = starts.recv().expect("the server starts");
    http::check(address);
    assert_eq!(visits.load(SeqCst), http::NUMBERS);
    System::new().block_on(handle.stop(true));
    server.join().expect("the server does not panic").expect("the server ends well");
}
