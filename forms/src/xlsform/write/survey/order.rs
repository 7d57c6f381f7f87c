//! The columns of the survey sheet as they are written: which, in which order, under which heading.

use crate::xlsform::read::Key;

impl Key {
    /// The columns that are written, in the order of the sheet.
    pub(super) const WRITTEN: &'static [Self] = &[
        Self::Type,
        Self::Name,
        Self::Label,
        Self::Hint,
        Self::Guidance,
        Self::Relevant,
        Self::Constraint,
        Self::ConstraintMessage,
        Self::Required,
        Self::RequiredMessage,
        Self::ReadOnly,
        Self::Calculation,
        Self::Default,
        Self::Trigger,
        Self::ChoiceFilter,
        Self::Count,
        Self::Appearance,
        Self::Parameters,
        Self::Bound,
    ];

    /// Returns the heading; a column that is never written has none.
    pub(crate) const fn heading(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Name => "name",
            Self::Label => "label",
            Self::Hint => "hint",
            Self::Guidance => "guidance_hint",
            Self::Relevant => "relevant",
            Self::Constraint => "constraint",
            Self::ConstraintMessage => "constraint_message",
            Self::Required => "required",
            Self::RequiredMessage => "required_message",
            Self::ReadOnly => "read_only",
            Self::Calculation => "calculation",
            Self::Default => "default",
            Self::Trigger => "trigger",
            Self::ChoiceFilter => "choice_filter",
            Self::Count => "repeat_count",
            Self::Appearance => "appearance",
            Self::Parameters => "parameters",
            Self::Bound => "bind::doorstep:field",
            Self::Disabled | Self::Media | Self::SaveTo | Self::Ignored | Self::Unknown => "",
        }
    }

    /// Tells whether the column is there even when it is empty.
    pub(super) const fn is_needed(self) -> bool {
        matches!(self, Self::Type | Self::Name)
    }
}
