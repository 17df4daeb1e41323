/// What every store keeps to, and a reference that does.
package dev.sonde.testkit.store;
