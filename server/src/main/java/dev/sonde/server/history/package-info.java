/// Questions about what a store holds, over HTTP: selections and times as people write them,
/// answers as JSON and CSV, within limits.
package dev.sonde.server.history;
