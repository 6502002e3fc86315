use manual_async::manual_async;

enum Answer {
    Yes,
    No,
    Later(u8),
}

#[manual_async]
async fn ask() -> u8 {
    match answer().await {
        Answer::Yes => number().await,
        Answer::Later(days) if days > 1 => days,
        Answer::No => 0,
    }
}

async fn answer() -> Answer {
    Answer::Later(1)
}

async fn number() -> u8 {
    1
}

fn main() {}
