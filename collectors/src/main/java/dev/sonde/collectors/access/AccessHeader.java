package dev.sonde.collectors.access;

/// A header that goes into each request.
///
/// @param secret is it for the server alone that is asked first, and not for those that it
///   redirects to?
public record AccessHeader(String name, Credential value, boolean secret) {}
