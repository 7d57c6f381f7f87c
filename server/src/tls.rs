//! TLS from a certificate and a key in files.

use crate::config::Tls;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::path::Path;
use std::sync::Arc;

/// Why the files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file does not read as PEM.
    #[error("{file} does not hold what it should in PEM: {reason}")]
    File {
        /// The file.
        file: String,
        /// What is wrong.
        reason: String,
    },
    /// Certificate and key do not belong together, or are not of a kind that is supported.
    #[error("certificate and key cannot be used together: {0}")]
    Pair(#[from] rustls::Error),
}

fn unreadable(file: &Path) -> impl Fn(rustls::pki_types::pem::Error) -> TlsError {
    let file = file.display().to_string();
    move |error| TlsError::File { file: file.clone(), reason: error.to_string() }
}

/// Reads certificate and key; HTTP/2 and HTTP/1.1 are offered.
///
/// # Errors
/// When a file does not read, or the two do not belong together.
pub fn server_config(tls: &Tls) -> Result<Arc<ServerConfig>, TlsError> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&tls.cert)
        .map_err(unreadable(&tls.cert))?
        .collect::<Result<_, _>>()
        .map_err(unreadable(&tls.cert))?;
    let key = PrivateKeyDer::from_pem_file(&tls.key).map_err(unreadable(&tls.key))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_no_certificate_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cert.pem");
        std::fs::write(&path, "no certificate").unwrap();
        let tls = Tls { cert: path.clone(), key: folder.path().join("none.pem") };
        let error = server_config(&tls).unwrap_err().to_string();
        assert!(error.contains("none.pem") || error.contains("cert.pem"), "{error}");
    }
}
