use manual_async::manual_async;

struct Session {
    router: Router,
}

struct Router;

impl Router {
    fn handle(&self, request: Request) -> String {
        request.0
    }
}

struct Request(String);

impl Request {
    fn itself(self) -> Self {
        self
    }
}

impl Session {
    #[manual_async]
    async fn by_its_name(self) -> String {
        next().await;
        let handled = called({
            let request = Request(String::new());
            || self.router.handle(request.itself())
        });
        next().await + &handled
    }

    #[manual_async]
    async fn given_away(self) -> String {
        next().await;
        let handled = called({
            let request = Request(String::new());
            || self.router.handle({ request }.itself())
        });
        next().await + &handled
    }
}

fn called(handle: impl FnOnce() -> String) -> String {
    handle()
}

async fn next() -> String {
    String::new()
}

fn main() {}
