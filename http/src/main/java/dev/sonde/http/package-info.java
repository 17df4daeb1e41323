/// HTTP/1.1 over sockets. Read [Listener], `Connection` and `StrictInput` first, in that order; for
/// the asking side [Client], `ClientExchange` and `Attempt`.
package dev.sonde.http;
