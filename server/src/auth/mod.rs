//! Who somebody is: passwords, device keys, access and refresh tokens.

pub mod basic;
pub mod caller;
pub mod credentials;
pub mod device;
pub mod keys;
pub mod password;
pub mod refresh;
pub mod remembered;
pub mod session;
pub mod token;
