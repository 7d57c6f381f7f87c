//! Who somebody is: passwords, device keys, access and refresh tokens.

pub mod caller;
pub mod device;
pub mod keys;
pub mod password;
pub mod refresh;
pub mod session;
pub mod token;
