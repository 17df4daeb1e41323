/// HTTP/1.1 over sockets. Read [Listener], `Connection` and `StrictInput` first, in that order.
package dev.sonde.http;
