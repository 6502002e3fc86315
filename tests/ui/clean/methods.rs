//! Methods, traits, generics, and lifetimes nobody wrote.
#![deny(warnings, unused, missing_docs, nonstandard_style, future_incompatible, let_underscore, rust_2018_idioms)]
#![deny(elided_lifetimes_in_paths, explicit_outlives_requirements, single_use_lifetimes, trivial_casts)]
#![deny(unused_lifetimes, unused_qualifications, variant_size_differences, trivial_numeric_casts, meta_variable_misuse)]
#![deny(unreachable_pub)]
#![forbid(unsafe_code)]

use manual_async::manual_async;

fn main() {
    let mut file = File { path: String::new() };
    drop((file.size("a"), file.first(&[1_u8], [0; 3])));
    drop((file.rename(String::new()), Read::read(&File { path: String::new() })));
    drop((file.renamed(String::new()), Box::new(File { path: String::new() }).shortened(1)));
}

struct File {
    path: String,
}

impl File {
    #[manual_async]
    async fn size(&self, extra: &str) -> usize {
        wait().await;
        self.path.len() + extra.len()
    }

    #[manual_async]
    async fn rename(&mut self, path: String) -> &mut Self {
        wait().await;
        self.path = path;
        self
    }

    #[manual_async]
    async fn renamed(mut self, path: String) -> Self {
        self.path = path;
        wait().await;
        self
    }

    #[manual_async]
    async fn shortened(mut self: Box<Self>, length: usize) -> String {
        wait().await;
        self.path.truncate(length);
        self.path
    }

    #[manual_async]
    async fn first<'a, T, const N: usize>(&self, list: &'a [T], default: [u8; N]) -> Option<&'a T>
    where
        T: Copy,
    {
        wait().await;
        list.get(default.len() + self.path.len())
    }
}

trait Read {
    fn read(&self) -> impl Future<Output = usize>;
}

impl Read for File {
    #[manual_async]
    async fn read(&self) -> usize {
        wait().await;
        self.path.len()
    }
}

async fn wait() {}
