package dev.sonde.http.websocket;

/// Which end of the connection this is: a client masks what it sends, a server does not.
public enum Side {
  CLIENT,
  SERVER
}
