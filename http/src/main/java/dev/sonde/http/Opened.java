package dev.sonde.http;

/// A connection, and since when and under which TLS it has been open.
///
/// @param opened by the client's ticker
/// @param generation of its TLS; 0 without
record Opened(Wire wire, Way way, long opened, long generation) {}
