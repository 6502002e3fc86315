use manual_async::manual_async;

struct Link;

trait Opens: Sized {
    fn open(self, port: u16, secure: bool) -> std::future::Ready<u16>;
}

trait Looks {
    fn open(&self, name: &str) -> String;
}

impl Opens for Link {
    fn open(self, port: u16, secure: bool) -> std::future::Ready<u16> {
        std::future::ready(port + u16::from(secure))
    }
}

impl Looks for Link {
    fn open(&self, name: &str) -> String {
        name.to_owned()
    }
}

#[manual_async]
async fn by_a_name(link: Link) -> u16 {
    link.open(80, true).await
}

#[manual_async]
async fn by_its_trait(link: Link) -> u16 {
    Opens::open(link, 80, true).await
}

fn main() {}
