//! Typed ids, all from one list, so that a student's id is never taken for a fact's.

/// Declares id types over a UUID.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "ts", derive(ts_rs::TS))]
        #[serde(transparent)]
        pub struct $name(pub uuid::Uuid);

        impl $name {
            /// Reads the id from its hyphenated text.
            ///
            /// # Errors
            /// When the text is not a UUID.
            pub fn parse(text: &str) -> Result<Self, uuid::Error> {
                uuid::Uuid::parse_str(text).map(Self)
            }

            /// Mints a UUIDv7 from a given time and given entropy (RFC 9562, 5.7).
            #[must_use]
            pub fn mint(at: crate::moment::Moment, entropy: [u8; 10]) -> Self {
                Self(uuid::Builder::from_unix_timestamp_millis(at.ms().max(0).unsigned_abs(), &entropy).into_uuid())
            }

            /// Derives the same id wherever it is derived from the same parent and name.
            #[must_use]
            pub fn derive(parent: uuid::Uuid, name: &str) -> Self {
                Self(uuid::Uuid::new_v5(&parent, name.as_bytes()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0)
            }
        }
    )+};
}

ids! {
    /// A fact: one thing that a person did.
    FactId,
    /// A student.
    StudentId,
    /// A guardian of a student.
    GuardianId,
    /// A worker: anyone who signs in.
    WorkerId,
    /// A device that a worker signs in from.
    DeviceId,
    /// A school.
    SchoolId,
    /// A class of one school year.
    ClassId,
    /// A case, derived from the student and the fact or day that opened it.
    CaseId,
    /// A follow-up, derived from its case and what opened it.
    FollowUpId,
    /// A referral, derived from the fact that sent it.
    ReferralId,
    /// A worker's standing assignment to a part of the county.
    AssignmentId,
    /// An upload of a file.
    UploadId,
}
