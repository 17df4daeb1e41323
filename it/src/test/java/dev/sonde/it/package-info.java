/// Sonde, and parts of it, beside the real programs it works with.
@NullMarked
package dev.sonde.it;

import org.jspecify.annotations.NullMarked;
