package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateKeysTest {
  private static final Optional<Secret> PASSPHRASE = Optional.of(new Secret("öpen sesame"));
  private static final Optional<Secret> WRONG = Optional.of(new Secret("open sesame"));

  @ParameterizedTest
  @ValueSource(strings = {"rsa-pkcs1", "rsa-pkcs8", "ec-sec1", "ec-pkcs8", "ed25519", "rsa-pss"})
  void key_plainIsRead(String name) throws IOException {
    PrivateKey key = PrivateKeys.read(file(name), Optional.empty());
    assertThat(key.getEncoded()).isEqualTo(PrivateKeys.read(file(name), PASSPHRASE).getEncoded());
    assertThat(key.getAlgorithm()).isEqualTo(algorithm(name));
  }

  @Test
  void key_isTheSameInEveryForm() throws IOException {
    assertThat(PrivateKeys.read(file("rsa-pkcs1"), Optional.empty()))
        .isEqualTo(PrivateKeys.read(file("rsa-pkcs8"), Optional.empty()));
    assertThat(number("ec-sec1")).isEqualTo(number("ec-pkcs8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rsa-pkcs1-aes-128-cbc",
        "rsa-pkcs1-aes-192-cbc",
        "rsa-pkcs1-aes-256-cbc",
        "rsa-pkcs1-des-ede3-cbc",
        "rsa-pkcs8-aes-128-cbc",
        "rsa-pkcs8-aes-192-cbc",
        "rsa-pkcs8-aes-256-cbc",
        "rsa-pkcs8-des3",
        "rsa-pkcs8-sha1",
        "rsa-pkcs8-sha512",
        "ec-sec1-aes-256-cbc",
        "ed25519-aes-256-cbc"
      })
  void key_encryptedOpensWithItsPassphraseOnly(String name) throws IOException {
    String plain = name.startsWith("rsa") ? "rsa-pkcs1" : name.replace("-aes-256-cbc", "");
    assertThat(PrivateKeys.read(file(name), PASSPHRASE))
        .isEqualTo(PrivateKeys.read(file(plain), Optional.empty()));
    refused(file(name), Optional.empty(), "is encrypted; set key_passphrase");
    refused(file(name), WRONG, "is encrypted, and key_passphrase does not open it");
  }

  @Test
  void key_ofAnotherFormIsNamed() {
    refused(
        file("refused-curve"),
        Optional.empty(),
        "is on a curve that is not used; P-256, P-384 and P-521 are");
    refused(file("refused-explicit"), Optional.empty(), "-param_enc named_curve");
    refused(file("refused-openssh"), Optional.empty(), "ssh-keygen -p -m PKCS8");
    refused(file("refused-pbes1"), PASSPHRASE, "older than PBES2; encrypt it anew with: openssl");
    refused(file("refused-scrypt"), PASSPHRASE, "not made by PBKDF2; encrypt it anew");
  }

  @Test
  void key_amongOthersIsFound() throws IOException {
    var issued = Issued.named("a").selfSigned();
    byte[] both = (issued.certificatePem() + issued.keyPem()).getBytes(StandardCharsets.UTF_8);
    assertThat(PrivateKeys.read(both, Optional.empty())).isEqualTo(issued.key());
    assertThat(Certificates.read(both)).containsExactly(issued.certificate());
  }

  @Test
  void file_ofAnotherKindIsNamed() {
    var issued = Issued.named("a").selfSigned();
    refused(issued.certificatePem(), "is a certificate, not a key");
    refused(Issued.pem("PUBLIC KEY", new byte[9]), "is a public key, not a key");
    refused(Issued.pem("X509 CRL", new byte[9]), "is \"X509 CRL\", not a key");
    refused("", "is empty");
    refused("hello", "holds nothing in PEM, such as -----BEGIN CERTIFICATE-----");
    refused("0\u0082\u0001\u0001", "is DER or PKCS#12, not PEM");
    refused(Issued.pem("PRIVATE KEY", new byte[0]), "is damaged");
    refused(Issued.pem("DSA PRIVATE KEY", new byte[9]), "is DSA PRIVATE KEY, which is not used");
  }

  @Test
  void rounds_tooManyAreNotBegun() {
    byte[] derivation =
        Der.value(
            0x30,
            Der.oid("2a864886f70d01050c"),
            Der.value(0x30, Der.value(4, new byte[8]), Der.value(2, new byte[] {127, 0, 0, 0})));
    byte[] encryption =
        Der.value(0x30, Der.oid("6086480165030401" + "2a"), Der.value(4, new byte[16]));
    byte[] algorithm =
        Der.value(0x30, Der.oid("2a864886f70d01050d"), Der.value(0x30, derivation, encryption));
    byte[] whole = Der.value(0x30, algorithm, Der.value(4, new byte[32]));
    refused(
        Issued.pem("ENCRYPTED PRIVATE KEY", whole).getBytes(StandardCharsets.UTF_8),
        PASSPHRASE,
        "asks for 2130706432 rounds of PBKDF2");
  }

  private static BigInteger number(String name) throws IOException {
    return ((ECPrivateKey) PrivateKeys.read(file(name), Optional.empty())).getS();
  }

  private static String algorithm(String name) {
    return switch (name) {
      case "ed25519" -> "EdDSA";
      case "rsa-pss" -> "RSASSA-PSS";
      default -> name.startsWith("rsa") ? "RSA" : "EC";
    };
  }

  private static void refused(String content, String words) {
    refused(content.getBytes(StandardCharsets.ISO_8859_1), Optional.empty(), words);
  }

  private static void refused(byte[] content, Optional<Secret> passphrase, String words) {
    assertThatThrownBy(() -> PrivateKeys.read(content, passphrase))
        .isInstanceOf(Unusable.class)
        .hasMessageContaining(words);
  }

  static byte[] file(String name) {
    try (InputStream in = PrivateKeysTest.class.getResourceAsStream("keys/" + name + ".pem")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
