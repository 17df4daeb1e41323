/// Batches in few bytes, column by column: what the journal writes and what one Sonde sends to
/// another. Whoever reads believes nothing.
package dev.sonde.wire.columns;
