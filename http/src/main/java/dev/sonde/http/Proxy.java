package dev.sonde.http;

import dev.sonde.api.Secret;

/// An HTTP proxy between here and the server: asked by `CONNECT` for https, for the whole URL for
/// http.
///
/// @param username empty for none
public record Proxy(Address.Tcp address, String username, Secret password) {}
