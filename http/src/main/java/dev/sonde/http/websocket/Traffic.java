package dev.sonde.http.websocket;

/// What has gone through a web socket.
///
/// @param messagesIn messages that came whole
/// @param bytesIn all bytes that came, frames and masks included
/// @param messagesOut messages sent, those that still wait included
/// @param bytesOut all bytes sent, frames included
public record Traffic(long messagesIn, long bytesIn, long messagesOut, long bytesOut) {}
