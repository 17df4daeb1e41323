/// Strict JSON, read from bytes: tokens, value trees, paths, and pages whose numbers are metrics.
package dev.sonde.wire.json;
