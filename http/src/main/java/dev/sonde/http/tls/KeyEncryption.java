package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Opens encrypted keys: PKCS#8 with PBES2, and OpenSSL's old form with `DEK-Info`.
final class KeyEncryption {
  private static final String PBES2 = "2a864886f70d01050d";
  private static final String PBKDF2 = "2a864886f70d01050c";
  private static final String AGAIN =
      "; encrypt it anew with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in OLD -out NEW";
  private static final int MOST_ROUNDS = 10_000_000;

  private static final Map<String, String> DIGESTS =
      Map.of(
          "2a864886f70d0207", "PBKDF2WithHmacSHA1",
          "2a864886f70d0208", "PBKDF2WithHmacSHA224",
          "2a864886f70d0209", "PBKDF2WithHmacSHA256",
          "2a864886f70d020a", "PBKDF2WithHmacSHA384",
          "2a864886f70d020b", "PBKDF2WithHmacSHA512");

  private record Method(String cipher, int keyLength) {}

  private static final Method DES = new Method("DESede", 24);
  private static final Map<String, Method> METHODS =
      Map.of(
          "60864801650304" + "0102",
          new Method("AES", 16),
          "60864801650304" + "0116",
          new Method("AES", 24),
          "60864801650304" + "012a",
          new Method("AES", 32),
          "2a864886f70d0307",
          DES);
  private static final Map<String, Method> OLD_METHODS =
      Map.of(
          "AES-128-CBC", new Method("AES", 16),
          "AES-192-CBC", new Method("AES", 24),
          "AES-256-CBC", new Method("AES", 32),
          "DES-EDE3-CBC", DES);

  private final Secret passphrase;

  KeyEncryption(Secret passphrase) {
    this.passphrase = passphrase;
  }

  /// What an `ENCRYPTED PRIVATE KEY` holds: PKCS#8.
  byte[] open(byte[] encrypted) throws Unusable {
    DerReader whole = new DerReader(encrypted).in(DerReader.SEQUENCE);
    DerReader algorithm = whole.in(DerReader.SEQUENCE);
    byte[] content = whole.octets(DerReader.OCTETS);
    if (!algorithm.oid().equals(PBES2)) {
      throw new Unusable("is encrypted in a form older than PBES2" + AGAIN);
    }
    DerReader parameters = algorithm.in(DerReader.SEQUENCE);
    DerReader derivation = parameters.in(DerReader.SEQUENCE);
    DerReader encryption = parameters.in(DerReader.SEQUENCE);
    Method method = METHODS.get(encryption.oid());
    if (method == null) {
      throw new Unusable("is encrypted with a cipher other than AES-CBC and DES-EDE3-CBC" + AGAIN);
    }
    byte[] vector = encryption.octets(DerReader.OCTETS);
    return decrypt(method, derive(derivation, method.keyLength()), vector, content);
  }

  /// What an old block holds: PKCS#1 or SEC 1.
  ///
  /// @param how what `DEK-Info` says: `AES-256-CBC,0123…`
  byte[] open(String how, byte[] encrypted) throws Unusable {
    int comma = Math.max(0, how.indexOf(','));
    Method method = OLD_METHODS.get(how.substring(0, comma).strip().toUpperCase(Locale.ROOT));
    if (method == null) {
      throw new Unusable("is encrypted with a cipher other than AES-CBC and DES-EDE3-CBC" + AGAIN);
    }
    byte[] vector = vector(how.substring(comma + 1).strip());
    return decrypt(method, oldKey(vector, method.keyLength()), vector, encrypted);
  }

  private static byte[] vector(String hex) throws Unusable {
    try {
      byte[] vector = HexFormat.of().parseHex(hex);
      if (vector.length >= 8 && vector.length <= 16) {
        return vector;
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    throw new Unusable("is damaged: its DEK-Info is not whole");
  }

  private byte[] derive(DerReader derivation, int length) throws Unusable {
    if (!derivation.oid().equals(PBKDF2)) {
      throw new Unusable("is encrypted with a key that is not made by PBKDF2" + AGAIN);
    }
    DerReader parameters = derivation.in(DerReader.SEQUENCE);
    byte[] salt = parameters.octets(DerReader.OCTETS);
    int rounds = parameters.number();
    if (rounds < 1 || rounds > MOST_ROUNDS || salt.length == 0) {
      throw new Unusable(
          "asks for " + rounds + " rounds of PBKDF2, more than " + MOST_ROUNDS + AGAIN);
    }
    if (parameters.has(DerReader.INTEGER) && parameters.number() != length) {
      throw new Unusable("is damaged");
    }
    return pbkdf2(digest(parameters), salt, rounds, length);
  }

  private static String digest(DerReader parameters) throws Unusable {
    if (!parameters.has(DerReader.SEQUENCE)) {
      return "PBKDF2WithHmacSHA1";
    }
    String digest = DIGESTS.get(parameters.in(DerReader.SEQUENCE).oid());
    if (digest == null) {
      throw new Unusable("is encrypted with a digest other than SHA-1 and SHA-2" + AGAIN);
    }
    return digest;
  }

  private byte[] pbkdf2(String name, byte[] salt, int rounds, int length) throws Unusable {
    try {
      var spec = new PBEKeySpec(passphrase.reveal().toCharArray(), salt, rounds, length * 8);
      return SecretKeyFactory.getInstance(name).generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new Unusable("is encrypted in a way that this Java can't open" + AGAIN, e);
    }
  }

  private byte[] oldKey(byte[] vector, int length) throws Unusable {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] key = new byte[length];
      byte[] last = new byte[0];
      for (int at = 0; at < length; at += last.length) {
        digest.update(last);
        digest.update(passphrase.reveal().getBytes(StandardCharsets.UTF_8));
        digest.update(vector, 0, 8);
        last = digest.digest();
        System.arraycopy(last, 0, key, at, Math.min(last.length, length - at));
      }
      return key;
    } catch (GeneralSecurityException e) {
      throw new Unusable("is encrypted in a way that this Java can't open" + AGAIN, e);
    }
  }

  private static byte[] decrypt(Method method, byte[] key, byte[] vector, byte[] content)
      throws Unusable {
    try {
      Cipher cipher = Cipher.getInstance(method.cipher() + "/CBC/PKCS5Padding");
      int mode = Cipher.DECRYPT_MODE;
      cipher.init(mode, new SecretKeySpec(key, method.cipher()), new IvParameterSpec(vector));
      return cipher.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw closed(e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  static Unusable closed(Exception why) {
    return new Unusable("is encrypted, and key_passphrase does not open it", why);
  }
}
