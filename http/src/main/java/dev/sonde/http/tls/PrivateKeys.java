package dev.sonde.http.tls;

import dev.sonde.api.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a key from PEM.
final class PrivateKeys {
  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final Map<String, String> KINDS =
      Map.of(
          RSA,
          "RSA",
          EC,
          "EC",
          "2a864886f70d01010a",
          "RSASSA-PSS",
          "2b6570",
          "Ed25519",
          "2b6571",
          "Ed448");
  private static final byte[] ZERO = Der.value(DerReader.INTEGER, new byte[1]);
  private static final byte[] NOTHING = Der.value(0x05);
  private static final int PARAMETERS = 0xa0;

  private final Optional<KeyEncryption> encryption;

  private PrivateKeys(Optional<Secret> passphrase) {
    this.encryption = passphrase.map(KeyEncryption::new);
  }

  /// The first key in a file.
  static PrivateKey read(byte[] content, Optional<Secret> passphrase) throws Unusable {
    List<PemBlock> blocks = PemReader.read(content);
    for (PemBlock each : blocks) {
      if (each.isKey()) {
        return new PrivateKeys(passphrase).key(each);
      }
    }
    throw new Unusable("is " + blocks.getFirst().named() + ", not a key");
  }

  private PrivateKey key(PemBlock block) throws Unusable {
    return switch (block.label()) {
      case "PRIVATE KEY" -> pkcs8(block.bytes());
      case "ENCRYPTED PRIVATE KEY" -> unlocked(encryption().open(block.bytes()));
      case "RSA PRIVATE KEY" -> old(block, PrivateKeys::wrappedRsa);
      case "EC PRIVATE KEY" -> old(block, PrivateKeys::wrappedEc);
      case "OPENSSH PRIVATE KEY" ->
          throw new Unusable(
              "is OpenSSH's own form; rewrite it with: ssh-keygen -p -m PKCS8 -f IT");
      default ->
          throw new Unusable("is " + block.label() + ", which is not used; RSA, EC, Ed25519 are");
    };
  }

  private interface Wrapping {
    byte[] wrap(byte[] key) throws Unusable;
  }

  private PrivateKey old(PemBlock block, Wrapping wrapping) throws Unusable {
    if (block.encryption().isEmpty()) {
      return pkcs8(wrapping.wrap(block.bytes()));
    }
    byte[] opened = encryption().open(block.encryption().get(), block.bytes());
    try {
      return pkcs8(wrapping.wrap(opened));
    } catch (Unusable e) {
      throw KeyEncryption.closed(e);
    }
  }

  private KeyEncryption encryption() throws Unusable {
    return encryption.orElseThrow(() -> new Unusable("is encrypted; set key_passphrase"));
  }

  private static PrivateKey unlocked(byte[] pkcs8) throws Unusable {
    try {
      new DerReader(pkcs8).in(DerReader.SEQUENCE);
    } catch (Unusable e) {
      throw KeyEncryption.closed(e);
    }
    return pkcs8(pkcs8);
  }

  private static byte[] wrappedRsa(byte[] pkcs1) throws Unusable {
    new DerReader(pkcs1).in(DerReader.SEQUENCE);
    return wrapped(Der.oid(RSA), NOTHING, pkcs1);
  }

  private static byte[] wrappedEc(byte[] sec1) throws Unusable {
    DerReader whole = new DerReader(sec1).in(DerReader.SEQUENCE);
    whole.number();
    whole.octets(DerReader.OCTETS);
    if (!whole.has(PARAMETERS)) {
      throw new Unusable("does not say on which curve it is");
    }
    DerReader curve = whole.in(PARAMETERS);
    return wrapped(Der.oid(EC), Der.oid(curve.oid()), sec1);
  }

  private static byte[] wrapped(byte[] kind, byte[] parameters, byte[] key) {
    return Der.value(
        DerReader.SEQUENCE,
        ZERO,
        Der.value(DerReader.SEQUENCE, kind, parameters),
        Der.value(DerReader.OCTETS, key));
  }

  private static PrivateKey pkcs8(byte[] pkcs8) throws Unusable {
    DerReader whole = new DerReader(pkcs8).in(DerReader.SEQUENCE);
    whole.number();
    String kind = KINDS.get(whole.in(DerReader.SEQUENCE).oid());
    if (kind == null) {
      throw new Unusable("is a key of a kind that is not used; RSA, EC and Ed25519 are");
    }
    try {
      return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unusable("is a damaged " + kind + " key, or on a curve this Java lacks", e);
    }
  }
}
