//! Trait impls: the trait says `async fn`, or `-> impl Future`, the impl is under the attribute.
use crate::harness::*;
use std::future::Future;

pub trait Service {
    type Response;
    const NAME: &'static str;

    fn connect(n: u64) -> impl Future<Output = Self>;
    fn send(&mut self, n: u64) -> impl Future<Output = Result<Self::Response, Failure>>;
    fn close(self) -> impl Future<Output = u64>;
}

#[allow(async_fn_in_trait)]
pub trait Describe {
    async fn describe(&self, prefix: &str) -> String;
    async fn each<F: Fn(&Noisy)>(&self, visit: F) -> usize;
}

pub trait SendDescribe: Sync {
    fn length(&self) -> impl Future<Output = usize> + Send;
}

methods! {
    given {
        #[derive(Debug)]
        pub struct Client {
            pub name: Noisy,
        }

        pub struct Wrapper<T>(pub Vec<T>);
    }

    impl [Client] {
        pub async fn round_trip<S: Service>(n: u64) -> Result<S::Response, Failure> {
            let mut service = S::connect(n).await;
            call(S::NAME, n);
            let response = service.send(n).await?;
            { service }.close().await;
            Ok(response)
        }
    }

    impl [<T: AsRef<Noisy>> Describe for Wrapper<T>] {
        async fn describe(&self, prefix: &str) -> String {
            let mut out = String::from(prefix);
            for item in &self.0 {
                let item = item.as_ref();
                let touched = item.touch().await;
                out += &format!(" {item} {touched}");
            }
            out
        }

        async fn each<F: Fn(&Noisy)>(&self, visit: F) -> usize {
            for item in &self.0 {
                pause(1).await;
                visit(item.as_ref());
            }
            self.0.len()
        }
    }

    impl [<T: Send + Sync> SendDescribe for Wrapper<T>] {
        async fn length(&self) -> usize {
            pause(1).await;
            self.0.len()
        }
    }
}

/// A trait impl with associated types and constants beside its methods, by hand in both forms.
macro_rules! service {
    ($module:ident, $(#[$attribute:meta])?) => {
        const _: () = {
            use $module::Client;

            impl Service for Client {
                type Response = Noisy;
                const NAME: &'static str = "client";

                $(#[$attribute])?
                async fn connect(n: u64) -> Self {
                    let name = fetch("client", n).await;
                    Self { name }
                }

                $(#[$attribute])?
                async fn send(&mut self, n: u64) -> Result<Self::Response, Failure> {
                    let got = attempt_noisy("response", n).await?;
                    self.name.bump(got.value).await;
                    Ok(got)
                }

                $(#[$attribute])?
                async fn close(self) -> u64 {
                    let Self { name } = self;
                    name.into_finished().await
                }
            }
        };
    };
}

service!(native,);
service!(manual, #[manual_async::manual_async]);

cases! {
    connect [0, 1] |n| Client::connect(n);
    send [0, 1, 3] |n| Client { name: noisy("client", n) }.send(n);
    close [0, 1] |n| Client { name: noisy("client", n) }.close();
    round_trip [0, 1, 3] |n| Client::round_trip::<Client>(n);
    describe [0, 2] |n| Wrapper(items(n)).describe("items:");
    each [0, 2] |n| Wrapper(items(n)).each(|item| event(format_args!("visit {item}")));
    length [0, 2] |n| Wrapper(items(n)).length();
}

fn items(n: u64) -> Vec<Noisy> {
    (0..n).map(|i| noisy("item", i)).collect()
}
