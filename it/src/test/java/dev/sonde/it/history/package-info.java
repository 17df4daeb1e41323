/// What keeping history costs, beside others: made-up collections of a host, stored one commit for
/// each. Read `HostSeries` and `Feed` first.
@NullMarked
package dev.sonde.it.history;

import org.jspecify.annotations.NullMarked;
