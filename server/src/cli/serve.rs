//! `doorstep-server serve`: the API, until it is told to stop.

use super::{Failure, say};
use crate::config::{Config, Tls};
use crate::serve;
use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// What can be set for serving on the command line.
#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The address to listen on.
    #[arg(long)]
    bind: Option<IpAddr>,
    /// The port to listen on; 0 takes a free one.
    #[arg(long)]
    port: Option<u16>,
    /// The certificate chain, in PEM.
    #[arg(long, requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key, in PEM.
    #[arg(long, requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

impl Serve {
    /// Serves; the first line on standard output is the address that is listened on.
    pub(super) async fn run(&self, mut config: Config) -> Result<ExitCode, Failure> {
        if let Some(bind) = self.bind {
            config.bind = bind;
        }
        if let Some(port) = self.port {
            config.port = port;
        }
        if let (Some(cert), Some(key)) = (&self.tls_cert, &self.tls_key) {
            config.tls = Some(Tls { cert: cert.clone(), key: key.clone() });
        }
        let scheme = if config.tls.is_some() { "https" } else { "http" };
        serve::serve(&config, |address| say(format_args!("listening on {scheme}://{address}")))
            .await?;
        Ok(ExitCode::SUCCESS)
    }
}
