/// The kill oracle: pushes numbered samples through an agent, kills it again and again, and counts
/// from outside what arrived. Read [KillOracle], `Arrivals` and `Receiver` first, in that order.
@NullMarked
package dev.sonde.it.oracle;

import org.jspecify.annotations.NullMarked;
