package dev.sonde.http.tls;

import dev.sonde.http.tls.CertificateStatus.Use;
import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/// One of the files of a configuration can't be used.
final class TlsUnusable extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  private final Use use;

  TlsUnusable(Use use, Path file, Unusable why) {
    super(file + ": " + why.getMessage(), why);
    this.use = use;
  }

  TlsUnusable(Use use, String words, Exception why) {
    super(words, why);
    this.use = use;
  }

  TlsProblem problem() {
    return new TlsProblem(use, String.valueOf(getMessage()));
  }
}
