/// Containers of real engines.
@NullMarked
package dev.sonde.it.containers;

import org.jspecify.annotations.NullMarked;
