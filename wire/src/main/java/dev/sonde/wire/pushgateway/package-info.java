/// What is pushed as to a Pushgateway: the group in the path, and what becomes of a group.
package dev.sonde.wire.pushgateway;
