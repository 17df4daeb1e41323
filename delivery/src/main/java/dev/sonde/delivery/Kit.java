package dev.sonde.delivery;

import dev.sonde.api.Time;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/// What one courier works with, whichever shipper it has.
record Kit(
    Time time,
    RandomGenerator random,
    IntSupplier indexes,
    Logger log,
    Interrupts interrupts,
    Breaker breaker,
    Ledger ledger) {}
