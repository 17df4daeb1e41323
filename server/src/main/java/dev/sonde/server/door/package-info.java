/// Who may come in: keys, what is known of them, and the doors before routes.
@org.jspecify.annotations.NullMarked
package dev.sonde.server.door;
