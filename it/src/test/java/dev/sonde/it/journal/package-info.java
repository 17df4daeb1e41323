/// The journal judged from outside: the kill oracle, and what keeping samples costs beside others.
///
/// The oracle pushes numbered samples through an agent, kills it again and again, and counts what
/// arrived. Read `KillOracle`, `Arrivals` and `Receiver` first, in that order.
@NullMarked
package dev.sonde.it.journal;

import org.jspecify.annotations.NullMarked;
