package dev.sonde.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class SessionTextTest {
  private static final String TWICE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBnjCCAUSgAwIBAgIUDy5/8QaxUxdmB/98BnQcHxJjUMMwCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFdHdpY2UwIBcNMjYxMTIxMDE0ODE5WhgPMjEyNjEwMjgwMTQ4
      MTlaMBAxDjAMBgNVBAMMBXR3aWNlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
      e0TKwNimtJxu/zEh8ki0TyWuHDpTaSVo+D+2TEYgScTv2dvxWfY/iH62NB/5XYne
      D5yxwBtofQSJCgijYE55RaN6MHgwHQYDVR0OBBYEFNlkK5nUn9imx1VpEiyTLuWC
      8bshMB8GA1UdIwQYMBaAFNlkK5nUn9imx1VpEiyTLuWC8bshMA8GA1UdEwEB/wQF
      MAMBAf8wJQYDVR0RBB4wHIIJbG9jYWxob3N0gglsb2NhbGhvc3SHBH8AAAEwCgYI
      KoZIzj0EAwIDSAAwRQIgBSZA/03+eylSGtOn1diqosCLDXXg0fS7XdMez7ztNwgC
      IQCD4BtfXFPKnq6DLQhv2fFrWvS4PsFvbjztxRsy6JXGTA==
      -----END CERTIFICATE-----
      """;

  @Test
  void name_thatStandsTwice_isSaidOnce() throws CertificateException {
    assertThat(SessionText.names(certificate(TWICE))).containsExactly("localhost", "127.0.0.1");
  }

  @Test
  void text_ofStrangers_isOneLineThatReadsAsItStands() {
    assertThat(SessionText.clean("a\nb\u202ec\u2028d\u2029e\u200bf\u0007"))
        .isEqualTo("a?b?c?d?e?f?");
    assertThat(SessionText.clean("x".repeat(301))).isEqualTo("x".repeat(300) + "…");
  }

  private static X509Certificate certificate(String pem) throws CertificateException {
    var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
  }
}
