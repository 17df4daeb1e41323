/// Histograms, native and classic.
package dev.sonde.wire.histogram;
