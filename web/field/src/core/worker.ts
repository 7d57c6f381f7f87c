// The dedicated worker of a page: with the core in it, or with a way to the tab that has it.
export {};
