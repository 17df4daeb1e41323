package dev.sonde.http.tls;

/// Why a configuration can't be used as its files are now.
///
/// @param use which of its files: [CertificateStatus.Use#CLIENT] or
///   [CertificateStatus.Use#LISTENER] for certificate and key, [CertificateStatus.Use#CA] for whom
///   to trust
/// @param words for people; they name the file and what to do
public record TlsProblem(CertificateStatus.Use use, String words) {}
