package dev.sonde.http.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sonde.api.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever a file holds, reading it ends soon, in a key, a certificate, or [Unusable].
class PemFuzzTest {
  private static final Optional<Secret> PASSPHRASE = Optional.of(new Secret("öpen sesame"));
  private static final List<String> KEYS =
      List.of("rsa-pkcs1", "ec-sec1", "ed25519", "rsa-pkcs8-aes-256-cbc", "ec-sec1-aes-256-cbc");

  private final Random random = new Random(4711);
  private int read;
  private int refused;

  @Test
  void text_changedAnywhereIsReadOrRefused() {
    for (int i = 0; i < 4_000; i++) {
      byte[] text = PrivateKeysTest.file(KEYS.get(i % KEYS.size()));
      attempt(changed(text));
      attempt(Arrays.copyOf(text, random.nextInt(text.length)));
    }
    assertThat(refused).isGreaterThan(4_000);
  }

  @Test
  void bytes_changedAnywhereAreReadOrRefused() {
    String certificate = Issued.named("a").host("a.example").selfSigned().certificatePem();
    for (int i = 0; i < 4_000; i++) {
      attempt(
          changedInside(new String(PrivateKeysTest.file(KEYS.get(i % 5)), StandardCharsets.UTF_8)));
      attempt(changedInside(certificate));
    }
    assertThat(read).isPositive();
    assertThat(refused).isPositive();
  }

  @Test
  void blocks_withoutEndAreBounded() {
    String many = Issued.pem("X", new byte[0]).repeat(5_000);
    assertThatThrownBy(() -> PemReader.read(many.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("has more than 4096 blocks");
  }

  @Test
  void label_hostileIsNotRepeated() {
    attempt(
        "-----BEGIN \u001b[31m-----\nAAAA\n-----END \u001b[31m-----\n"
            .getBytes(StandardCharsets.UTF_8));
    assertThat(refused).isEqualTo(2);
    assertThatThrownBy(
            () -> PemReader.read("-----BEGIN \u001b[31m-----\n".getBytes(StandardCharsets.UTF_8)))
        .hasMessage("line 1: is not the beginning of anything known");
  }

  @Test
  void block_cutShortIsNamed() {
    String pem = Issued.named("a").selfSigned().certificatePem();
    String cut = "a comment\n" + pem + pem.substring(0, pem.length() - 40);
    int line = 2 + (int) pem.lines().count();
    assertThatThrownBy(() -> Certificates.read(cut.getBytes(StandardCharsets.UTF_8)))
        .hasMessage(
            "ends in the middle of the CERTIFICATE that begins in line "
                + line
                + "; it is cut short");
  }

  private void attempt(byte[] content) {
    attempt(() -> PrivateKeys.read(content, PASSPHRASE));
    attempt(() -> Certificates.read(content));
  }

  private interface Reading {
    Object read() throws Unusable;
  }

  private void attempt(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
      read++;
    } catch (Unusable e) {
      assertThat(e.getMessage()).isNotEmpty().doesNotContainPattern("\\p{Cntrl}");
      refused++;
    }
  }

  private byte[] changed(byte[] text) {
    byte[] changed = text.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  /// Good PEM around bad DER; the number of rounds is left alone, as large ones are slow by design.
  private byte[] changedInside(String pem) {
    PemBlock block;
    try {
      block = PemReader.read(pem.getBytes(StandardCharsets.UTF_8)).getLast();
    } catch (Unusable e) {
      throw new IllegalStateException(e);
    }
    byte[] changed = changed(block.bytes());
    if (block.label().startsWith("ENCRYPTED")) {
      System.arraycopy(block.bytes(), 0, changed, 40, 10);
    }
    String body = Base64.getEncoder().encodeToString(changed);
    return ("-----BEGIN "
            + block.label()
            + "-----\n"
            + body
            + "\n-----END "
            + block.label()
            + "-----\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
