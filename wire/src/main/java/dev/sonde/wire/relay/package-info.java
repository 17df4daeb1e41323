/// What one Sonde sends another: a batch with its identity, in few bytes, and nothing left out.
package dev.sonde.wire.relay;
