/// The shipper `sonde`: batches for a hub, exactly once.
package dev.sonde.shippers.sonde;
