package dev.sonde.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a command shows of itself to a Sonde that lets nobody in without a certificate.
///
/// @param certFile the certificate, and those between it and its CA (PEM)
/// @param keyFile the key for it (PEM), not encrypted
record OwnCertificate(String certFile, String keyFile) {
  /// The flags; `--key-file` is the key of `sonde keys`.
  static final List<String> FLAGS = List.of("cert-file", "cert-key-file");

  /// Empty when none is to be shown.
  ///
  /// @param directory where relative paths begin
  static Optional<OwnCertificate> of(QueryOptions options, Path directory) {
    return options
        .said("cert-file")
        .flatMap(cert ->
            options
                .said("cert-key-file")
                .map(key ->
                    new OwnCertificate(
                        directory.resolve(cert).toString(), directory.resolve(key).toString())));
  }

  /// One without the other shows nothing, and nobody should think that it does.
  static void check(QueryOptions options) throws UsageException {
    if (options.has("cert-file") != options.has("cert-key-file")) {
      throw new UsageException("--cert-file and --cert-key-file go together");
    }
  }
}
