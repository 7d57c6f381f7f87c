//! XForms: forms as the XML that ODK Collect and its kin read.
