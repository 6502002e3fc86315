use manual_async::manual_async;

#[manual_async]
async fn run(number: u8) {
    wait().await;
    let text = String::from("a");
    std::thread::spawn(|| println!("{text} {number}")).join().unwrap();
}

async fn wait() {}

fn main() {}
