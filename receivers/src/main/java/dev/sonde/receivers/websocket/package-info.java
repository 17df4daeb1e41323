/// The receiver `websocket`: JSON and batches of other Sondes over connections that stay open.
package dev.sonde.receivers.websocket;
