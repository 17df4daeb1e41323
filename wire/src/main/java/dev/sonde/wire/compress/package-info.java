/// Bodies made smaller. Nothing here is loaded before it is used.
package dev.sonde.wire.compress;
