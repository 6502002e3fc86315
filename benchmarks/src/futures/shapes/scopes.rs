//! Scopes and branches that need different things.

use super::{Form, LEAF, Loop, Shape, finish, leaf, sum, waits};

shapes! {
    {
        pub async fn two_buffers(k: u8) -> u32 {
            let mut all = 0;
            {
                let buffer = [k; 1024];
                all += leaf().await + sum(&buffer);
            }
            {
                let buffer = [k ^ 1; 1024];
                all += leaf().await + sum(&buffer);
            }
            all
        }

        pub async fn four_buffers(k: u8) -> u32 {
            let mut all = 0;
            { let buffer = [k; 256]; all += leaf().await + sum(&buffer); }
            { let buffer = [k ^ 1; 256]; all += leaf().await + sum(&buffer); }
            { let buffer = [k ^ 2; 256]; all += leaf().await + sum(&buffer); }
            { let buffer = [k ^ 3; 256]; all += leaf().await + sum(&buffer); }
            all
        }

        async fn callee(bytes: [u8; 64]) -> u32 {
            leaf().await + bytes[3] as u32
        }
        pub async fn arms(k: u8) -> u32 {
            match k {
                0 => {
                    let bytes = [k; 64];
                    leaf().await + sum(&bytes)
                }
                1 => callee([k; 64]).await,
                2 => {
                    let bytes = [k; 256];
                    let r = leaf().await;
                    r + sum(&bytes)
                }
                _ => {
                    let x = leaf().await;
                    let y = leaf().await;
                    x + y
                }
            }
        }

        pub async fn one_branch(k: bool) -> u32 {
            let first = if k {
                let bytes = [k as u8; 512];
                leaf().await + sum(&bytes)
            } else {
                leaf().await
            };
            let second = callee([first as u8; 64]).await;
            first + second
        }

        #[derive(Debug)]
        pub struct Failed(#[allow(dead_code)] Box<u32>);
        async fn send(request: &[u8; 64]) -> Result<u32, Failed> {
            let r = leaf().await;
            if request[0] == 0 { Ok(r) } else { Err(Failed(Box::new(r))) }
        }
        async fn sleep(milliseconds: u64) {
            std::hint::black_box(milliseconds + leaf().await as u64);
        }
        pub async fn retry(k: u8) -> Result<u32, Failed> {
            let request = [k; 64];
            let mut last = None;
            for i in 0..3u32 {
                match send(&request).await {
                    Ok(answer) => return Ok(answer),
                    Err(error) => {
                        last = Some(error);
                        sleep(10u64 << i).await
                    }
                }
            }
            Err(last.unwrap())
        }

        pub async fn either(count: u32) -> u32 {
            let mut all = 0;
            let mut n = 0;
            loop {
                if n == count {
                    break all;
                }
                all += if n % 2 == 0 { leaf().await } else { callee([n as u8; 64]).await };
                n += 1;
            }
        }
    }
    "two buffers of 1 KiB, two scopes", 4 + 1024 + LEAF => two_buffers(1);
    "four buffers of 256 bytes, four scopes", 1 + 4 + 256 + LEAF => four_buffers(1);
    "arms of very different size", 256 + LEAF => arms(1);
    "a large local in one branch", 512 + LEAF => one_branch(true);
    "try again and again", 64 + 8 + 4 + 8 + LEAF => retry(1);
    loop "the one, then the other" => |count| either(count);
}
