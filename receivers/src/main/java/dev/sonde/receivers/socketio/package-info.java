/// The receiver `socketio`: JSON from Socket.IO's clients, as document 002's sender speaks it.
package dev.sonde.receivers.socketio;
