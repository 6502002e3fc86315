use manual_async::manual_async;

struct File {
    name: String,
}

impl File {
    fn close(self) -> String {
        self.name
    }
}

#[manual_async]
async fn a_field() -> String {
    let file = Box::new(File { name: next().await });
    next().await;
    let name = (*file).name;
    next().await;
    name
}

#[manual_async]
async fn a_field_without_a_star() -> String {
    let file = Box::new(File { name: next().await });
    next().await;
    let name = file.name;
    next().await;
    name
}

#[manual_async]
async fn by_a_method() -> String {
    let file = Box::new(File { name: next().await });
    next().await;
    let name = file.close();
    next().await;
    name
}

#[manual_async]
async fn before_the_method() -> String {
    let file = Box::new(File { name: next().await });
    next().await;
    let file = *file;
    let name = file.close();
    next().await;
    name
}

async fn next() -> String {
    String::new()
}

fn main() {}
