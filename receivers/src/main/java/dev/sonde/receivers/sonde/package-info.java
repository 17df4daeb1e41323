/// The receiver `sonde`: batches of other Sondes, each taken once.
package dev.sonde.receivers.sonde;
