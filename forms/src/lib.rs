//! Forms in the field's own file formats: XLSForm workbooks and XForms XML, read and written.
