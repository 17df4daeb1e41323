/// Destinations that can be queried: a [Store] takes batches like any shipper, exactly once, and
/// its [History] answers questions about them.
package dev.sonde.api.store;
