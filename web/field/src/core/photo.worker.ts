// The worker of one photo: it answers once and is thrown away.
export {};
