/// Couriers: from the journal to each destination, with retry, circuit and accounting. Begin with
/// [dev.sonde.delivery.Couriers].
package dev.sonde.delivery;
