/// Keeps history in files of its own, with nothing to install.
package dev.sonde.stores.embedded;
