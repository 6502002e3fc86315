#![deny(warnings)]

use manual_async::manual_async;

#[must_use]
struct Important;

#[must_use = "because"]
fn important() -> u8 {
    1
}

fn make() -> Important {
    Important
}

async fn fails() -> Result<u8, u8> {
    Ok(1)
}

#[manual_async]
async fn f(n: u8) -> u8 {
    if n == 1 {
        wait().await;
        important();
        make();
        fails().await;
        fails();
    }
    for i in 0..n {
        important();
        number().await + 1;
        n == i;
        vec![1].iter().map(|x| x + 1);
    }
    match n {
        1 => {
            fails().await;
        }
        _ => wait().await,
    }
    (|| important());
    format!("{n}");
    n.wrapping_add(1);
    n
}

async fn wait() {}

async fn number() -> u8 {
    1
}

fn main() {
    let _ = f(1);
}
