package dev.sonde.http.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A certificate made for a test, with its key and those above it.
record Issued(List<X509Certificate> chain, PrivateKey key) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  X509Certificate certificate() {
    return chain.getFirst();
  }

  String certificatePem() {
    return pem(chain);
  }

  /// PKCS#8.
  String keyPem() {
    return pem("PRIVATE KEY", key.getEncoded());
  }

  static String pem(List<X509Certificate> certificates) {
    var text = new StringBuilder();
    for (X509Certificate each : certificates) {
      text.append(pem("CERTIFICATE", encoded(each)));
    }
    return text.toString();
  }

  static String pem(String label, byte[] bytes) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Making named(String name) {
    return new Making(name);
  }

  /// What to put into a certificate; valid for a day either way unless told otherwise.
  static final class Making {
    private static final byte[] SHA256_ECDSA = Der.oid("2a8648ce3d040302");
    private static final byte[] SHA256_RSA = Der.oid("2a864886f70d01010b");
    private static final byte[] ED25519 = Der.oid("2b6570");

    private final String name;
    private final List<byte[]> names = new ArrayList<>();
    private String algorithm = "EC";
    private boolean authority;
    private String usage = "";
    private Instant from = Instant.now().minus(Duration.ofDays(1));
    private Instant until = Instant.now().plus(Duration.ofDays(1));

    private Making(String name) {
      this.name = name;
    }

    Making authority() {
      authority = true;
      return this;
    }

    Making rsa() {
      algorithm = "RSA";
      return this;
    }

    Making ed25519() {
      algorithm = "Ed25519";
      return this;
    }

    Making host(String host) {
      names.add(Der.value(0x82, host.getBytes(StandardCharsets.US_ASCII)));
      return this;
    }

    Making address(String address) {
      names.add(Der.value(0x87, InetAddress.ofLiteral(address).getAddress()));
      return this;
    }

    Making valid(Instant since, Instant to) {
      from = since;
      until = to;
      return this;
    }

    /// For clients only.
    Making clientOnly() {
      usage = "2b06010505070302";
      return this;
    }

    /// For servers only.
    Making serverOnly() {
      usage = "2b06010505070301";
      return this;
    }

    Issued selfSigned() {
      KeyPair keys = keys();
      X509Certificate certificate = certificate(keys, name(name), keys.getPrivate());
      return new Issued(List.of(certificate), keys.getPrivate());
    }

    Issued by(Issued issuer) {
      KeyPair keys = keys();
      byte[] issuerName = issuer.certificate().getSubjectX500Principal().getEncoded();
      var chain = new ArrayList<X509Certificate>();
      chain.add(certificate(keys, issuerName, issuer.key()));
      issuer.chain().stream()
          .filter(each -> !each.getSubjectX500Principal().equals(each.getIssuerX500Principal()))
          .forEach(chain::add);
      return new Issued(chain, keys.getPrivate());
    }

    private KeyPair keys() {
      try {
        var generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
          generator.initialize(new ECGenParameterSpec("secp256r1"));
        } else if (algorithm.equals("RSA")) {
          generator.initialize(2048);
        }
        return generator.generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private X509Certificate certificate(KeyPair keys, byte[] issuer, PrivateKey signer) {
      byte[] kind = kind(signer);
      byte[] content =
          sequence(
              Der.value(0xa0, Der.value(2, new byte[] {2})),
              Der.value(2, BigInteger.valueOf(System.nanoTime()).toByteArray()),
              kind,
              issuer,
              sequence(time(from), time(until)),
              name(name),
              keys.getPublic().getEncoded(),
              Der.value(0xa3, extensions()));
      try {
        Signature signature = Signature.getInstance(signing(signer));
        signature.initSign(signer);
        signature.update(content);
        byte[] signed = Der.value(3, new byte[1], signature.sign());
        return (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(sequence(content, kind, signed)));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    private byte[] extensions() {
      byte[] basic =
          authority
              ? extension("551d13", sequence(Der.value(1, new byte[] {-1})))
              : extension("551d13", sequence());
      byte[] alternative =
          names.isEmpty()
              ? new byte[0]
              : extension("551d11", sequence(names.toArray(byte[][]::new)));
      byte[] extended =
          usage.isEmpty() ? new byte[0] : extension("551d25", sequence(Der.oid(usage)));
      return sequence(basic, alternative, extended);
    }

    private static byte[] extension(String oid, byte[] value) {
      return sequence(Der.oid(oid), Der.value(4, value));
    }

    private static byte[] kind(PrivateKey signer) {
      return switch (signer.getAlgorithm()) {
        case "RSA" -> sequence(SHA256_RSA, Der.value(5));
        case "EC" -> sequence(SHA256_ECDSA);
        default -> sequence(ED25519);
      };
    }

    private static String signing(PrivateKey signer) {
      return switch (signer.getAlgorithm()) {
        case "RSA" -> "SHA256withRSA";
        case "EC" -> "SHA256withECDSA";
        default -> "Ed25519";
      };
    }

    private static byte[] time(Instant at) {
      return Der.value(0x18, TIME.format(at).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] name(String common) {
      byte[] text = Der.value(0x0c, common.getBytes(StandardCharsets.UTF_8));
      return sequence(Der.value(0x31, sequence(Der.oid("550403"), text)));
    }

    private static byte[] sequence(byte[]... parts) {
      return Der.value(0x30, parts);
    }
  }
}
