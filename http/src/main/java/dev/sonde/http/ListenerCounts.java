package dev.sonde.http;

/// What a listener has counted since it opened; each figure is right by itself, together they are
/// read without a lock.
///
/// @param accepted connections taken, those refused by the limit included
/// @param open connections open now
/// @param refused connections over the limit, answered 503
/// @param evicted idle connections closed to make room for a new one
/// @param badRequests requests that broke a rule or a limit of HTTP
/// @param broken connections that broke while a request was answered
/// @param failedHandshakes connections with which TLS did not come about
/// @param succeeded requests answered 2xx
/// @param redirected requests answered 3xx
/// @param clientErrors requests answered 4xx
/// @param serverErrors requests answered 5xx
/// @param upgraded requests answered 101: web sockets so far
/// @param webSockets web sockets open now
/// @param bytesOut bytes of all responses, heads included, and of what web sockets sent
public record ListenerCounts(
    long accepted,
    int open,
    long refused,
    long evicted,
    long badRequests,
    long broken,
    long failedHandshakes,
    long succeeded,
    long redirected,
    long clientErrors,
    long serverErrors,
    long upgraded,
    int webSockets,
    long bytesOut) {}
