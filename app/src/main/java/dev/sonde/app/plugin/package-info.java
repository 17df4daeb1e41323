/// Jars that bring collectors, processors, shippers and stores of other people. None of this is
/// loaded where there are none.
package dev.sonde.app.plugin;
